import { type Finding, type ResourceRef, SEVERITIES } from '../finding';
import { groupBy } from '../groups';
import { resourceText, visible } from './text';

type Place = { readonly file: string; readonly line?: number; readonly column?: number };

export interface Totals {
  readonly findings: readonly Finding[];
  readonly coverage: {
    readonly objects: number;
    readonly context: number;
    readonly withoutSchema: readonly { readonly apiVersion: string; readonly kind: string; readonly objects: number }[];
    readonly alternatives: readonly (readonly string[])[];
    readonly skipped: readonly (Place & { readonly reason: string })[];
    readonly unreadable: readonly Place[];
    readonly notApplicable: readonly Open[];
    readonly acknowledged: readonly Acknowledged[];
  };
}

interface Open {
  readonly rule: string;
  readonly code: string;
  readonly missing: string;
  readonly objects: number;
}

interface Acknowledged {
  readonly rule: string;
  readonly code: string;
  readonly resource: ResourceRef;
  readonly reason: string;
}

/** The end of a report: how many findings, and what was looked at and what not. */
export function totalsText({ findings, coverage }: Totals): string {
  const { objects, context, withoutSchema, alternatives, skipped, unreadable, notApplicable, acknowledged } = coverage;
  const judged = `${counted(objects, 'object')}${context === 0 ? '' : `, beside ${counted(context, 'object')} of context`}`;
  return [
    objects === 0 ? 'Nothing was judged.' : `${counts(findings)} in ${judged}.`,
    ...withoutSchema.map(
      ({ apiVersion, kind, objects: count }) =>
        `Not judged, no schema: ${visible(`${apiVersion} ${kind}`)} (${counted(count, 'object')}).`,
    ),
    ...openLines(notApplicable),
    ...acknowledgedLines(acknowledged),
    ...alternativeLines(alternatives),
    ...[...new Set(skipped.map(({ reason }) => reason))].toSorted().map((reason) => {
      const documents = skipped.filter((document) => document.reason === reason);
      return `Skipped, ${reason}: ${counted(documents.length, 'document')}${example(documents)}.`;
    }),
    ...(unreadable.length === 0 ? [] : [`Not read: ${counted(unreadable.length, 'problem')}${example(unreadable)}.`]),
    '',
  ].join('\n');
}

function counts(findings: readonly Finding[]): string {
  const found = SEVERITIES.map((severity) => ({
    severity,
    count: findings.filter((finding) => finding.severity === severity).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => counted(count, severity === 'info' ? 'note' : severity));
  return found.length === 0 ? 'No findings' : found.join(', ');
}

/** What could not be told: a line for each thing that is missing, with the rules that ask for it. */
function openLines(open: readonly Open[]): readonly string[] {
  return shortened(
    [...groupBy(open, ({ missing }) => missing)].map(([missing, rules]) => {
      const asking = rules.map(({ rule, code, objects }) => `${code} ${rule} (${counted(objects, 'object')})`);
      return `Not judged without ${visible(missing)}: ${listed(asking)}.`;
    }),
    (more) => `Not judged either, without ${more} more such things.`,
  );
}

/** All of them, each with its reason: nobody else asks whether it still holds. */
function acknowledgedLines(acknowledged: readonly Acknowledged[]): string[] {
  if (acknowledged.length === 0) return [];
  return [
    `Acknowledged: ${counted(acknowledged.length, 'finding')}.`,
    ...acknowledged.map(({ rule, code, resource, reason }) =>
      visible(`  ${code} ${rule}, ${resourceText(resource)}: ${reason === '' ? '(no reason given)' : reason}`),
    ),
  ];
}

function alternativeLines(alternatives: readonly (readonly string[])[]): string[] {
  if (alternatives.length === 0) return [];
  const lines = alternatives.map((files) => `  ${listed(files.map(visible))}`);
  return [
    'Judged one after the other, as they define the same objects differently:',
    ...shortened(lines, (more) => `  and ${more} more`),
  ];
}

/** Of lines that are much alike. */
const MOST_LINES = 10;

function shortened(lines: readonly string[], rest: (more: number) => string): readonly string[] {
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES - 1), rest(lines.length - MOST_LINES + 1)];
}

/** Of names in one line. */
const MOST_NAMES = 4;

function listed(names: readonly string[]): string {
  if (names.length <= MOST_NAMES) return names.join(', ');
  return `${names.slice(0, MOST_NAMES - 1).join(', ')} and ${names.length - MOST_NAMES + 1} more`;
}

function example([first]: readonly Place[]): string {
  if (first === undefined) return '';
  return `, such as ${visible([first.file, first.line, first.column].filter((part) => part !== undefined).join(':'))}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

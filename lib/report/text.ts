import type { Finding, Severity } from '../finding';

export interface TextOptions {
  /** Whether to colour, as terminals understand it. */
  readonly color: boolean;
  /** The line of a file, to show it below a finding; undefined where there is none. */
  readonly lineOf: (file: string, line: number) => string | undefined;
}

const COLORS: Readonly<Record<Severity, string>> = { error: '31', warning: '33', info: '36' };
const DIM = '2';

/**
 * One finding for people: where, as editors make it clickable; how bad and which rule; what and why; what to do; the
 * line with a caret. Without a file the construct's path stands for the place.
 */
export function findingText(finding: Finding, { color, lineOf }: TextOptions): string {
  const paint = (code: string, text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const { file, line, column, severity, code, rule, resource, path, message, fix, construct } = finding;
  const place = file === '' ? `[${construct ?? ''}]` : `${file}:${line}:${column}`;
  const name = resource.namespace === '' ? resource.name : `${resource.namespace}/${resource.name}`;
  // Many messages begin with the field.
  const where = path === '' || message.includes(path) ? '' : `, ${path}`;
  const shown = showsLine(finding) ? lineOf(file, line) : undefined;
  return [
    `${visible(place)}: ${paint(COLORS[severity], severity)} ${code} ${rule}`,
    `  ${visible(`${resource.kind} ${name}${where}`)}: ${visible(message)}.`,
    `  ${paint(DIM, 'Fix:')} ${visible(fix)}${/[.?!]$/.test(fix) ? '' : '.'}`,
    ...(shown === undefined ? [] : caret(shown, line, column, (text) => paint(DIM, text))),
    '',
  ].join('\n');
}

/** Wide enough for a line of YAML; what is cut off is marked. */
const MAX_WIDTH = 160;

function caret(text: string, line: number, column: number, dim: (text: string) => string): string[] {
  const cut = text.length > MAX_WIDTH ? `${text.slice(0, MAX_WIDTH)} ...` : text;
  const gutter = `${line} | `.padStart(9);
  const lines = [`${dim(gutter)}${visible(cut)}`];
  if (column <= MAX_WIDTH) {
    lines.push(`${' '.repeat(gutter.length)}${text.slice(0, column - 1).replaceAll(/[^\t]/g, ' ')}^`);
  }
  return lines;
}

/** Fields that may hold keys in the clear. */
const SENSITIVE = /(^|[.\]])(data|stringData|jwks|inlineString|caBundle)\b|last-applied-configuration/;

/** The line of a Secret, or of a field that may hold a key, is never shown. */
function showsLine({ file, resource, path }: Finding): boolean {
  return file !== '' && resource.kind !== 'Secret' && !SENSITIVE.test(path);
}

/** Controls, separators of lines, and marks that turn the direction of text. A tab is harmless. */
const STEERING = /(?!\t)[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Input is not trusted: what would steer a terminal or hide text is shown by its code. */
export function visible(text: string): string {
  return text.replaceAll(STEERING, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export interface Totals {
  readonly findings: readonly Finding[];
  readonly coverage: {
    readonly objects: number;
    readonly context: number;
    readonly withoutSchema: readonly { readonly apiVersion: string; readonly kind: string; readonly objects: number }[];
    readonly skipped: readonly { readonly file: string; readonly line: number; readonly reason: string }[];
  };
}

/** The end of a report: how many findings, and what was looked at and what not. */
export function totalsText({ findings, coverage }: Totals): string {
  const { objects, context, withoutSchema, skipped } = coverage;
  const counts = (['error', 'warning', 'info'] as const)
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => counted(count, severity === 'info' ? 'note' : severity));
  const judged = `${counted(objects, 'object')}${context === 0 ? '' : `, ${counted(context, 'object')} of context`}`;
  return [
    `${counts.length === 0 ? 'No findings' : counts.join(', ')} in ${judged}.`,
    ...withoutSchema.map(
      ({ apiVersion, kind, objects: count }) =>
        `Not judged, no schema: ${visible(`${apiVersion} ${kind}`)} (${counted(count, 'object')}).`,
    ),
    ...skippedText(skipped),
    '',
  ].join('\n');
}

function skippedText(skipped: Totals['coverage']['skipped']): string[] {
  const reasons = [...new Set(skipped.map(({ reason }) => reason))].toSorted();
  return reasons.map((reason) => {
    const documents = skipped.filter((document) => document.reason === reason);
    const [first] = documents;
    const example = first === undefined ? '' : `, such as ${visible(first.file)}:${first.line}`;
    return `Skipped, ${reason}: ${counted(documents.length, 'document')}${example}.`;
  });
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

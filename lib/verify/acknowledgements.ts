import { compareFindings, type Finding } from '../finding';
import { identityOf } from '../manifest/identity';
import type { Manifest } from '../manifest/manifest';
import { DEFAULT_NAMESPACE } from '../manifest/worlds';
import { OBJECT_RULES } from '../rules';
import { MESH_RULES } from '../rules/mesh-rules';
import { ACKNOWLEDGE, type Entry, entriesOf } from './acknowledgement-entries';
import type { Acknowledged } from './coverage';
import { ACKNOWLEDGEMENT_FORM, ACKNOWLEDGEMENT_STALE, ENGINE_RULES, SCHEMA_RULES } from './engine-rules';
import { makeFinding } from './make-finding';
import { type Opinion, opinionOf } from './opinions';
import type { Undecided } from './together';

export interface Accepted {
  /** Those that nobody has accepted, and what is wrong with the acknowledgements themselves. */
  readonly findings: readonly Finding[];
  readonly acknowledged: readonly Acknowledged[];
}

const RULES = [...OBJECT_RULES, ...MESH_RULES, ...ENGINE_RULES];
const IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));
const CODES: ReadonlySet<string> = new Set(RULES.map(({ code }) => code));
const SCHEMA_IDS: ReadonlySet<string> = new Set(Object.values(SCHEMA_RULES).map(({ id }) => id));

/** Sets acknowledged findings aside. */
export function acknowledge(
  found: ReadonlyMap<Finding, Manifest>,
  objects: readonly Manifest[],
  undecided: readonly Undecided[],
): Accepted {
  const findings: Finding[] = [];
  const acknowledged: Acknowledged[] = [];
  const entries = new Map<Manifest, readonly Entry[]>();
  for (const manifest of objects) {
    const list = entriesOf(manifest);
    if (list.length > 0) entries.set(manifest, list);
  }
  const live = entries.size === 0 ? new Set<string>() : liveOf(undecided);
  const refused = new Set<Manifest>();
  for (const [finding, manifest] of [...found].toSorted(([one], [other]) => compareFindings(one, other))) {
    if (SCHEMA_IDS.has(finding.rule)) refused.add(manifest);
    const accepting = entries.get(manifest)?.filter((entry) => accepts(entry, finding)) ?? [];
    for (const { subject } of accepting) live.add(liveKey(manifest, subject));
    if (accepting[0] === undefined) findings.push(finding);
    else acknowledged.push(acknowledgedOf(finding, accepting[0].reason));
  }
  for (const [manifest, list] of entries) {
    // What the API server refuses is not judged to the end.
    const isLive = ({ subject }: Entry) => refused.has(manifest) || live.has(liveKey(manifest, subject));
    for (const entry of list) {
      const opinion = formFaultOf(entry) ?? (isLive(entry) ? undefined : stalenessOf(entry));
      if (opinion !== undefined) findings.push(makeFinding(manifest, entry.path, opinion));
    }
  }
  return { findings, acknowledged };
}

/** What may be acknowledged because nobody could tell whether it is there. */
function liveOf(undecided: readonly Undecided[]): Set<string> {
  return new Set(
    undecided.flatMap(({ rule, code, manifests }) =>
      [...manifests].flatMap((manifest) => [liveKey(manifest, rule), liveKey(manifest, code)]),
    ),
  );
}

/** By identity: of an object that several files define, one definition is judged among the others. */
function liveKey(manifest: Manifest, subject: string): string {
  return `${identityOf(manifest, DEFAULT_NAMESPACE) ?? ''}\0${subject}`;
}

function accepts({ subject, reason, by }: Entry, { rule, code }: Finding): boolean {
  if (by === 'rule') return subject === rule && reason !== '';
  return subject === code || (subject === '*' && code.startsWith('IST'));
}

/** What is wrong with an acknowledgement that could accept nothing. */
function formFaultOf({ subject, reason, by }: Entry): Opinion | undefined {
  if (by === 'code') return undefined;
  if (!IDS.has(subject)) {
    const fix = 'Write a line "RULE-ID: REASON"; `secure-ingress rules` lists them';
    return opinionOf(ACKNOWLEDGEMENT_FORM, `"${subject}" in ${ACKNOWLEDGE} is no rule`, fix);
  }
  if (reason !== '') return undefined;
  const message = `The acknowledgement of "${subject}" gives no reason, so it acknowledges nothing`;
  return opinionOf(ACKNOWLEDGEMENT_FORM, message, `Write "${subject}: " and why the finding is accepted`);
}

function stalenessOf({ subject, by }: Entry): Opinion | undefined {
  // What is judged elsewhere, such as in the cluster, may well find it.
  if (by === 'code' && !CODES.has(subject)) return undefined;
  const message = `"${subject}" is acknowledged, and nothing of it is found any more`;
  const fix = 'Remove the acknowledgement, so that it cannot hide what comes later';
  return opinionOf(ACKNOWLEDGEMENT_STALE, message, fix);
}

function acknowledgedOf(finding: Finding, reason: string): Acknowledged {
  const { rule, code, severity, resource, path, file, line } = finding;
  return { rule, code, severity, resource, path, file, line, reason };
}

import type { Finding } from '../finding';
import type { Manifest } from '../manifest/manifest';
import { OBJECT_RULES } from '../rules';
import { MESH_RULES } from '../rules/mesh-rules';
import { ACKNOWLEDGE, type Entry, entriesOf } from './acknowledgement-entries';
import type { Acknowledged } from './coverage';
import { ACKNOWLEDGEMENT_FORM, ACKNOWLEDGEMENT_STALE, ENGINE_RULES } from './engine-rules';
import { makeFinding } from './make-finding';
import { opinionOf } from './opinions';
import type { Undecided } from './together';

export interface Accepted {
  /** Those that nobody has accepted, and what is wrong with the acknowledgements themselves. */
  readonly findings: readonly Finding[];
  readonly acknowledged: readonly Acknowledged[];
}

const RULES = [...OBJECT_RULES, ...MESH_RULES, ...ENGINE_RULES];
const IDS: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));
const CODES: ReadonlySet<string> = new Set(RULES.map(({ code }) => code));

/** Sets acknowledged findings aside. */
export function acknowledge(
  found: ReadonlyMap<Finding, Manifest>,
  objects: readonly Manifest[],
  undecided: readonly Undecided[],
): Accepted {
  const findings: Finding[] = [];
  const acknowledged: Acknowledged[] = [];
  const entries = new Map(
    objects.map((manifest) => [manifest, entriesOf(manifest)] as const).filter(([, list]) => list.length > 0),
  );
  const used = new Set<Entry>();
  for (const [finding, manifest] of found) {
    const accepting = entries.get(manifest)?.filter((entry) => accepts(entry, finding)) ?? [];
    for (const entry of accepting) used.add(entry);
    if (accepting[0] === undefined) findings.push(finding);
    else acknowledged.push(acknowledgedOf(finding, accepting[0].reason));
  }
  for (const [manifest, list] of entries) {
    for (const entry of list.filter((one) => !used.has(one))) {
      const opinion = faultOf(entry, manifest, undecided);
      if (opinion !== undefined) findings.push(makeFinding(manifest, entry.path, opinion));
    }
  }
  return { findings, acknowledged };
}

function accepts({ subject, reason, by }: Entry, { rule, code }: Finding): boolean {
  if (by === 'rule') return subject === rule && reason !== '';
  return subject === code || (subject === '*' && code.startsWith('IST'));
}

/** What is wrong with an acknowledgement that accepts nothing. */
function faultOf(entry: Entry, manifest: Manifest, undecided: readonly Undecided[]) {
  const { subject, reason, by } = entry;
  if (by === 'rule' && !IDS.has(subject)) {
    const message = `"${subject}" in ${ACKNOWLEDGE} is no rule`;
    return opinionOf(
      ACKNOWLEDGEMENT_FORM,
      message,
      'Write a line "RULE-ID: REASON"; `secure-ingress rules` lists them',
    );
  }
  if (by === 'rule' && reason === '') {
    const message = `The acknowledgement of "${subject}" gives no reason, so it acknowledges nothing`;
    return opinionOf(ACKNOWLEDGEMENT_FORM, message, `Write "${subject}: " and why the finding is accepted`);
  }
  // What is judged elsewhere, such as in the cluster, may well find it.
  if (by === 'code' && !CODES.has(subject)) return undefined;
  const isOpen = undecided.some(
    ({ rule, code, manifests }) => [rule, code].includes(subject) && manifests.has(manifest),
  );
  if (isOpen) return undefined;
  const message = `"${subject}" is acknowledged, and nothing of it is found any more`;
  return opinionOf(
    ACKNOWLEDGEMENT_STALE,
    message,
    'Remove the acknowledgement, so that it cannot hide what comes later',
  );
}

function acknowledgedOf(finding: Finding, reason: string): Acknowledged {
  const { rule, code, severity, resource, path, file, line } = finding;
  return { rule, code, severity, resource, path, file, line, reason };
}

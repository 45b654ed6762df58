import type { Finding } from '../finding';
import { type Manifest, type Path, pathText } from '../manifest/manifest';
import type { Note } from '../manifest/problem';
import type { Fault, FaultKind } from '../schema/fault';
import { type EngineRule, SCHEMA_RULES, YAML_READ_DIFFERENTLY, YAML_WIDE_INTEGER } from './engine-rules';

/** What a finding says, apart from where. */
export type Opinion = Pick<Finding, 'rule' | 'code' | 'severity' | 'message' | 'fix'>;

/** What a rule says of itself, as part of an opinion. */
export function opinionOf({ id, code, severity }: EngineRule, message: string, fix: string): Opinion {
  return { rule: id, code, severity, message, fix };
}

/**
 * What is said of an object's faults and notes. A note on a value that is of the wrong type for that reason becomes part
 * of what is said of the type.
 */
export function describeObject(
  manifest: Manifest,
  faults: readonly Fault[],
  notes: readonly Note[],
): { readonly path: Path; readonly opinion: Opinion }[] {
  if (faults.length === 0 && notes.length === 0) return [];
  const pending = new Map(notes.map((note) => [`${note.key ? 'key' : 'value'} ${pathText(note.path)}`, note]));
  const found = faults.map((fault) => {
    const place = `value ${pathText(fault.path)}`;
    const note = fault.kind === 'structure' ? pending.get(place) : undefined;
    if (note !== undefined) pending.delete(place);
    return { path: fault.path, opinion: describeFault(manifest, fault, note) };
  });
  const rest = [...pending.values()].filter(({ path, key }) => key || !isSecretData(manifest, path));
  return [...found, ...rest.map((note) => ({ path: note.path, opinion: describeNote(note) }))];
}

/** @param note how the value was written, where kubectl reads it in its own way */
export function describeFault(manifest: Manifest, { kind, path, message, fix }: Fault, note?: Note): Opinion {
  const rule = SCHEMA_RULES[kind];
  if (isSecretData(manifest, path)) {
    const secret = describeSecret(kind, path, message);
    return opinionOf(rule, secret.message, secret.fix);
  }
  if (note === undefined) return opinionOf(rule, message, fix);
  const how =
    note.kind === 'wide-integer' ? ` (written ${note.written})` : `, which is how kubectl reads ${note.written}`;
  // Of what is in the file, and not of what it became.
  const quoted = fix.startsWith('Put it in quotes') ? `Put it in quotes: ${JSON.stringify(note.written)}` : fix;
  return opinionOf(rule, message + how, quoted);
}

/** Output goes to logs, where no part of a key belongs: a message or fix that could quote the value is replaced. */
function describeSecret(kind: FaultKind, path: Path, message: string): Pick<Opinion, 'message' | 'fix'> {
  // This one names the field alone.
  if (kind === 'unknown-field') return { message, fix: 'Correct the name of the field, or remove it' };
  const base64 = path[0] === 'data';
  return {
    message: `${pathText(path)} is not what a Secret holds there (the value is not shown)`,
    fix: base64
      ? 'Give each key a text in base64, padded with "=", or move it as it is to stringData'
      : 'Give each key a text, in quotes where it could be read as something else',
  };
}

/** Fields of a Secret that hold no part of it. All others may, were it by a typing error. */
const PUBLIC_FIELDS: readonly unknown[] = ['apiVersion', 'kind', 'metadata', 'type', 'immutable', undefined];

/** True for what may be part of a Secret, even when its kind is misspelled. */
export function isSecretData({ kind }: Pick<Manifest, 'kind'>, [field]: Path): boolean {
  return /^secrets?$/i.test(kind) && !PUBLIC_FIELDS.includes(field);
}

/** A rule that fails says so itself: nothing is known of what it checks, which is no pass. */
export function describeFailure(rule: Pick<Finding, 'rule' | 'code'>, error: unknown): Opinion {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    ...rule,
    severity: 'error',
    message: `This rule itself failed (${reason}), so nothing is known of what it checks`,
    fix: 'Report this object to the maintainers of cdk8s-secure-ingress',
  };
}

/** A value that kubectl sends as it is judged here, and that other readers of the file see differently. */
export function describeNote({ kind, written, sent, elsewhere, key }: Note): Opinion {
  const what = key ? 'key' : 'value';
  if (kind === 'wide-integer') {
    const message = `The ${what} ${written} is beyond 2^53, and what reads it as a double takes it for ${JSON.stringify(sent)}`;
    return opinionOf(YAML_WIDE_INTEGER, message, 'Put it in quotes where a text is meant');
  }
  const message =
    kind === 'merge-order'
      ? `The ${what} ${written} stands before "<<", which overrides it for kubectl and for no other reader`
      : `kubectl sends the ${what} ${written} as ${JSON.stringify(sent)}, and readers of YAML 1.2 take it for ${JSON.stringify(elsewhere)}`;
  const fix = kind === 'merge-order' ? 'Write it after "<<"' : 'Put it in quotes, or write what is meant';
  return opinionOf(YAML_READ_DIFFERENTLY, message, fix);
}

/** `error`: refused, or cannot work. `warning`: accepted, and likely not what is meant. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** An object by its identity. Namespace is empty for cluster-scoped objects and where none is written. */
export interface ResourceRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A place in a file. Lines and columns count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One fault, reported once, by the rule that owns it. */
export interface Finding extends Position {
  /** The rule's name, such as `gateway-credential-missing`. */
  readonly rule: string;
  /** Istio's analysis code where the rule means the same, else Kiali's, else an `SI` number of ours; never reused. */
  readonly code: string;
  readonly severity: Severity;
  readonly resource: ResourceRef;
  /** The field, in wire names: `spec.servers[0].tls.credentialName`. Empty for the whole object. */
  readonly path: string;
  /** As given by the user. Empty for objects that never were in a file. */
  readonly file: string;
  /** What is wrong and why it matters. */
  readonly message: string;
  /** What to do. */
  readonly fix: string;
  /** What kind of reference is broken, where one is. */
  readonly refType?: string;
  /** Where the fix is mechanical: the value that belongs at the path, of the same object. */
  readonly replacement?: { readonly path: string; readonly value: unknown };
  /** Path of the construct that rendered the object, where one did. */
  readonly construct?: string;
}

/** The worst first. */
export const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** True when `severity` is as bad as `threshold`, or worse. */
export function reaches(severity: Severity, threshold: Severity): boolean {
  return rank(severity) <= rank(threshold);
}

/** The one order of findings, down to the text, so that the same input gives the same bytes. By code units, never by locale. */
export function compareFindings(one: Finding, other: Finding): number {
  const keys = sortKeys(one);
  const others = sortKeys(other);
  const at = keys.findIndex((key, index) => key !== others[index]);
  if (at < 0) return 0;
  return (keys[at] ?? 0) < (others[at] ?? 0) ? -1 : 1;
}

function sortKeys(finding: Finding): (string | number)[] {
  const { file, construct = '', line, column, severity, resource, path, code, rule, message } = finding;
  const { apiVersion, kind, namespace, name } = resource;
  return [file, construct, line, column, rank(severity), kind, namespace, name, apiVersion, path, code, rule, message];
}

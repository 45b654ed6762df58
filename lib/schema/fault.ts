import type { Path } from '../manifest/manifest';

/**
 * What is wrong: `obsolete-api` a version or kind that clusters no longer serve, `unknown-kind` one that never was,
 * `scope` a namespace on a cluster-scoped kind; the others name the step of the API server that refuses the object.
 */
export type FaultKind =
  | 'cel'
  | 'list-type'
  | 'metadata'
  | 'obsolete-api'
  | 'scope'
  | 'structure'
  | 'unknown-field'
  | 'unknown-kind'
  | 'unknown-version';

/** One reason for which the API server would not take the object as it is written. */
export interface Fault {
  readonly kind: FaultKind;
  /** The field that is wrong; of a field that is missing, its own path. */
  readonly path: Path;
  /** What is wrong, naming the field, and why. Values are quoted. No full stop at the end. */
  readonly message: string;
  /** What to do, in the imperative, without a full stop at the end. */
  readonly fix: string;
}

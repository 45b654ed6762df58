import type { Severity } from '../finding';
import type { Manifest, Path } from '../manifest/manifest';

/** What a rule has found in one object. */
export interface Violation {
  /** The field that is wrong; of a field that is missing, its own path, too. */
  readonly path: Path;
  /** What is wrong and why it matters, in a sentence or two without a full stop at the end. Values are quoted. */
  readonly message: string;
  /** What to do, in the imperative, without a full stop at the end. */
  readonly fix: string;
}

/**
 * An opinion on one object alone. It sees only objects whose structure (types, required fields, enums) has passed
 * the schema, so fields that are there have the type that the API gives them.
 */
export interface ObjectRule {
  /** Kebab case, unique, never reused. */
  readonly id: string;
  /** Istio's analysis code, Kiali's, or an `SI` number of ours. */
  readonly code: string;
  readonly severity: Severity;
  /** Kinds that it looks at, as `kindKey` names them. */
  readonly kinds: readonly string[];
  /** What must hold, in one sentence. */
  readonly summary: string;
  check(manifest: Manifest, report: (violation: Violation) => void): void;
}

import type { Severity } from '../finding';
import type { Json, Manifest, Path } from '../manifest/manifest';
import type { Mesh } from '../traffic/mesh';

/** What a rule has found in one object. */
export interface Violation {
  /** The field that is wrong; of a field that is missing, its own path, too. */
  readonly path: Path;
  /** What is wrong and why it matters, in a sentence or two without a full stop at the end. Values are quoted. */
  readonly message: string;
  /** What to do, in the imperative, without a full stop at the end. */
  readonly fix: string;
  /** What kind of reference is broken, where one is: `host`, `gateway`, `credentialName`. */
  readonly refType?: string;
  /** Where the fix is mechanical: the value that belongs at a path. Default: `fix` has to be read. */
  readonly replacement?: { readonly path: Path; readonly value: Json };
  /** Default: the rule's. */
  readonly severity?: Severity;
}

/** Of a rule that looks at every object, those that a schema refuses included. */
export const ANY_KIND = '*';

export interface RuleHead {
  /** Kebab case, unique, never reused. */
  readonly id: string;
  /** Istio's analysis code, Kiali's, or an `SI` number of ours. */
  readonly code: string;
  readonly severity: Severity;
  /** Kinds that it looks at, as `kindKey` names them, or `ANY_KIND`. */
  readonly kinds: readonly string[];
  /**
   * Names of fields, or keys of maps: in an object where none of them is, at any depth, there is nothing to find, and the
   * rule is not asked. Default: it is asked about every object of its kinds.
   */
  readonly about?: readonly string[];
  /** What must hold, in one sentence. */
  readonly summary: string;
}

/**
 * An opinion on one object alone. It sees only objects whose structure (types, required fields, enums) has passed
 * the schema, so fields that are there have the type that the API gives them.
 */
export interface ObjectRule extends RuleHead {
  check(manifest: Manifest, report: (violation: Violation) => void): void;
}

/** What a rule needs to judge one object among all others. */
export interface Inquiry {
  /** All objects, and what follows from them. */
  readonly mesh: Mesh;
  readonly report: (violation: Violation) => void;
  /**
   * Says that the input leaves the question open for this object.
   * @param missing what would have to be in the input or its context, a full noun phrase as `the Namespace "shop"`
   */
  readonly cannotTell: (missing: string) => void;
}

/** An opinion on one object among all others. It sees the same objects as an `ObjectRule`, as they were written. */
export interface MeshRule extends RuleHead {
  check(manifest: Manifest, inquiry: Inquiry): void;
}

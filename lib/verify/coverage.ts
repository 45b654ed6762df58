import type { ResourceRef, Severity } from '../finding';
import type { Manifest } from '../manifest/manifest';
import type { SkippedDocument } from '../manifest/parse';
import type { FileProblem } from '../manifest/problem';
import type { Undecided } from './together';

/** A rule that could not be decided, and for how many objects. */
interface NotApplicable {
  readonly rule: string;
  readonly code: string;
  /** What would have to be in the input or its context. */
  readonly missing: string;
  readonly objects: number;
}

/** A finding that someone has accepted, with a reason. */
export interface Acknowledged {
  readonly rule: string;
  readonly code: string;
  readonly severity: Severity;
  readonly resource: ResourceRef;
  readonly path: string;
  readonly file: string;
  readonly line: number;
  /** As written; empty where Istio's own annotation suppresses it, which takes none. */
  readonly reason: string;
}

/** What was looked at, so that silence is not taken for a pass. */
export interface Coverage {
  /** Objects judged. */
  readonly objects: number;
  /** Objects given as context. */
  readonly context: number;
  /** Kinds that nobody here knows, each with the number of its objects: only named, not judged. */
  readonly withoutSchema: readonly { readonly apiVersion: string; readonly kind: string; readonly objects: number }[];
  /** Files that define the same objects differently: each was judged with the rest, but not with the others. */
  readonly alternatives: readonly (readonly string[])[];
  readonly skipped: readonly SkippedDocument[];
  readonly unreadable: readonly FileProblem[];
  /** Rules that could not be decided. */
  readonly notApplicable: readonly NotApplicable[];
  /** Findings that were acknowledged. */
  readonly acknowledged: readonly Acknowledged[];
}

export function notApplicable(undecided: readonly Undecided[]): NotApplicable[] {
  return undecided
    .map(({ rule, code, missing, manifests }) => ({ rule, code, missing, objects: manifests.size }))
    .toSorted((one, other) => (`${one.rule}\0${one.missing}` < `${other.rule}\0${other.missing}` ? -1 : 1));
}

type UnknownKind = Coverage['withoutSchema'][number];

/** Kinds without schema, with the number of their objects. */
export class UnknownKinds {
  private readonly kinds = new Map<string, UnknownKind>();

  add({ apiVersion, kind }: Manifest): void {
    const key = `${apiVersion} ${kind}`;
    this.kinds.set(key, { apiVersion, kind, objects: (this.kinds.get(key)?.objects ?? 0) + 1 });
  }

  get sorted(): UnknownKind[] {
    return [...this.kinds].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, kind]) => kind);
  }
}

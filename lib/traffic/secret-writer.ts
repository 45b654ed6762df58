import type { Catalog } from '../manifest/catalog';
import type { Field } from '../manifest/field';
import type { Manifest, Path } from '../manifest/manifest';
import type { Answer } from './answer';
import type { Issuers } from './issuers';
import type { NamespaceChoice } from './namespace-choice';

export interface SecretName {
  readonly namespace: string;
  readonly name: string;
}

/** What writes: kinds of objects, and the two copiers that work by annotations. */
export type WriterKind =
  | 'Secret'
  | 'ConfigMap'
  | 'Certificate'
  | 'Ingress'
  | 'Gateway'
  | 'ListenerSet'
  | 'ExternalSecret'
  | 'ClusterExternalSecret'
  | 'SealedSecret'
  | 'SecretProviderClass'
  | 'Bundle'
  | 'VaultSecret'
  | 'OnePasswordItem'
  | 'AzureKeyVaultSecret'
  | 'reflector'
  | 'replicator';

/** Where a copy's certificate comes from. */
export interface CopyOrigin extends SecretName {
  /** The copy has all keys of its source, and no others. */
  readonly isWhole: boolean;
}

/** Something in the input from which a Secret or ConfigMap comes to be; the object itself too. */
export interface SecretWriter {
  readonly makes: 'Secret' | 'ConfigMap';
  readonly by: WriterKind;
  readonly manifest: Manifest;
  /** What gives the name. */
  readonly path: Path;
  readonly name: string;
  /** Where it writes for sure. */
  readonly namespaces: readonly string[];
  /** Where else it may. */
  readonly others?: NamespaceChoice | undefined;
  /** Keys with a value, where the input says all of them. */
  readonly keys?: readonly string[] | undefined;
  /** There will be a CA; undefined where the input does not say. */
  readonly hasCa?: Answer;
  readonly certificate?: Manifest;
  readonly copyOf?: CopyOrigin | undefined;
  /** It adds to a Secret that something else creates. */
  readonly isAddition?: boolean;
  /** Annotations of what is written, by which other controllers copy it. */
  readonly annotations?: Field;
}

/** What writers are told from, beside their own object. */
export interface WriterContext {
  readonly catalog: Catalog;
  readonly issuers: Issuers;
}

/** The writers that one object of a kind is. */
export type WritersOf = (manifest: Manifest, context: WriterContext) => readonly SecretWriter[];

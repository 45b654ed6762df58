import { createHash } from 'node:crypto';

export type Json = Record<string, unknown>;

export interface CrdVersion {
  readonly name: string;
  readonly served: boolean;
  readonly schema?: { readonly openAPIV3Schema?: Json };
}

/** What this import reads of a CustomResourceDefinition. */
export interface Crd {
  readonly name: string;
  readonly group: string;
  readonly names: { readonly kind: string };
  readonly scope: 'Namespaced' | 'Cluster';
  readonly versions: readonly CrdVersion[];
}

/**
 * The canonical form of CRDs: sorted by name; group, names, scope and versions of each; keys sorted.
 * Projects ship the same CRDs in one file or several, in any order, with annotations and labels of the
 * tool that packed them. None of that changes what is generated, because everything is generated from
 * this form, so none of it may change the hash.
 */
export function canonicalCrds(documents: readonly unknown[]): Crd[] {
  const crds = documents.filter(isCrd).map(({ metadata, spec }) => {
    const { group, names, scope, versions } = spec;
    return sortKeys({ name: metadata.name, group, names, scope, versions }) as Crd;
  });
  return crds.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

interface CrdDocument {
  readonly metadata: { readonly name: string };
  readonly spec: Omit<Crd, 'name'>;
}

function isCrd(document: unknown): document is CrdDocument {
  const { apiVersion, kind } = (document ?? {}) as Json;
  return apiVersion === 'apiextensions.k8s.io/v1' && kind === 'CustomResourceDefinition';
}

export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value).toSorted();
  return Object.fromEntries(keys.map((key) => [key, sortKeys((value as Json)[key])]));
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

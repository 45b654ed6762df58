import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { ImportError } from './import-error';

export type Json = Record<string, unknown>;

/** What this import reads of a CustomResourceDefinition; names and versions are kept whole. */
const CrdDocument = v.object({
  apiVersion: v.literal('apiextensions.k8s.io/v1'),
  kind: v.literal('CustomResourceDefinition'),
  metadata: v.object({ name: v.string() }),
  spec: v.object({
    group: v.string(),
    names: v.looseObject({ kind: v.string() }),
    scope: v.picklist(['Namespaced', 'Cluster']),
    versions: v.array(
      v.looseObject({
        name: v.string(),
        served: v.boolean(),
        schema: v.object({ openAPIV3Schema: v.record(v.string(), v.unknown()) }),
      }),
    ),
  }),
});

export type Crd = v.InferOutput<typeof CrdDocument>['spec'] & { readonly name: string };

/**
 * The canonical form of the CRDs among `documents`: sorted by name; group, names, scope and versions of
 * each; keys sorted. Projects ship the same CRDs in one file or several, in any order, with annotations
 * and labels of the tool that packed them. None of that changes what is generated, because everything is
 * generated from this form, so none of it may change the hash.
 *
 * Sorted keys also put `jwksUri` before its old spelling `jwks_uri`: cdk8s-cli gives both one name in
 * TypeScript and writes the first to the manifest.
 */
export function canonicalCrds(documents: readonly unknown[]): Crd[] {
  const crds = documents.filter(isCrd).map((document) => {
    const result = v.safeParse(CrdDocument, document);
    if (!result.success) throw new ImportError([`CustomResourceDefinition: ${v.summarize(result.issues)}`]);
    const { metadata, spec } = result.output;
    return sortKeys({ name: metadata.name, ...spec });
  });
  return crds.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

function isCrd(document: unknown): boolean {
  return isJson(document) && document['kind'] === 'CustomResourceDefinition';
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function sortKeys<T extends object>(value: T): T;
export function sortKeys(value: unknown): unknown;
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => sortKeys(item));
  if (!isJson(value)) return value;
  const keys = Object.keys(value).toSorted();
  return Object.fromEntries(keys.map((key) => [key, sortKeys(value[key])]));
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

import type { Catalog } from '../manifest/catalog';
import { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';

/**
 * The objects of a kind in the order in which istiod ranks them: by creationTimestamp, then by name, then by namespace.
 * Those without a timestamp are still to be created, and so are the youngest.
 */
export function oldestFirst(catalog: Catalog, kind: string): readonly Manifest[] {
  return catalog
    .ofKind(kind)
    .map((manifest) => ({ manifest, created: createdAt(manifest), namespace: catalog.namespaceOf(manifest) }))
    .toSorted(
      (one, other) =>
        compare(one.created, other.created) ||
        compare(one.manifest.name, other.manifest.name) ||
        compare(one.namespace, other.namespace),
    )
    .map(({ manifest }) => manifest);
}

function createdAt(manifest: Manifest): number {
  const { text } = Field.root(manifest).get('metadata', 'creationTimestamp');
  const time = text === '' ? NaN : Date.parse(text);
  return Number.isNaN(time) ? Infinity : time;
}

function compare<T extends number | string>(one: T, other: T): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

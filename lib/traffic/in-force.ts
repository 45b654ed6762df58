import type { Catalog } from '../manifest/catalog';
import type { Manifest } from '../manifest/manifest';

/** The objects of a kind, less those that a later one of the same namespace and name replaces. */
export function inForce(catalog: Catalog, kind: string): readonly Manifest[] {
  return catalog
    .ofKind(kind)
    .filter(
      (manifest) => manifest.name === '' || catalog.tryFind(kind, manifest.namespace, manifest.name) === manifest,
    );
}

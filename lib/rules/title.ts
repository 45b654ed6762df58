import type { Manifest } from '../manifest/manifest';
import type { Mesh } from '../traffic/mesh';

/** An object as messages call it: `Certificate "shop/web"`; without a namespace for kinds that have none. */
export function titleOf(manifest: Manifest, { catalog }: Pick<Mesh, 'catalog'>): string {
  const namespace = catalog.namespaceOf(manifest);
  return `${manifest.kind} "${namespace === '' ? '' : `${namespace}/`}${manifest.name}"`;
}

/** `shop/web` */
export function namespacedName(manifest: Manifest, { catalog }: Pick<Mesh, 'catalog'>): string {
  return `${catalog.namespaceOf(manifest)}/${manifest.name}`;
}

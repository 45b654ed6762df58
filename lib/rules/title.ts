import type { Manifest } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';
import type { Pod } from '../manifest/pods';
import type { Mesh } from '../traffic/mesh';
import type { RegistryEntry } from '../traffic/registry';

/** An object as messages call it: `Certificate "shop/web"`; without a namespace for kinds that have none. */
export function titleOf(manifest: Manifest, { catalog }: Pick<Mesh, 'catalog'>): string {
  const namespace = catalog.namespaceOf(manifest);
  return `${manifest.kind} "${namespace === '' ? '' : `${namespace}/`}${manifest.name}"`;
}

/** `shop/web` */
export function namespacedName(manifest: Manifest, { catalog }: Pick<Mesh, 'catalog'>): string {
  return `${catalog.namespaceOf(manifest)}/${manifest.name}`;
}

/** A Pod as it is called in messages: `Pod shop/a`, `the Pods of Deployment shop/a`. */
export function podText({ owner, namespace }: Pod): string {
  const text = `${owner.kind} ${namespace}/${owner.name}`;
  return owner.kind === 'Pod' ? text : `the Pods of ${text}`;
}

/** `Service "web" of namespace "shop"` */
export function serviceText({ manifest, namespace }: RegistryEntry): string {
  return `Service "${manifest.name}" of namespace "${namespace}"`;
}

/** Labels as they are said: `app=shop,tier=front`. */
export function labelsText(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

/** `ServiceEntry "pay.example.com"`, `Service "web.shop.svc.cluster.local"` */
export function hostText({ kind, host }: RegistryEntry): string {
  return `${kind} "${host}"`;
}

import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { isAssumed } from '../traffic/default-gateway';
import { selectorOf } from '../traffic/labels';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';

const firstIn = oncePer(firstPods);
const ANYWHERE = '';

/** A Pod in ambient mode in a namespace, or without it anywhere. */
export function ambientPodIn(mesh: Mesh, namespace: string = ANYWHERE): Pod | undefined {
  return firstIn(mesh).get(namespace);
}

function firstPods(mesh: Mesh): ReadonlyMap<string, Pod> {
  const found = new Map<string, Pod>();
  for (const pod of mesh.catalog.pods) {
    if (!isAmbient(pod, mesh)) continue;
    for (const place of [pod.namespace, ANYWHERE]) if (!found.has(place)) found.set(place, pod);
  }
  return found;
}

/** A Pod in ambient mode that the selector of a policy selects; in the root namespace, of any namespace. */
export function ambientPodOf(policy: Manifest, mesh: Mesh): Pod | undefined {
  const namespace = mesh.catalog.namespaceOf(policy);
  const place = namespace === mesh.config.rootNamespace ? undefined : namespace;
  const labels = selectorOf(policy);
  if (Object.keys(labels).length === 0) return ambientPodIn(mesh, place);
  return mesh.catalog.podsWith(labels, place).find((pod) => isAmbient(pod, mesh));
}

/** Whether some Pod of a namespace has a proxy of its own, which applies what is in its namespace. */
export function hasOwnProxies(namespace: string, mesh: Mesh): boolean {
  return namespacesWithProxies(mesh).has(namespace);
}

const namespacesWithProxies = oncePer(({ catalog, proxies }: Mesh): ReadonlySet<string> => {
  const pods = catalog.pods.filter(
    (pod) => !isAssumed(pod.owner) && ['sidecar', 'gateway'].includes(proxies.of(pod).kind ?? ''),
  );
  return new Set(pods.map(({ namespace }) => namespace));
});

/** Whether the input shows Pods of a namespace. */
export function hasPods(namespace: string, { catalog }: Mesh): boolean {
  return catalog.podsWith({}, namespace).some(({ owner }) => !isAssumed(owner));
}

function isAmbient(pod: Pod, { proxies }: Mesh): boolean {
  return !isAssumed(pod.owner) && proxies.of(pod).kind === 'ambient';
}

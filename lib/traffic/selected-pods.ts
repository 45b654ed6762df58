import type { Labels } from '../manifest/pod-index';
import type { Pod } from '../manifest/pods';
import type { Mesh } from './mesh';

const KNOWN = new WeakMap<Mesh, Map<string, readonly Pod[]>>();

/** The Pods with all the labels, in one namespace or in all; looked up once for all policies with that selector. */
export function selectedPods(labels: Labels, namespace: string | undefined, mesh: Mesh): readonly Pod[] {
  const known = KNOWN.get(mesh) ?? new Map<string, readonly Pod[]>();
  KNOWN.set(mesh, known);
  const key = JSON.stringify([namespace, Object.entries(labels).toSorted(([one], [other]) => (one < other ? -1 : 1))]);
  const pods = known.get(key) ?? mesh.catalog.podsWith(labels, namespace);
  known.set(key, pods);
  return pods;
}

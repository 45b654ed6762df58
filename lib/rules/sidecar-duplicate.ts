import { groupBy } from '../groups';
import type { Manifest } from '../manifest/manifest';
import { oldestFirst } from '../traffic/creation-order';
import { SIDECAR } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import type { MeshRule } from './rule';
import { isAmbientNamespace, isForAll } from './sidecar';
import { titleOf } from './title';

const BY_NAMESPACE = new WeakMap<Mesh, ReadonlyMap<string, readonly Manifest[]>>();

/** Those for all workloads of a namespace, the oldest first. */
function sidecarsForAll(namespace: string, mesh: Mesh): readonly Manifest[] {
  const { catalog } = mesh;
  const known =
    BY_NAMESPACE.get(mesh) ??
    groupBy(oldestFirst(catalog, SIDECAR).filter(isForAll), (sidecar) => catalog.namespaceOf(sidecar));
  BY_NAMESPACE.set(mesh, known);
  return known.get(namespace) ?? [];
}

/** The one that a further Sidecar competes with: the oldest; that one itself only where no other is there to be judged. */
function rivalOf(sidecar: Manifest, mesh: Mesh): Manifest | undefined {
  const all = sidecarsForAll(mesh.catalog.namespaceOf(sidecar), mesh);
  const [oldest] = all;
  if (!all.includes(sidecar) || oldest !== sidecar) return all.includes(sidecar) ? oldest : undefined;
  const others = all.slice(1);
  return others.some((other) => mesh.catalog.isJudged(other)) ? undefined : others[0];
}

export const sidecarDuplicate: MeshRule = {
  id: 'sidecar-duplicate',
  code: 'IST0111',
  severity: 'error',
  kinds: [SIDECAR],
  summary: 'A namespace has one Sidecar without a workloadSelector.',
  check(sidecar, { mesh, report }) {
    if (isAmbientNamespace(mesh.catalog.namespaceOf(sidecar), mesh)) return;
    const rival = rivalOf(sidecar, mesh);
    if (rival === undefined) return;
    const message = `${titleOf(rival, mesh)} has no workloadSelector either, and of two for one namespace istiod goes by the older alone: which one is in force depends on which was created first`;
    const fix = `Merge it into "${rival.name}", or select the workloads that it is meant for`;
    report({ path: ['spec', 'workloadSelector'], message, fix });
  },
};

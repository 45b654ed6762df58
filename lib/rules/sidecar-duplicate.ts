import { groupBy } from '../groups';
import type { Manifest } from '../manifest/manifest';
import { oldestFirst } from '../traffic/creation-order';
import { SIDECAR } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import type { MeshRule } from './rule';
import { isAmbientNamespace, isForAll } from './sidecar';
import { titleOf } from './title';

/** By namespace, those for all of its workloads, the oldest first. */
const sidecarsForAll = oncePer(({ catalog }: Mesh) =>
  groupBy(oldestFirst(catalog, SIDECAR).filter(isForAll), (sidecar) => catalog.namespaceOf(sidecar)),
);

/** The one that a further Sidecar competes with: the oldest; that one itself only where no other is there to be judged. */
function rivalOf(sidecar: Manifest, mesh: Mesh): Manifest | undefined {
  const all = sidecarsForAll(mesh).get(mesh.catalog.namespaceOf(sidecar)) ?? [];
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

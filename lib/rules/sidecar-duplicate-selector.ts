import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { oldestFirst } from '../traffic/creation-order';
import { SIDECAR } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { addOverlap, type Overlap } from './overlap';
import type { MeshRule } from './rule';
import { isForAll, isOfRoot, selectorField, sidecarLabels } from './sidecar';
import { titleOf } from './title';

/** What each Sidecar that is not in force on some workload shares it with; of those that are judged, the younger. */
const overlapsIn = oncePer((mesh: Mesh): ReadonlyMap<Manifest, Overlap> => {
  const found = new Map<Manifest, Overlap>();
  const taken = new Map<Manifest, Manifest>();
  for (const sidecar of oldestFirst(mesh.catalog, SIDECAR)) {
    for (const { owner } of podsOf(sidecar, mesh)) {
      const older = taken.get(owner);
      if (older === undefined) taken.set(owner, sidecar);
      else addOverlap(found, older, sidecar, owner, mesh);
    }
  }
  return found;
});

/** Those with sidecars, as far as is known. */
function podsOf(sidecar: Manifest, mesh: Mesh): readonly Pod[] {
  const labels = sidecarLabels(sidecar);
  if (labels === undefined || isForAll(sidecar) || isOfRoot(sidecar, mesh)) return [];
  const pods = mesh.catalog.podsWith(labels, mesh.catalog.namespaceOf(sidecar));
  return pods.filter((pod) => mesh.proxies.of(pod).kind !== 'ambient');
}

export const sidecarDuplicateSelector: MeshRule = {
  id: 'sidecar-duplicate-selector',
  code: 'IST0110',
  severity: 'error',
  kinds: [SIDECAR],
  summary: 'A workload is selected by one Sidecar.',
  check(sidecar, { mesh, report }) {
    const overlap = overlapsIn(mesh).get(sidecar);
    if (overlap === undefined) return;
    const workload = titleOf(overlap.workload, mesh);
    const message = `${titleOf(overlap.other, mesh)} selects ${workload}, too, and istiod goes by the older of the two alone: which one is in force depends on which was created first`;
    const fix = 'Merge the two, or let their selectors have no workload in common';
    report({ path: selectorField(sidecar).path, message, fix });
  },
};

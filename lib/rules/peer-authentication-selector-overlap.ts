import type { Manifest } from '../manifest/manifest';
import { specOf } from '../manifest/field';
import { PEER_AUTHENTICATION } from '../traffic/kinds';
import { selectorIn } from '../traffic/labels';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { selectedPods } from '../traffic/selected-pods';
import { addOverlap, type Overlap } from './overlap';
import type { MeshRule } from './rule';
import { titleOf } from './title';

/** What each policy that is not in force on some workload shares it with; of those that are judged, the younger. */
const overlapsIn = oncePer((mesh: Mesh): ReadonlyMap<Manifest, Overlap> => {
  const { peerAuthentication, catalog, config } = mesh;
  const found = new Map<Manifest, Overlap>();
  for (const policy of peerAuthentication.all) {
    const namespace = catalog.namespaceOf(policy);
    const labels = selectorIn(specOf(policy).get('selector', 'matchLabels'));
    if (namespace === config.rootNamespace || labels === undefined || Object.keys(labels).length === 0) continue;
    for (const pod of selectedPods(labels, namespace, mesh)) {
      const older = peerAuthentication.workloadPolicy(pod);
      if (older === undefined || older === policy) continue;
      addOverlap(found, older, policy, pod.owner, mesh);
      break;
    }
  }
  return found;
});

export const peerAuthenticationSelectorOverlap: MeshRule = {
  id: 'peer-authentication-selector-overlap',
  code: 'KIA0003',
  severity: 'error',
  kinds: [PEER_AUTHENTICATION],
  summary: 'A workload is selected by one PeerAuthentication.',
  check(manifest, { mesh, report }) {
    const overlap = overlapsIn(mesh).get(manifest);
    if (overlap === undefined) return;
    const workload = titleOf(overlap.workload, mesh);
    const message = `${titleOf(overlap.other, mesh)} selects ${workload}, too, and istiod goes by the older of the two alone: which mode is in force depends on which was created first`;
    const { path } = specOf(manifest).get('selector');
    report({ path, message, fix: 'Merge the two, or let their selectors have no workload in common' });
  },
};

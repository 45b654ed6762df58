import { DATAPLANE_MODE } from '../traffic/istio-labels';
import type { MeshRule } from './rule';
import { podText } from './title';
import { podOfOwner, WORKLOADS } from './workloads';

/** By the label of the workload itself; those of the namespace are a matter of other rules. */
export const ambientSidecarConflict: MeshRule = {
  id: 'ambient-sidecar-conflict',
  code: 'KIA1311',
  severity: 'error',
  kinds: WORKLOADS,
  summary: 'Pods that ask for ambient mode get no sidecar.',
  check(owner, { mesh, report }) {
    const pod = podOfOwner(owner, mesh);
    if (pod?.labels[DATAPLANE_MODE] !== 'ambient') return;
    const { happens, why } = mesh.proxies.injection(pod);
    if (happens !== true) return;
    report({
      path: [...pod.template, 'metadata', 'labels', DATAPLANE_MODE],
      message: `The label ${DATAPLANE_MODE} of ${podText(pod)} is "ambient", and a sidecar is injected because ${why}, and the sidecar wins, so that ztunnels and waypoints leave these Pods alone`,
      fix: `Set the label sidecar.istio.io/inject to "false", or remove the label ${DATAPLANE_MODE}`,
    });
  },
};

import type { Labels } from '../manifest/pod-index';
import { DATAPLANE_MODE, INJECTION, REVISION } from '../traffic/istio-labels';
import type { MeshRule } from './rule';
import { podText } from './title';
import { podOfOwner, WORKLOADS } from './workloads';

/** Whether a namespace has sidecars injected into Pods that say nothing of it. */
function isInjecting(labels: Labels | undefined): boolean {
  const injection = labels?.[INJECTION];
  return injection === undefined ? (labels?.[REVISION] ?? '') !== '' : injection === 'enabled';
}

/** A label `istio.io/dataplane-mode: none` on the Pods says that this is meant. */
export const ambientSidecarWorkload: MeshRule = {
  id: 'ambient-sidecar-workload',
  code: 'KIA1316',
  severity: 'warning',
  kinds: WORKLOADS,
  summary: 'Pods in an ambient namespace have no sidecar.',
  check(owner, { mesh, report }) {
    const pod = podOfOwner(owner, mesh);
    if (
      pod === undefined ||
      pod.labels[DATAPLANE_MODE] !== undefined ||
      mesh.ambient.hasNamespace(pod.namespace) !== true
    )
      return;
    // Where the namespace asks for both, that is the fault.
    if (isInjecting(mesh.namespaces.labelsOf(pod.namespace))) return;
    const { kind, why, decidedBy } = mesh.proxies.of(pod);
    if (kind !== 'sidecar') return;
    report({
      path: decidedBy?.manifest === owner ? decidedBy.path : [...pod.template, 'metadata', 'labels'],
      message: `Namespace "${pod.namespace}" is in ambient mode, and ${podText(pod)} has a sidecar, because ${why}, so that ztunnels and waypoints leave it alone`,
      fix: `Leave out the sidecar, or set the label ${DATAPLANE_MODE} of the Pods to "none" where it is meant`,
    });
  },
};

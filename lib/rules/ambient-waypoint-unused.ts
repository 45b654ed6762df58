import { DATAPLANE_MODE } from '../traffic/istio-labels';
import type { MeshRule } from './rule';
import { podText } from './title';
import { podOfOwner, WORKLOADS } from './workloads';

/** A workload with both a sidecar and ambient mode is a matter of other rules. */
export const ambientWaypointUnused: MeshRule = {
  id: 'ambient-waypoint-unused',
  code: 'KIA1312',
  severity: 'warning',
  kinds: WORKLOADS,
  summary: 'Workloads that ask for a waypoint are in ambient mode.',
  check(owner, { mesh, report, cannotTell }) {
    const pod = podOfOwner(owner, mesh);
    const waypoint = mesh.ambient.labelledWaypoint(owner);
    if (pod === undefined || waypoint === undefined) return;
    const { kind } = mesh.proxies.of(pod);
    const isAsked = pod.labels[DATAPLANE_MODE] === undefined && mesh.ambient.hasNamespace(pod.namespace) === true;
    if (kind === 'ambient' || kind === 'gateway' || isAsked || pod.labels[DATAPLANE_MODE] === 'ambient') return;
    if (kind === undefined) return cannotTell(`the Namespace "${pod.namespace}"`);
    report({
      path: waypoint.path,
      message: `The label istio.io/use-waypoint asks for waypoint "${waypoint.name}", and ${podText(pod)} is not in ambient mode, so that nothing goes through it`,
      fix: `Set the label ${DATAPLANE_MODE} of the Pods or their namespace to "ambient", or remove this label`,
    });
  },
};

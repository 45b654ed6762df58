import type { Manifest } from '../manifest/manifest';
import { selectorOf } from '../traffic/labels';
import type { Mesh } from '../traffic/mesh';
import { targetsOf } from '../traffic/workload-policies';
import { TELEMETRY, tracesRequests } from './ambient-http';
import { ambientPodIn, hasPods } from './ambient-pods';
import { unlessWaypoint } from './ambient-policy';
import type { MeshRule } from './rule';

const targeted = unlessWaypoint({
  id: 'ambient-telemetry-no-waypoint',
  code: 'KIA1112',
  kind: TELEMETRY,
  summary: 'A Telemetry about requests is for Services that have a waypoint, where there are no sidecars.',
});

export const ambientTelemetryNoWaypoint: MeshRule = {
  ...targeted,
  check(telemetry, inquiry) {
    targeted.check(telemetry, inquiry);
    const { mesh, report } = inquiry;
    if (targetsOf(telemetry).length > 0 || !tracesRequests(telemetry) || !isForNobody(telemetry, mesh)) return;
    const namespace = mesh.catalog.namespaceOf(telemetry);
    report({
      path: ['metadata', 'namespace'],
      message: `Namespace "${namespace}" is in ambient mode and has no waypoint, and ztunnels see no requests, so that the Telemetry changes nothing`,
      fix: `Set the label istio.io/use-waypoint of Namespace "${namespace}" to the name of a waypoint`,
    });
  },
};

/** For a whole namespace in ambient mode, with neither a waypoint nor other proxies. */
function isForNobody(telemetry: Manifest, mesh: Mesh): boolean {
  const namespace = mesh.catalog.namespaceOf(telemetry);
  const { ambient, catalog, config, proxies } = mesh;
  if (namespace === config.rootNamespace || Object.keys(selectorOf(telemetry)).length > 0) return false;
  if (ambient.hasNamespace(namespace) !== true || ambient.hasNamespaceWaypoint(namespace) !== false) return false;
  if (catalog.inNamespace('Service', namespace).some((service) => ambient.hasWaypoint(service))) return false;
  if (!hasPods(namespace, mesh)) return true;
  const others = catalog.podsWith({}, namespace).map((pod) => proxies.of(pod).kind);
  return ambientPodIn(mesh, namespace) !== undefined && !others.includes('sidecar') && !others.includes('gateway');
}

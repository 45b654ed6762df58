import type { Manifest } from '../manifest/manifest';
import type { Waypoint } from '../traffic/ambient';
import { GATEWAY_API, listenersOf } from '../traffic/gateway-api';
import { areRoutesAllowed } from '../traffic/gateway-api-attachment';
import { KUBERNETES_GATEWAY, SERVICE_ENTRY } from '../traffic/kinds';
import { kubernetesGatewaysCalled } from './kubernetes-route';
import { OR_CONTEXT, quoted } from './quoted';
import type { Inquiry, MeshRule } from './rule';
import { WORKLOADS } from './workloads';

/** Any class will do: others than Istio's own may implement waypoints. */
export const ambientWaypointMissing: MeshRule = {
  id: 'ambient-waypoint-missing',
  code: 'KIA1313',
  severity: 'error',
  kinds: ['Namespace', 'Service', SERVICE_ENTRY, 'WorkloadEntry.networking.istio.io', ...WORKLOADS],
  summary: 'The waypoint that a label asks for is there, and takes the namespace.',
  check(manifest, inquiry) {
    const { catalog, ambient } = inquiry.mesh;
    const waypoint = ambient.labelledWaypoint(manifest);
    if (waypoint === undefined) return;
    const gateway = catalog.tryFind(KUBERNETES_GATEWAY, waypoint.namespace, waypoint.name);
    if (gateway !== undefined) judge(waypoint, gateway, inquiry);
    else if (catalog.ofKind(KUBERNETES_GATEWAY).length === 0) inquiry.cannotTell(`a Gateway of ${GATEWAY_API}`);
    else reportMissing(waypoint, inquiry);
  },
};

const EFFECT = 'so that nothing enforces the policies and routes for it';

function reportMissing({ name, namespace, path }: Waypoint, { mesh, report }: Inquiry): void {
  const others = kubernetesGatewaysCalled(name, mesh).map((gateway) => mesh.catalog.namespaceOf(gateway));
  const known = others.length === 0 ? '' : `, only in ${quoted(others)}`;
  const fix =
    others.length === 0
      ? `Put a Gateway "${name}" of class istio-waypoint into namespace "${namespace}"`
      : `Set the label istio.io/use-waypoint-namespace to ${quoted(others, 'or')}`;
  report({
    path,
    message: `There is no waypoint "${name}" in namespace "${namespace}"${known}, ${EFFECT}`,
    fix: `${fix}${OR_CONTEXT}`,
    refType: 'gateway',
  });
}

/** The listener through which ztunnels come says from where they may. Source: makeAllowedRoutes of istiod. */
function judge(waypoint: Waypoint, gateway: Manifest, { mesh, report, cannotTell }: Inquiry): void {
  const { manifest, name, namespace, path } = waypoint;
  const own = manifest.kind === 'Namespace' ? manifest.name : mesh.catalog.namespaceOf(manifest);
  const listeners = listenersOf(gateway).filter((listener) => listener.get('protocol').text === 'HBONE');
  if (own === namespace || listeners.length === 0) return;
  const answer = areRoutesAllowed(listeners, gateway, own, mesh.catalog);
  if (answer === undefined) cannotTell(`the Namespace "${own}"`);
  if (answer !== false) return;
  report({
    path,
    message: `Waypoint "${namespace}/${name}" takes nothing from namespace "${own}", ${EFFECT}`,
    fix: `Let allowedRoutes.namespaces of a listener of Gateway "${name}" choose namespace "${own}"`,
    refType: 'gateway',
  });
}

import type { Manifest } from '../manifest/manifest';
import { specOf } from '../manifest/field';
import { GATEWAY_API, backendRefsOf, KUBERNETES_ROUTES, parentRefsOf } from '../traffic/gateway-api';
import { CLUSTER_DOMAIN } from '../traffic/hosts';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import type { TrafficHost } from './ambient-traffic';
import { settingsOf } from './traffic-policy';
import { isForGatewaysOnly, routesOf } from './virtual-service';

const servedHosts = oncePer(
  (mesh: Mesh): ReadonlySet<string> => new Set([...istioRoutes(mesh), ...kubernetesRoutes(mesh)]),
);

/** Whether a gateway routes to the host, and so applies settings for it. */
function isServedByGateway(full: string, mesh: Mesh): boolean {
  return servedHosts(mesh).has(full.toLowerCase());
}

function istioRoutes({ routes }: Mesh): readonly string[] {
  return routes.all
    .filter((route) => routes.gatewaysOf(route).some(({ isMesh }) => !isMesh))
    .flatMap((route) => routes.destinationsOf(route).map(({ full }) => full.toLowerCase()));
}

function kubernetesRoutes({ catalog }: Mesh): readonly string[] {
  return KUBERNETES_ROUTES.flatMap((kind) => catalog.ofKind(kind)).flatMap((route) => {
    const namespace = catalog.namespaceOf(route);
    if (!parentRefsOf(route, namespace).some(({ group }) => group === GATEWAY_API)) return [];
    return backendRefsOf(route, namespace).map((backend) => `${backend.name}.${backend.namespace}.${CLUSTER_DOMAIN}`);
  });
}

const HASHES = ['httpHeaderName', 'httpCookie', 'httpQueryParameterName'];

/** The host of a DestinationRule about requests; none where a gateway routes to it. */
export function requestSettings(rule: Manifest, mesh: Mesh): readonly TrafficHost[] {
  const isAboutRequests = settingsOf(rule).some(
    (settings) =>
      settings.get('connectionPool', 'http').isSet ||
      settings.get('outlierDetection').isSet ||
      HASHES.some((key) => settings.get('loadBalancer', 'consistentHash', key).isSet),
  );
  const full = mesh.clientSettings.hostOf(rule);
  if (!isAboutRequests || full === '' || isServedByGateway(full, mesh)) return [];
  return [{ full, path: specOf(rule).get('host').path }];
}

/** The hosts of a VirtualService that routes requests, or connections by their server name, in the mesh. */
export function meshRoutes(vs: Manifest, { routes }: Mesh): readonly TrafficHost[] {
  return isForGatewaysOnly(vs) || routesOf(vs, 'http', 'tls').length === 0 ? [] : routes.hostsOf(vs);
}

import type { Manifest } from '../manifest/manifest';
import { groupBy } from '../groups';
import type { RouteKind } from '../traffic/destinations';
import type { Gateway, GatewayServer } from '../traffic/gateway-server';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import { isHttpLike } from '../traffic/protocol';
import type { MeshRule, Violation } from './rule';
import { routesOf } from './virtual-service';

/** Fields of a server's `tls` that only a server which ends TLS takes, so that its mode was forgotten. */
const TERMINATION_FIELDS = [
  'credentialName',
  'credentialNames',
  'serverCertificate',
  'privateKey',
  'caCertificates',
  'tlsCertificates',
];

/**
 * The routes that a server takes; `none` where it takes no routes, and nothing where that is another fault of the
 * server. Source: buildGatewayListeners of istiod.
 */
function kindOf({
  protocol,
  tlsMode,
  terminates,
  httpsRedirect,
  field,
}: GatewayServer): RouteKind | 'none' | undefined {
  if (protocol === undefined || protocol === 'UDP') return undefined;
  if (isHttpLike(protocol)) return httpsRedirect ? 'none' : 'http';
  if (terminates) return protocol === 'HTTPS' ? 'http' : 'tcp';
  if (tlsMode === 'PASSTHROUGH')
    return TERMINATION_FIELDS.some((key) => field.get('tls', key).isSet) ? undefined : 'tls';
  if (tlsMode === 'AUTO_PASSTHROUGH') return 'none';
  return protocol === 'HTTPS' || protocol === 'TLS' ? undefined : 'tcp';
}

/** Whether it takes some of these routes, as far as can be told. */
function isUsed(server: GatewayServer, routes: readonly RouteKind[]): boolean {
  const kind = kindOf(server);
  return kind === undefined || (kind !== 'none' && routes.includes(kind));
}

const WHY: Readonly<Record<RouteKind, string>> = {
  http: 'reads requests',
  tls: 'passes TLS on',
  tcp: 'passes connections on',
};

function violationOf(
  manifest: Manifest,
  { key }: Gateway,
  has: readonly RouteKind[],
  servers: readonly GatewayServer[],
): Violation {
  const kinds = new Set(servers.map(kindOf).filter((kind) => kind !== undefined && kind !== 'none'));
  const needs = [...kinds].map((kind) => `${kind} routes, since it ${WHY[kind]}`);
  const ports = servers.filter((server) => kindOf(server) !== 'none').map(({ port }) => `${port}`);
  const message = `Gateway "${key}" uses on port ${ports.join(' and ')} only ${needs.join(', or ')}, and the VirtualService has none of these`;
  const [path] = has.flatMap((kind) => routesOf(manifest, kind)).map((route) => route.path.slice(0, 2));
  const fix = kinds.has('tls')
    ? 'Write tls routes with sniHosts, or set tls.mode of the server to SIMPLE with a credentialName'
    : `Write ${[...kinds].join(' or ')} routes, or change the protocol of the server`;
  return { path: path ?? ['spec'], message, fix };
}

export const virtualServiceRouteKind: MeshRule = {
  id: 'virtual-service-route-kind',
  code: 'SI0155',
  severity: 'error',
  kinds: [VIRTUAL_SERVICE],
  summary: 'A VirtualService has routes of the kind that a server of its Gateway uses.',
  check(manifest, { mesh, report }) {
    const has = (['http', 'tls', 'tcp'] as const).filter((kind) => routesOf(manifest, kind).length > 0);
    if (has.length === 0) return;
    const bindings = mesh.routes.bindingsOf(manifest);
    if (bindings.every(({ server }) => isUsed(server, has))) return;
    const servers = new Set(bindings.map(({ server }) => server));
    for (const [gateway, bound] of groupBy(servers, (server) => server.gateway)) {
      if (bound.some((server) => isUsed(server, has))) continue;
      if (bound.some((server) => kindOf(server) !== 'none')) report(violationOf(manifest, gateway, has, bound));
    }
  },
};

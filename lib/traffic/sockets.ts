import { append, groupBy } from '../groups';
import type { Pod } from '../manifest/pods';
import { isAssumed } from './default-gateway';
import type { Gateway, GatewayServer, ServerHost } from './gateway-server';
import type { Mesh } from './mesh';
import { oncePer } from './once-per';
import { isHttpLike } from './protocol';

/** A port of one gateway workload, with all servers that are to be on it. */
export interface Socket {
  readonly port: number;
  /** Empty: all addresses. */
  readonly bind: string;
  /** By namespace and name of their Gateways, then in the order of `spec.servers`. */
  readonly servers: readonly GatewayServer[];
}

const socketsIn = oncePer(indexSockets);

/**
 * The sockets of a server: one on each Pod that its Gateway selects, after Services have translated the port. Ports
 * stay as written on Istio's default gateway when that is only assumed, and where a Gateway selects no Pod: then
 * Gateways with equal selectors are taken to meet on one.
 */
export function socketsOf(server: GatewayServer, mesh: Mesh): readonly Socket[] {
  return socketsIn(mesh).get(server) ?? [];
}

/** Whether istiod takes the server for one of TLS: an HTTP server may have `tls` for its redirect. */
export function isTlsServer({ tlsMode, protocol }: GatewayServer): boolean {
  return tlsMode !== undefined && !isHttpLike(protocol);
}

/** A host on a server. */
export interface Claim {
  readonly server: GatewayServer;
  readonly host: ServerHost;
}

/**
 * Whether two servers on one socket cannot both have the host: it is written alike, or both end TLS for it. Then Envoy
 * would have two certificates for one server name, whatever the namespaces before the host.
 */
export function collide(one: Claim, other: Claim): boolean {
  if (one.host.host.toLowerCase() !== other.host.host.toLowerCase()) return false;
  return one.host.namespace === other.host.namespace || (one.server.terminates && other.server.terminates);
}

function indexSockets(mesh: Mesh): ReadonlyMap<GatewayServer, readonly Socket[]> {
  const { gateways, catalog } = mesh;
  const homeless = gateways.all.filter((gateway) => gateways.podsOf(gateway).length === 0);
  const sockets = [
    ...catalog.pods.flatMap((pod) => socketsOn(pod, mesh)),
    ...[...groupBy(homeless, selectorText).values()].flatMap(asWritten),
  ];
  const index = new Map<GatewayServer, Socket[]>();
  for (const socket of sockets) for (const server of socket.servers) append(index, server, socket);
  return index;
}

function socketsOn(pod: Pod, { gateways }: Mesh): readonly Socket[] {
  if (isAssumed(pod.owner)) return asWritten(gateways.on(pod));
  return gateways.listeners(pod).map(({ port, bind, servers }) => ({ port, bind, servers: inOrder(servers) }));
}

function asWritten(gateways: readonly Gateway[]): readonly Socket[] {
  const servers = gateways.flatMap((gateway) => gateway.servers.filter(({ port }) => port > 0));
  return [...groupBy(servers, ({ port, bind }) => `${port} ${bind}`).values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : { port: first.port, bind: first.bind, servers: inOrder(group) };
  });
}

function inOrder(servers: readonly GatewayServer[]): readonly GatewayServer[] {
  return servers.toSorted((one, other) => {
    if (one.gateway.key === other.gateway.key) return one.index - other.index;
    return one.gateway.key < other.gateway.key ? -1 : 1;
  });
}

/** The same for equal selectors, in whatever order their labels are written. */
export function selectorText({ selector }: Gateway): string {
  return Object.entries(selector)
    .map(([label, value]) => `${label}=${value}`)
    .toSorted()
    .join(',');
}

import { groupBy } from '../groups';
import { type Manifest, type Path, pathText } from '../manifest/manifest';
import type { Place } from '../traffic/ingress-annotations';
import type { GatewayBehind } from '../traffic/ingress-backends';
import type { BackendConnection } from '../traffic/ingress-connection';
import type { IngressBackend } from '../traffic/ingress-routes';
import { SERVERS_TRANSPORTS } from '../traffic/ingress-traefik';
import type { GatewayServer } from '../traffic/gateway-server';
import { INGRESS } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';

/** An Ingress controller in front of a gateway of Istio. */
export interface IngressHop {
  readonly backend: IngressBackend;
  readonly connection: BackendConnection;
  readonly gateway: GatewayBehind;
}

/** Kinds of the objects that decide how a controller connects to a backend. */
export const HOP_KINDS = [INGRESS, 'Service', ...SERVERS_TRANSPORTS];

/** The backends of an Ingress with a gateway behind them, each Service's port once. */
export function hopsOf(ingress: Manifest, mesh: Mesh): readonly IngressHop[] {
  return allHops(mesh).get(ingress) ?? [];
}

type PlaceKey = 'protocolAt' | 'serverNameAt' | 'clientAt';

const DECIDED = new WeakMap<Mesh, Map<PlaceKey, ReadonlyMap<Manifest, readonly IngressHop[]>>>();

/**
 * Hops that a setting in this object decides, with the place of the setting, each place once: the first hop there that
 * has a fault. What an object decides that is not judged is told at the Ingress.
 */
export function faultyHops(
  manifest: Manifest,
  mesh: Mesh,
  key: PlaceKey,
  isFaulty: (hop: IngressHop, mesh: Mesh) => boolean,
): readonly { readonly hop: IngressHop; readonly path: Path }[] {
  const faulty = (hopsDecided(key, mesh).get(manifest) ?? []).filter((hop) => isFaulty(hop, mesh));
  const byPath = groupBy(faulty, (hop) => pathText(placeOf(hop, key, mesh).path));
  return [...byPath.values()].flatMap(([hop]) => (hop ? { hop, path: placeOf(hop, key, mesh).path } : []));
}

/** Only TLS is on the port. */
export function isAllTls({ gateway: { servers, tlsServers } }: IngressHop): boolean {
  return tlsServers.length > 0 && tlsServers.length === servers.length;
}

/** The TLS servers that the connection may come to; all, where its server name leads to none, or is not known. */
export function reachedServers({ connection: { serverName }, gateway }: IngressHop): readonly GatewayServer[] {
  const found = serverName === undefined ? [] : gateway.serversFor(serverName);
  return found.length > 0 ? found : gateway.tlsServers;
}

/** What messages say of servers. */
interface ServersSummary {
  /** Their Gateways as `NAMESPACE/NAME`. */
  readonly gateways: readonly string[];
  readonly hosts: readonly string[];
  /** All of them demand a client certificate. */
  readonly areMutual: boolean;
}

/** Many Ingresses may lead to one gateway with many servers. */
const SUMMARIES = new WeakMap<readonly GatewayServer[], ServersSummary>();

export function summaryOf(servers: readonly GatewayServer[]): ServersSummary {
  const known = SUMMARIES.get(servers) ?? {
    gateways: [...new Set(servers.map(({ gateway }) => gateway.key))],
    hosts: [...new Set(servers.flatMap(({ hosts }) => hosts.map(({ host }) => host)))],
    areMutual: servers.length > 0 && servers.every(({ tlsMode }) => tlsMode === 'MUTUAL'),
  };
  SUMMARIES.set(servers, known);
  return known;
}

function hopsDecided(key: PlaceKey, mesh: Mesh): ReadonlyMap<Manifest, readonly IngressHop[]> {
  const byKey = DECIDED.get(mesh) ?? new Map<PlaceKey, ReadonlyMap<Manifest, readonly IngressHop[]>>();
  DECIDED.set(mesh, byKey);
  const known =
    byKey.get(key) ?? groupBy([...allHops(mesh).values()].flat(), (hop) => placeOf(hop, key, mesh).manifest);
  byKey.set(key, known);
  return known;
}

function placeOf({ backend, connection }: IngressHop, key: PlaceKey, { catalog }: Mesh): Place {
  const place = connection[key];
  return catalog.isJudged(place.manifest)
    ? place
    : { manifest: backend.ingress, path: [...backend.path, 'service', 'name'] };
}

const allHops = oncePer(
  (mesh: Mesh): ReadonlyMap<Manifest, readonly IngressHop[]> =>
    new Map(mesh.ingresses.all.map((ingress) => [ingress, findHops(ingress, mesh)])),
);

function findHops(ingress: Manifest, { ingresses }: Mesh): readonly IngressHop[] {
  const byPort = groupBy(ingresses.backendsOf(ingress), ({ service, port }) => `${service} ${typeof port} ${port}`);
  return [...byPort.values()].flatMap(([backend]) => {
    const connection = backend && ingresses.connectionTo(backend);
    if (backend === undefined || connection === undefined) return [];
    const gateway = ingresses.gatewayBehind(backend);
    return gateway.servers.length === 0 ? [] : { backend, connection, gateway };
  });
}

import { append } from '../groups';
import type { Gateway, GatewayServer, ServerHost } from './gateway-server';
import type { Mesh } from './mesh';
import { type Claim, collide, isTlsServer, type Socket, socketsOf } from './sockets';

/** A TLS server that is not served, since one before it in the same Gateway has taken its host. */
interface Dropped {
  /** The host of the server that the other has. */
  readonly host: ServerHost;
  /** The server before it. */
  readonly taker: Claim;
}

const NONE: ReadonlyMap<GatewayServer, Dropped> = new Map();
const DROPPED = new WeakMap<Gateway, ReadonlyMap<GatewayServer, Dropped>>();

/**
 * The servers of a Gateway that are lost to others of the same Gateway. Of servers of two Gateways the one of the older
 * Gateway stays, which manifests do not tell. Source: mergeGateways of istiod.
 */
export function droppedServers(gateway: Gateway, mesh: Mesh): ReadonlyMap<GatewayServer, Dropped> {
  if (gateway.servers.length < 2) return NONE;
  let dropped = DROPPED.get(gateway);
  if (dropped === undefined) {
    dropped = findDropped(gateway, mesh);
    DROPPED.set(gateway, dropped);
  }
  return dropped;
}

export function isDropped(server: GatewayServer, mesh: Mesh): boolean {
  return droppedServers(server.gateway, mesh).has(server);
}

/** As istiod does, server by server: a server that is dropped takes none of its hosts. */
function findDropped({ servers }: Gateway, mesh: Mesh): ReadonlyMap<GatewayServer, Dropped> {
  const candidates = servers.filter(isTlsServer);
  if (candidates.length < 2) return NONE;
  const dropped = new Map<GatewayServer, Dropped>();
  const taken = new Map<Socket, Map<string, Claim[]>>();
  for (const server of candidates) {
    const claims = server.hosts.map((host) => ({ server, host }));
    const sockets = socketsOf(server, mesh);
    const loss = claims.flatMap((claim) => lossOf(claim, sockets, taken))[0];
    if (loss === undefined) for (const socket of sockets) for (const claim of claims) take(taken, socket, claim);
    else dropped.set(server, loss);
  }
  return dropped;
}

function lossOf(claim: Claim, sockets: readonly Socket[], taken: ReadonlyMap<Socket, Map<string, Claim[]>>): Dropped[] {
  return sockets.flatMap((socket) => {
    const others = taken.get(socket)?.get(claim.host.host.toLowerCase()) ?? [];
    const taker = others.find((other) => collide(claim, other));
    return taker === undefined ? [] : [{ host: claim.host, taker }];
  });
}

function take(taken: Map<Socket, Map<string, Claim[]>>, socket: Socket, claim: Claim): void {
  const hosts = taken.get(socket) ?? new Map<string, Claim[]>();
  append(hosts, claim.host.host.toLowerCase(), claim);
  taken.set(socket, hosts);
}

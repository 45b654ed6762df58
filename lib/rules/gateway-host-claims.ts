import { append } from '../groups';
import { isDropped } from '../traffic/dropped-servers';
import type { GatewayServer } from '../traffic/gateway-server';
import type { Mesh } from '../traffic/mesh';
import { type Claim, type Socket, socketsOf } from '../traffic/sockets';

const CLAIMS = new WeakMap<Socket, ReadonlyMap<string, readonly Claim[]>>();
/** Messages name no more. */
const MOST = 3;

/**
 * Claims of other Gateways on the host, on a socket of the claim's server: one for each of the first few Gateways.
 * Servers that are lost to others of their own Gateway claim nothing.
 */
export function rivalClaims(claim: Claim, mesh: Mesh): readonly Claim[] {
  const found = new Map<string, Claim>();
  if (isDropped(claim.server, mesh)) return [];
  for (const socket of socketsOf(claim.server, mesh)) {
    for (const key of keysOf(claim)) {
      for (const other of claimsOn(socket, mesh).get(key) ?? []) {
        const { gateway } = other.server;
        if (found.size < MOST && gateway !== claim.server.gateway && !found.has(gateway.key))
          found.set(gateway.key, other);
        if (found.size === MOST) break;
      }
    }
  }
  return [...found.values()];
}

/** Whether two servers of different Gateways cannot both have one of their hosts. */
export function haveCollision(server: GatewayServer, mesh: Mesh): boolean {
  return server.hosts.some((host) => rivalClaims({ server, host }, mesh).length > 0);
}

function claimsOn(socket: Socket, mesh: Mesh): ReadonlyMap<string, readonly Claim[]> {
  const known = CLAIMS.get(socket);
  if (known !== undefined) return known;
  const claims = new Map<string, Claim[]>();
  for (const server of socket.servers) {
    if (isDropped(server, mesh)) continue;
    for (const host of server.hosts) for (const key of keysOf({ server, host })) append(claims, key, { server, host });
  }
  CLAIMS.set(socket, claims);
  return claims;
}

/** Claims collide that have a key in common. */
function keysOf({ server, host }: Claim): readonly string[] {
  const name = host.host.toLowerCase();
  return [`${host.namespace}/${name}`, ...(server.terminates ? [`TLS ${name}`] : [])];
}

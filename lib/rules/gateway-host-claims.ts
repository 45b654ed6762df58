import { append } from '../groups';
import { isDropped } from '../traffic/dropped-servers';
import type { GatewayServer } from '../traffic/gateway-server';
import type { Mesh } from '../traffic/mesh';
import { type Claim, type Socket, socketsOf } from '../traffic/sockets';

/** The claims on one host of a socket. */
interface Claims {
  readonly all: Claim[];
  /** Where there are several. */
  byKey?: ReadonlyMap<string, readonly Claim[]>;
}

const CLAIMS = new WeakMap<Socket, ReadonlyMap<string, Claims>>();
const NONE: readonly Claim[] = [];
/** Messages name no more. */
const MOST = 3;

/**
 * Claims of other Gateways on the host, on a socket of the claim's server: one for each of the first few Gateways.
 * Servers that are lost to others of their own Gateway claim nothing.
 */
export function rivalClaims(claim: Claim, mesh: Mesh): readonly Claim[] {
  if (isDropped(claim.server, mesh)) return NONE;
  let found: Map<string, Claim> | undefined;
  for (const socket of socketsOf(claim.server, mesh)) {
    const claims = claimsOn(socket, mesh).get(claim.host.host.toLowerCase());
    if (claims === undefined || claims.all.length < 2) continue;
    found ??= new Map();
    claims.byKey ??= byKey(claims.all);
    for (const key of keysOf(claim)) {
      for (const other of claims.byKey.get(key) ?? []) {
        const { gateway } = other.server;
        if (found.size < MOST && gateway !== claim.server.gateway && !found.has(gateway.key))
          found.set(gateway.key, other);
        if (found.size === MOST) break;
      }
    }
  }
  return found === undefined ? NONE : [...found.values()];
}

/** Whether two servers of different Gateways cannot both have one of their hosts. */
export function haveCollision(server: GatewayServer, mesh: Mesh): boolean {
  return server.hosts.some((host) => rivalClaims({ server, host }, mesh).length > 0);
}

function claimsOn(socket: Socket, mesh: Mesh): ReadonlyMap<string, Claims> {
  const known = CLAIMS.get(socket);
  if (known !== undefined) return known;
  const claims = new Map<string, Claims>();
  for (const server of socket.servers) {
    if (isDropped(server, mesh)) continue;
    for (const host of server.hosts) {
      const name = host.host.toLowerCase();
      const before = claims.get(name);
      if (before === undefined) claims.set(name, { all: [{ server, host }] });
      else before.all.push({ server, host });
    }
  }
  CLAIMS.set(socket, claims);
  return claims;
}

function byKey(claims: readonly Claim[]): ReadonlyMap<string, readonly Claim[]> {
  const found = new Map<string, Claim[]>();
  for (const claim of claims) for (const key of keysOf(claim)) append(found, key, claim);
  return found;
}

/** Of claims on one host those collide that have a key in common. */
function keysOf({ server, host }: Claim): readonly string[] {
  return [`namespace ${host.namespace}`, ...(server.terminates ? ['TLS'] : [])];
}

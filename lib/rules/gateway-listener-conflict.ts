import { groupBy } from '../groups';
import type { GatewayServer } from '../traffic/gateway-server';
import { GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { isHttpLike } from '../traffic/protocol';
import { isTlsServer, type Socket, socketsOf } from '../traffic/sockets';
import { haveCollision } from './gateway-host-claims';
import type { MeshRule } from './rule';

/** How istiod tells the servers of a port apart; the later one is the likelier to be dropped. */
const WAYS = ['HTTP', 'TCP', 'TLS'] as const;
type Way = (typeof WAYS)[number];

function wayOf(server: GatewayServer): Way {
  if (isTlsServer(server)) return 'TLS';
  return isHttpLike(server.protocol) ? 'HTTP' : 'TCP';
}

/** Plaintext may come after TLS, whose connections are known by their server names, unless these are any. */
function canFollow(first: GatewayServer, second: GatewayServer): boolean {
  if (wayOf(first) === 'HTTP') return wayOf(second) === 'HTTP';
  if (wayOf(first) === 'TCP') return false;
  return wayOf(second) === 'TLS' || !first.hosts.some(({ host }) => host === '*');
}

/** Which Gateway is older is not known, so that those of two Gateways must fit in either order. */
function areAtOdds(one: GatewayServer, other: GatewayServer): boolean {
  if (one === other) return false;
  if (one.gateway !== other.gateway) return !canFollow(one, other) || !canFollow(other, one);
  return one.index < other.index ? !canFollow(one, other) : !canFollow(other, one);
}

/** Of two servers at odds the one that is reported comes last. */
function rank(server: GatewayServer, { catalog }: Mesh): string {
  const { gateway, index } = server;
  const isJudged = catalog.isJudged(gateway.manifest) ? 1 : 0;
  return `${isJudged}${WAYS.indexOf(wayOf(server))} ${gateway.key} ${String(index).padStart(6, '0')}`;
}

type ServersByWay = ReadonlyMap<Way, readonly GatewayServer[]>;

const BY_WAY = new WeakMap<Socket, ServersByWay>();
const NO_CHOICE: ServersByWay = new Map();

/** The servers of a socket in the order of their ranks; none where all go together. */
function serversByWay(socket: Socket, mesh: Mesh): ServersByWay {
  let servers = BY_WAY.get(socket);
  if (servers === undefined) {
    servers = goTogether(socket) ? NO_CHOICE : groupBy(byRank(socket, mesh), wayOf);
    BY_WAY.set(socket, servers);
  }
  return servers;
}

function goTogether({ servers: [first, ...others] }: Socket): boolean {
  const way = first && wayOf(first);
  return way !== 'TCP' && others.every((server) => wayOf(server) === way);
}

function byRank({ servers }: Socket, mesh: Mesh): readonly GatewayServer[] {
  const ranks = new Map(servers.map((server) => [server, rank(server, mesh)]));
  return servers.toSorted((one, other) => ((ranks.get(one) ?? '') < (ranks.get(other) ?? '') ? -1 : 1));
}

/** A server that keeps the port, so that this one does not get it. */
function keeperOf(server: GatewayServer, socket: Socket, mesh: Mesh): GatewayServer | undefined {
  const servers = serversByWay(socket, mesh);
  if (servers.size === 0) return undefined;
  const own = rank(server, mesh);
  const way = wayOf(server);
  const keepers = [...servers]
    .filter(([other]) => other !== way || way === 'TCP')
    .map(([, others]) => others.find((other) => areAtOdds(server, other)));
  return keepers.find((keeper) => keeper !== undefined && rank(keeper, mesh) < own);
}

export const gatewayListenerConflict: MeshRule = {
  id: 'gateway-listener-conflict',
  code: 'SI0105',
  severity: 'error',
  kinds: [GATEWAY],
  summary: 'Servers on one port of a gateway can be told apart: all are HTTP, or all are TLS.',
  check(manifest, { mesh, report }) {
    for (const server of mesh.gateways.of(manifest)?.servers ?? []) {
      const [keeper] = socketsOf(server, mesh).flatMap((socket) => keeperOf(server, socket, mesh) ?? []);
      if (keeper === undefined || haveCollision(server, mesh)) continue;
      const isOwn = keeper.gateway === server.gateway;
      const other = isOwn
        ? `spec.servers[${keeper.index}]`
        : `spec.servers[${keeper.index}] of Gateway "${keeper.gateway.key}"`;
      const message = `Port ${server.port} of the gateway is to serve ${wayOf(server)} here and ${wayOf(keeper)} in ${other}, which cannot be told apart: one of the two is not served, and only istiod's log says so`;
      report({ path: server.field.get('port', 'number').path, message, fix: 'Give one of the two a port of its own' });
    }
  },
};

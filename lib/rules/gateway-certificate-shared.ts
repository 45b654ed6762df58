import { append, groupBy } from '../groups';
import { isDropped } from '../traffic/dropped-servers';
import type { Gateway, GatewayServer } from '../traffic/gateway-server';
import { GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { selectorText, socketsOf } from '../traffic/sockets';
import { quoted } from './quoted';
import type { MeshRule } from './rule';
import { mayShareConnection, type UsedCertificate, usedCertificates } from './shared-certificate';

/** Servers with one certificate, by all that matters to connections: those of one list are alike. */
type Users = ReadonlyMap<string, readonly GatewayServer[]>;

const usersIn = oncePer(indexUsers);
const groupsOf = oncePer((servers: readonly GatewayServer[]): Users => groupBy(servers, likeness));
const NOBODY: Users = new Map();
/** Messages name no more. */
const MOST = 3;

/** Nobody, too, where a server has its certificate to itself. */
function usersOf({ key }: UsedCertificate, mesh: Mesh): Users {
  const servers = usersIn(mesh).get(key);
  return servers === undefined || servers.length < 2 ? NOBODY : groupsOf(servers);
}

function indexUsers(mesh: Mesh): ReadonlyMap<string, readonly GatewayServer[]> {
  const users = new Map<string, GatewayServer[]>();
  for (const { servers } of mesh.gateways.all) {
    for (const server of servers) {
      if (isDropped(server, mesh)) continue;
      for (const { key } of usedCertificates(server)) append(users, key, server);
    }
  }
  return users;
}

function likeness({ gateway, port, bind, hosts }: GatewayServer): string {
  return JSON.stringify([selectorText(gateway), port, bind, ...hosts.map(({ host }) => host.toLowerCase()).toSorted()]);
}

/** Where the second Gateway is, the first one is, too. */
function isWider({ selector }: Gateway, other: Gateway): boolean {
  return Object.entries(selector).every(([label, value]) => other.selector[label] === value);
}

function meet(one: GatewayServer, other: GatewayServer, mesh: Mesh): boolean {
  if (one.port === other.port && one.bind === other.bind) return true;
  const sockets = socketsOf(other, mesh);
  return socketsOf(one, mesh).some((socket) => sockets.includes(socket));
}

/** The first few Gateways that share a connection with a server. */
function sharers(server: GatewayServer, certificate: UsedCertificate, mesh: Mesh): readonly string[] {
  const found = new Set<string>();
  for (const [first, ...others] of usersOf(certificate, mesh).values()) {
    if (first === undefined || !isWider(server.gateway, first.gateway) || !meet(server, first, mesh)) continue;
    if (!mayShareConnection(server, first, certificate, mesh)) continue;
    for (const { gateway } of [first, ...others.slice(0, MOST)]) if (gateway !== server.gateway) found.add(gateway.key);
    if (found.size >= MOST) break;
  }
  return [...found].slice(0, MOST).toSorted();
}

export const gatewayCertificateShared: MeshRule = {
  id: 'gateway-certificate-shared',
  code: 'IST0138',
  severity: 'warning',
  kinds: [GATEWAY],
  summary: 'Gateways on the same Pods have certificates of their own.',
  check(manifest, { mesh, report }) {
    for (const server of mesh.gateways.of(manifest)?.servers ?? []) {
      if (isDropped(server, mesh)) continue;
      for (const certificate of usedCertificates(server)) {
        const gateways = sharers(server, certificate, mesh);
        if (gateways.length === 0) continue;
        const message = `The server has ${certificate.text} in common with Gateway ${quoted(gateways)}, which has other hosts: browsers use one HTTP/2 connection for both, and get 404 for the hosts that are not of its server`;
        const fix = 'Give each Gateway a certificate of its own, or list all hosts in one server';
        report({ path: certificate.path, message, fix });
      }
    }
  },
};

import { append } from '../groups';
import type { Gateway, GatewayServer } from '../traffic/gateway-server';
import type { Mesh } from '../traffic/mesh';
import { isDropped } from './dropped-servers';
import { GATEWAY } from './gateway-workload';
import { quoted } from './quoted';
import type { MeshRule } from './rule';
import { certificatesOf, mayShareConnection, type UsedCertificate } from './shared-certificate';
import { socketsOf } from './sockets';

const USERS = new WeakMap<Mesh, ReadonlyMap<string, readonly GatewayServer[]>>();
/** Messages name no more. */
const MOST = 3;

/** The servers that have a certificate. */
function usersOf({ key }: UsedCertificate, mesh: Mesh): readonly GatewayServer[] {
  let users = USERS.get(mesh);
  if (users === undefined) {
    const found = new Map<string, GatewayServer[]>();
    for (const server of mesh.gateways.all.flatMap(({ servers }) => servers)) {
      if (isDropped(server, mesh)) continue;
      for (const certificate of certificatesOf(server)) append(found, certificate.key, server);
    }
    users = found;
    USERS.set(mesh, users);
  }
  return users.get(key) ?? [];
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
  for (const other of usersOf(certificate, mesh)) {
    if (other.gateway === server.gateway || found.has(other.gateway.key)) continue;
    if (!isWider(server.gateway, other.gateway) || !meet(server, other, mesh)) continue;
    if (mayShareConnection(server, other, certificate, mesh)) found.add(other.gateway.key);
    if (found.size === MOST) break;
  }
  return [...found].toSorted();
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
      for (const certificate of certificatesOf(server)) {
        const gateways = sharers(server, certificate, mesh);
        if (gateways.length === 0) continue;
        const message = `The server has ${certificate.text} in common with Gateway ${quoted(gateways)}, which has other hosts: browsers use one HTTP/2 connection for both, and get 404 for the hosts that are not of its server`;
        const fix = 'Give each Gateway a certificate of its own, or list all hosts in one server';
        report({ path: certificate.path, message, fix });
      }
    }
  },
};

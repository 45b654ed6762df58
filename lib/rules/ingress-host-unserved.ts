import type { Manifest, Path } from '../manifest/manifest';
import { pathText } from '../manifest/manifest';
import type { GatewayServer } from '../traffic/gateway-server';
import { HostIndex } from '../traffic/host-index';
import { routesOf } from '../traffic/ingress-routes';
import { INGRESS } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { hopsOf, type IngressHop, isAllTls, summaryOf } from './ingress-hops';
import { nginxSetting } from './ingress-nginx-settings';
import { OR_CONTEXT, quoted } from './quoted';
import type { MeshRule } from './rule';

/** The servers of one hop that read Host, by their hosts. */
interface Virtual {
  readonly hop: IngressHop;
  readonly servers: readonly GatewayServer[];
  readonly hosts: HostIndex<GatewayServer>;
}

/** None where TLS is passed on, as its end reads Host, and where the connection does not get that far. */
function serversOf(hop: IngressHop): readonly GatewayServer[] {
  const { protocol, serverName } = hop.connection;
  const { httpServers, servers } = hop.gateway;
  if (protocol === 'http') return httpServers.length === servers.length ? httpServers : [];
  if (protocol !== 'https' || serverName === undefined || !isAllTls(hop)) return [];
  const selected = hop.gateway.serversFor(serverName);
  return selected.every(({ terminates }) => terminates) ? selected : [];
}

function virtualOf(hop: IngressHop): Virtual {
  const servers = serversOf(hop);
  const hosts = new HostIndex<GatewayServer>();
  for (const server of servers) for (const { host } of server.hosts) hosts.add(host, server);
  return { hop, servers, hosts };
}

const portKey = (service: string, port: number | string) => `${service} ${typeof port} ${port}`;

/** The hosts that are sent to each hop, with where they are written: each place once. */
function hostsSent(ingress: Manifest, mesh: Mesh): readonly { host: string; path: Path; virtual: Virtual }[] {
  const virtuals = new Map(
    hopsOf(ingress, mesh).map((hop) => [portKey(hop.backend.service, hop.backend.port), virtualOf(hop)]),
  );
  return routesOf(ingress).flatMap(({ host, hostPath, backend }) => {
    const virtual = virtuals.get(portKey(backend.service, backend.port));
    if (virtual === undefined || virtual.hop.connection.host === undefined) return [];
    const own = virtual.hop.connection.host;
    if (own === '') return { host, path: hostPath, virtual };
    return { host: own, path: nginxSetting(ingress, 'upstream-vhost').path, virtual };
  });
}

export const ingressHostUnserved: MeshRule = {
  id: 'ingress-host-unserved',
  code: 'SI0213',
  severity: 'error',
  kinds: [INGRESS],
  summary: 'The gateway behind an Ingress serves the hosts of its rules on the server that they come to.',
  check(manifest, { mesh, report }) {
    const told = new Set<string>();
    for (const { host, path, virtual } of hostsSent(manifest, mesh)) {
      const { hop, servers, hosts } = virtual;
      if (host === '' || servers.length === 0 || hosts.overlapping(host).length > 0) continue;
      if (told.has(pathText(path))) continue;
      told.add(pathText(path));
      const { serverName = '', protocol } = hop.connection;
      const by = protocol === 'https' && serverName !== '' ? ` to which server name "${serverName}" leads` : '';
      const { gateways, hosts: served } = summaryOf(servers);
      const message = `Host "${host}" is sent to the server of Gateway ${quoted(gateways)}${by}, which serves ${quoted(served)}, so that the gateway answers 404`;
      report({ path, message, fix: `Add "${host}" to the hosts of that server${OR_CONTEXT}` });
    }
  },
};

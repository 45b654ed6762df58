import type { Mesh } from '../traffic/mesh';
import { lacksClientCertificate } from './ingress-client-fault';
import { faultyHops, HOP_KINDS, type IngressHop, isAllTls, summaryOf } from './ingress-hops';
import { isMalformedSecret, isNginx, nginxSetting } from './ingress-nginx-settings';
import { quoted } from './quoted';
import type { MeshRule } from './rule';
import { titleOf } from './title';

const NO_NAME = 'Serve "*" for this controller, or use one that sends a name, such as Traefik';

function fixFor(hop: IngressHop, hosts: readonly string[]): string {
  const name = hosts.find((host) => !host.startsWith('*')) ?? 'the host';
  switch (hop.connection.follows) {
    case 'nginx':
      return `Set proxy-ssl-secret, proxy-ssl-server-name to "on", and proxy-ssl-name to "${name}"`;
    case 'traefik':
      return `Set serverName of a ServersTransport of the Service to "${name}"`;
    default:
      return NO_NAME;
  }
}

/** A word that ingress-nginx does not know is another fault. */
function isMisspelt({ backend: { ingress } }: IngressHop, mesh: Mesh): boolean {
  const { text } = nginxSetting(ingress, 'proxy-ssl-server-name');
  return isNginx(ingress, mesh) && text !== '' && text !== 'on' && text !== 'off';
}

/** Without a client certificate for the same reason, that is the fault. */
function isToldAlready(hop: IngressHop): boolean {
  const { serverNameAt, clientAt } = hop.connection;
  const isSame =
    serverNameAt.manifest === clientAt.manifest && serverNameAt.path.join('\0') === clientAt.path.join('\0');
  return isSame && lacksClientCertificate(hop);
}

function isFaulty(hop: IngressHop, mesh: Mesh): boolean {
  const { serverName, protocol } = hop.connection;
  if (protocol !== 'https' || serverName === undefined || !isAllTls(hop)) return false;
  if (hop.gateway.serversFor(serverName).length > 0) return false;
  return !isToldAlready(hop) && !isMalformedSecret(hop) && !isMisspelt(hop, mesh);
}

export const ingressBackendSni: MeshRule = {
  id: 'ingress-backend-sni',
  code: 'SI0206',
  severity: 'error',
  kinds: HOP_KINDS,
  summary: 'An Ingress controller sends a server name (SNI) that the gateway behind it serves.',
  check(manifest, { mesh, report }) {
    for (const { hop, path } of faultyHops(manifest, mesh, 'serverNameAt', isFaulty)) {
      const { serverName = '' } = hop.connection;
      const { hosts } = summaryOf(hop.gateway.tlsServers);
      const said = serverName === '' ? 'sends no server name (SNI)' : `sends server name (SNI) "${serverName}"`;
      const message = `The controller of ${titleOf(hop.backend.ingress, mesh)} ${said} to a gateway that serves ${quoted(hosts)} there, so that the gateway resets its TLS handshakes, and clients get 502 or 503`;
      report({ path, message, fix: fixFor(hop, hosts) });
    }
  },
};

import { lacksClientCertificate } from './ingress-client-fault';
import { faultyHops, HOP_KINDS, type IngressHop, isAllTls, summaryOf } from './ingress-hops';
import { quoted } from './quoted';
import type { MeshRule, Violation } from './rule';
import { titleOf } from './title';

const HTTPS: Readonly<Record<string, string>> = {
  nginx: 'Set nginx.ingress.kubernetes.io/backend-protocol to "HTTPS"',
  traefik: 'Set traefik.ingress.kubernetes.io/service.serversscheme of the Service to "https"',
  alb: 'Set alb.ingress.kubernetes.io/backend-protocol to "HTTPS"',
  gce: 'Set cloud.google.com/app-protocols of the Service to {"PORT NAME":"HTTPS"}',
  ibm: 'Name the Service in ingress.bluemix.net/ssl-services',
};

const VALUES: Readonly<Record<string, string>> = { nginx: 'HTTPS', traefik: 'https', alb: 'HTTPS' };

function speaksPlaintext(hop: IngressHop): boolean {
  return hop.connection.protocol === 'http' && isAllTls(hop);
}

function speaksTls({ connection: { protocol }, gateway: { httpServers, servers } }: IngressHop): boolean {
  return protocol === 'https' && httpServers.length === servers.length;
}

/** One that can present no certificate where one is demanded has to go anyway. */
function isFaulty(hop: IngressHop): boolean {
  return (speaksPlaintext(hop) || speaksTls(hop)) && !lacksClientCertificate(hop);
}

function describe(hop: IngressHop, title: string): Pick<Violation, 'message' | 'fix'> {
  const gateways = quoted(summaryOf(hop.gateway.servers).gateways);
  if (speaksPlaintext(hop)) {
    const message = `The controller of ${title} speaks plain HTTP to Gateway ${gateways}, which takes TLS alone on that port, so that clients get 502 or 503, and what is sent is open to read on the way`;
    return { message, fix: HTTPS[hop.connection.follows] ?? 'Let the controller speak HTTPS' };
  }
  const message = `The controller of ${title} speaks TLS to Gateway ${gateways}, which takes plain HTTP alone on that port, so that clients get 502 or 503`;
  return { message, fix: "Lead the Ingress to the gateway's port for TLS" };
}

export const ingressBackendProtocol: MeshRule = {
  id: 'ingress-backend-protocol',
  code: 'SI0209',
  severity: 'error',
  kinds: HOP_KINDS,
  summary: 'An Ingress controller speaks to a gateway as its port demands: TLS, or plain HTTP.',
  check(manifest, { mesh, report }) {
    for (const { hop, path } of faultyHops(manifest, mesh, 'protocolAt', isFaulty)) {
      const value = speaksPlaintext(hop) && path.includes('annotations') ? VALUES[hop.connection.follows] : undefined;
      const replacement = value === undefined ? {} : { replacement: { path, value } };
      report({ path, ...describe(hop, titleOf(hop.backend.ingress, mesh)), ...replacement });
    }
  },
};

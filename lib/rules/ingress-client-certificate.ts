import { lacksClientCertificate } from './ingress-client-fault';
import { faultyHops, HOP_KINDS, type IngressHop, reachedServers, summaryOf } from './ingress-hops';
import { isMalformedSecret } from './ingress-nginx-settings';
import { quoted } from './quoted';
import type { MeshRule } from './rule';
import { titleOf } from './title';

const FIXES: Readonly<Record<string, string>> = {
  nginx: 'Name the Secret with the client certificate as "NAMESPACE/NAME" in proxy-ssl-secret',
  traefik: 'Name the Secret with the client certificate in certificatesSecrets of a ServersTransport of the Service',
  alb: 'Use mode SIMPLE for this controller, or one that presents a certificate, such as Traefik, or a network load balancer, which passes TLS on',
  gce: 'Use mode SIMPLE for this controller, or one that presents a certificate, such as Traefik, or a network load balancer, which passes TLS on',
};

/** A Secret that is written wrongly is another fault. */
function isFaulty(hop: IngressHop): boolean {
  return lacksClientCertificate(hop) && !isMalformedSecret(hop);
}

export const ingressClientCertificate: MeshRule = {
  id: 'ingress-client-certificate',
  code: 'SI0208',
  severity: 'error',
  kinds: HOP_KINDS,
  summary: 'An Ingress controller presents a certificate to gateways that demand one.',
  check(manifest, { mesh, report }) {
    for (const { hop, path } of faultyHops(manifest, mesh, 'clientAt', isFaulty)) {
      const gateways = quoted(summaryOf(reachedServers(hop)).gateways);
      const cause = ['alb', 'gce'].includes(hop.connection.follows)
        ? 'can present no client certificate'
        : 'presents no client certificate';
      const message = `The controller of ${titleOf(hop.backend.ingress, mesh)} ${cause}, and mode MUTUAL of Gateway ${gateways} demands one, so that the gateway refuses its connections, and clients get 502 or 503`;
      report({ path, message, fix: FIXES[hop.connection.follows] ?? 'Give the controller a client certificate' });
    }
  },
};

import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const TUNNEL = `${networkingReference('destination-rule', 'TrafficPolicy-TunnelSettings')} https://istio.io/latest/docs/tasks/traffic-management/egress/http-proxy/ ${VALIDATION}`;

/** For connections to a forward proxy, or to a load balancer. */
function destinationRule(policy: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: proxy
  namespace: shop
spec:
  host: proxy.example.com
  trafficPolicy:
${policy}`;
}

/** To the partner, through the forward proxy. */
function tunnel(targetHost: string): string {
  return `    tunnel:
      protocol: CONNECT
      targetHost: ${targetHost}
      targetPort: 443
`;
}

const PROXY_PROTOCOL = `    proxyProtocol:
      version: V2
`;

export const TUNNEL_WEBHOOK_EXPLANATIONS: Explanations = {
  'tunnel-proxy-protocol': {
    why: 'Either a connection begins with the PROXY header, or with the request for a tunnel: with both the forward proxy would read the one where it expects the other, and close it. istiod refuses the rule.',
    fix: 'Keep `tunnel` for a forward proxy, or `proxyProtocol` for a server that wants to know the address of the client.',
    bad: destinationRule(tunnel('api.partner.example.net') + PROXY_PROTOCOL),
    good: destinationRule(tunnel('api.partner.example.net')),
    source: TUNNEL,
  },
  'tunnel-settings': {
    why: 'The forward proxy is asked to connect to the target as it is written here: a URL, or a wrong port, is none, and its answer is 400 or 502, which callers see as a reset. istiod refuses the rule.',
    fix: 'Write the host without scheme and port, the number of its port, and CONNECT or POST as the protocol.',
    bad: destinationRule(tunnel('https://api.partner.example.net')),
    good: destinationRule(tunnel('api.partner.example.net')),
    source: TUNNEL,
  },
};

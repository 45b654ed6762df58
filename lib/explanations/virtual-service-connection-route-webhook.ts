import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

function virtualService(host: string, routes: string): string {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ledger
  namespace: prod
spec:
  hosts:
    - ${host}
  gateways:
    - istio-ingress/public
${routes}`;
}

function tls(match: string, host = 'ledger.example.com'): string {
  return virtualService(
    host,
    `  tls:
    - match:
        - port: 443
          sniHosts: ${match}
      route:
        - destination:
            host: ledger.prod.svc.cluster.local
            port:
              number: 8443
`,
  );
}

function tcp(route: string): string {
  return virtualService('ledger.example.com', `  tcp:\n    - match:\n        - port: 5432\n${route}`);
}

const TLS_MATCH = `${networkingReference('virtual-service', 'TLSMatchAttributes')} ${VALIDATION}`;

export const VIRTUAL_SERVICE_CONNECTION_ROUTE_WEBHOOK_EXPLANATIONS: Explanations = {
  'virtual-service-connection-route': {
    why: 'Connections that match would be accepted and closed at once: clients see a reset right after they connect, and no log of the application tells why. istiod refuses the object.',
    fix: 'Add the destination, with its port where the service has several.',
    bad: tcp(''),
    good: tcp(`      route:
        - destination:
            host: ledger.prod.svc.cluster.local
            port:
              number: 5432
`),
    source: `${networkingReference('virtual-service', 'TCPRoute')} ${networkingReference('virtual-service', 'TLSRoute')} ${VALIDATION}`,
  },
  'virtual-service-sni-address': {
    why: 'Clients that connect to an address send no server name, so this match is never met. The apply succeeds with a warning, and the handshakes of these clients are reset.',
    fix: 'Match the domain name that clients use, or route by port in a tcp route.',
    bad: tls('[10.20.0.7]', '10.20.0.7'),
    good: tls('[ledger.example.com]'),
    source: TLS_MATCH,
  },
  'virtual-service-sni-hosts': {
    why: 'The proxy serves the hosts of the VirtualService only, so connections with this server name would find no route and be reset in the handshake. Mostly it is a typing error in one of the two places; istiod refuses the object.',
    fix: 'Write the same domain in both places, or add the host to `hosts`.',
    bad: tls('[ledger.example.org]'),
    good: tls('[ledger.example.com]'),
    source: TLS_MATCH,
  },
  'virtual-service-tls-match': {
    why: 'The server name is all that the proxy sees of a connection that it does not decrypt. A tls route without one would have to take the connections of every other host on the port; istiod refuses it.',
    fix: 'List the server names. For connections of any name use a tcp route on a port of its own.',
    bad: tls('[]'),
    good: tls('[ledger.example.com]'),
    source: TLS_MATCH,
  },
};

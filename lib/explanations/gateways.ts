import type { Explanations } from './explanation';
import { networkingReference } from './istio-reference';

const ANALYSIS = 'https://istio.io/latest/docs/reference/config/analysis/';
/** mergeGateways */
const GATEWAY_MERGE = 'https://github.com/istio/istio/blob/1.30.3/pilot/pkg/model/gateway.go';
const TROUBLES = 'https://istio.io/latest/docs/ops/common-problems/network-issues/';

function gateway(servers: string, name = 'shop'): string {
  return `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    istio: ingressgateway
  servers:
${servers}`;
}

function server(host: string, credential = 'shop-cert', port = 'https', rest = ''): string {
  return `    - port:
        number: 443
        name: ${port}
        protocol: HTTPS
      hosts:
        - "${host}"
      tls:
        mode: SIMPLE
        credentialName: ${credential}
${rest}`;
}

function plaintext(rest = '', number = 80): string {
  return `    - port:
        number: ${number}
        name: http
        protocol: HTTP
      hosts:
        - shop.example.com
${rest}`;
}

const ROUTE = `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
  namespace: shop
spec:
  hosts:
    - shop.example.com
  gateways:
    - shop
  http:
    - route:
        - destination:
            host: frontend.shop.svc.cluster.local
`;

const SHOP = gateway(server('shop.example.com'));
const REDIRECT = '      tls:\n        httpsRedirect: true\n';

export const GATEWAY_EXPLANATIONS: Explanations = {
  'gateway-certificate-shared': {
    why: 'Browsers send requests for all names of a certificate over one HTTP/2 connection. The gateway has chosen its server by the name with which the connection began, and answers 404 for the hosts of the other Gateway, for some users and some of the time.',
    fix: 'Give each Gateway a certificate of its own hosts, or list all hosts of the certificate in one server.',
    bad: `${SHOP}---
${gateway(server('api.example.com'), 'api')}`,
    good: `${SHOP}---
${gateway(server('api.example.com', 'api-cert'), 'api')}`,
    source: `${ANALYSIS}ist0138/ ${TROUBLES}#404-errors-occur-when-multiple-gateways-configured-with-same-tls-certificate`,
  },
  'gateway-host-any': {
    why: 'A server for every host serves names that its certificate does not have, so that clients see a certificate error rather than a refusal, and whoever may write a VirtualService can put any name on it. It is right where clients send no server name, as health checks of some load balancers.',
    fix: 'List the hosts of the certificate. Acknowledge the finding where clients send no server name.',
    bad: gateway(server('*')),
    good: SHOP,
    source: `${networkingReference('gateway', 'Server')} ${TROUBLES}#configuring-sni-routing-when-not-sending-sni`,
  },
  'gateway-host-conflict': {
    why: 'All Gateways of a Pod are merged. Of two TLS servers for one host on one port istiod keeps that of the older Gateway and drops the other with all its hosts, which get a reset or the wrong certificate; after a restore from backup it may be the other way round.',
    fix: 'Leave each host to one Gateway, or put the Gateways on different gateway workloads.',
    bad: `${SHOP}---
${gateway(server('shop.example.com', 'other-cert'), 'other')}`,
    good: `${SHOP}---
${gateway(server('other.example.com', 'other-cert'), 'other')}`,
    source: `${ANALYSIS}ist0145/ ${GATEWAY_MERGE}`,
  },
  'gateway-host-duplicate': {
    why: 'Of two TLS servers for one host istiod drops the second with all its other hosts, and only its log says so; with different namespaces before the host, Envoy refuses the listener and keeps an old one. Half of what the file promises is not there.',
    fix: 'Make the servers one, or give each its own hosts.',
    bad: gateway(server('shop.example.com') + server('shop.example.com', 'other-cert', 'https-other')),
    good: gateway(server('shop.example.com') + server('other.example.com', 'other-cert', 'https-other')),
    source: GATEWAY_MERGE,
  },
  'gateway-listener-conflict': {
    why: 'A gateway tells HTTP servers of one port apart by the host header, and TLS servers by the server name of the handshake. A mixture has neither, so istiod drops the later server and clients of it get an error of their TLS library, or a reset.',
    fix: 'Give plaintext, TLS and TCP servers ports of their own.',
    bad: gateway(plaintext('', 443) + server('api.example.com', 'api-cert')),
    good: gateway(plaintext() + server('api.example.com', 'api-cert')),
    source: GATEWAY_MERGE,
  },
  'gateway-plaintext-beside-tls': {
    why: 'Whoever types the host without https://, or follows an old link, is served in plaintext and stays there: passwords and session cookies can be read and changed on the way, and nothing looks wrong.',
    fix: 'Redirect on the plaintext server with `httpsRedirect: true`, or bind a VirtualService with a redirect to it that leaves /.well-known/acme-challenge/ to HTTP-01.',
    bad: `${gateway(plaintext() + server('shop.example.com'))}${ROUTE}`,
    good: `${gateway(plaintext(REDIRECT) + server('shop.example.com'))}${ROUTE}`,
    source: networkingReference('gateway', 'ServerTLSSettings'),
  },
  'gateway-selector-empty': {
    why: 'The Gateway lands on every gateway of the mesh, today and in future. An internal host is then open on the public load balancer, and the host of one team on the gateway of another.',
    fix: 'Select one gateway workload by a label that only it has.',
    bad: `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop
  namespace: shop
spec:
  servers:
${server('shop.example.com')}`,
    good: SHOP,
    source: networkingReference('gateway', 'Gateway'),
  },
  'gateway-server-certificate-shared': {
    why: 'Browsers send requests for all names of a certificate over one HTTP/2 connection. The gateway has chosen its server by the name with which the connection began, and each server has routes of its own, so that hosts of the other one get 404, for some users and some of the time.',
    fix: 'List all hosts of the certificate in one server, or give each server a certificate of its own.',
    bad: gateway(server('shop.example.com') + server('api.example.com', 'shop-cert', 'https-api')),
    good: gateway(server('shop.example.com') + server('api.example.com', 'api-cert', 'https-api')),
    source: `${TROUBLES}#404-errors-occur-when-multiple-gateways-configured-with-same-tls-certificate`,
  },
  'gateway-tls-version-old': {
    why: 'TLS 1.0 and 1.1 rest on SHA-1 and on ciphers that can be broken; RFC 8996 forbids them, browsers have removed them, and audits such as PCI DSS fail with them.',
    fix: 'Set `minProtocolVersion: TLSV1_2`, or leave it out, which is the same.',
    bad: gateway(
      server(
        'shop.example.com',
        'shop-cert',
        'https',
        '        minProtocolVersion: TLSV1_0\n        cipherSuites:\n          - ECDHE-RSA-AES128-SHA\n',
      ),
    ),
    good: SHOP,
    source: `${networkingReference('gateway', 'ServerTLSSettings-TLSProtocol')} https://www.rfc-editor.org/rfc/rfc8996`,
  },
};

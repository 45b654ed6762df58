import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const SERVER = `${networkingReference('gateway', 'Server')} ${VALIDATION}`;
const TLS = `${networkingReference('gateway', 'ServerTLSSettings')} ${VALIDATION}`;

interface Port {
  readonly number: number;
  readonly name: string;
  readonly protocol: string;
}

const HTTPS: Port = { number: 443, name: 'https', protocol: 'HTTPS' };
const DATABASE: Port = { number: 31400, name: 'postgres', protocol: 'TCP' };

/** With one server: its port, and what else it has. */
function gateway({ number, name, protocol }: Port, rest = '', host = 'shop.example.com'): string {
  return `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop
  namespace: istio-system
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: ${number}
        name: ${name}
        protocol: ${protocol}
      hosts:
        - ${host}
${rest}`;
}

const SIMPLE = `      tls:
        mode: SIMPLE
        credentialName: shop-tls
`;

const REDIRECTING = `${SIMPLE}        httpsRedirect: true
`;

export const GATEWAY_PORT_WEBHOOK_EXPLANATIONS: Explanations = {
  'gateway-foreign-tls': {
    why: 'With protocol TCP the gateway hands bytes on as they come and opens no TLS: the certificate would have no use, and what its author takes for an encrypted port would serve plain text. istiod refuses the Gateway.',
    fix: 'Use protocol TLS, which opens TLS in mode SIMPLE or MUTUAL and hands on what is in it, or remove `tls`.',
    bad: gateway(DATABASE, SIMPLE, 'db.example.com'),
    good: gateway({ ...DATABASE, protocol: 'TLS' }, SIMPLE, 'db.example.com'),
    source: TLS,
  },
  'gateway-http-tls': {
    why: 'With protocol HTTP the port takes plain text, whatever the certificate beside it promises: passwords would cross the network in the open, while clients that try HTTPS see "wrong version number". istiod refuses the Gateway.',
    fix: 'Use protocol HTTPS to serve with a certificate. On the plain port keep no more than `httpsRedirect: true`.',
    bad: gateway({ ...HTTPS, protocol: 'HTTP' }, SIMPLE),
    good: gateway(HTTPS, SIMPLE),
    source: TLS,
  },
  'gateway-redirect-unused': {
    why: 'The redirect sends clients of plain HTTP to HTTPS, and this server has none of those: the Gateway is taken, nothing is redirected, and port 80 stays closed or, if another server has it, serves in plain text.',
    fix: 'Move `httpsRedirect: true` to a server with protocol HTTP on port 80.',
    bad: gateway(HTTPS, REDIRECTING),
    good: gateway(HTTPS, SIMPLE),
    source: TLS,
  },
  'gateway-server-bind': {
    why: 'The proxy binds to an address, and resolves no names and no signs for "all": it would refuse the listener, and clients see "connection refused" on a port that the Gateway names. istiod refuses the Gateway instead.',
    fix: 'Leave `bind` out to listen on all addresses; else write one IP address, or `unix:///PATH` with port number 0.',
    bad: gateway(
      HTTPS,
      `      bind: "*"
${SIMPLE}`,
    ),
    good: gateway(
      HTTPS,
      `      bind: 0.0.0.0
${SIMPLE}`,
    ),
    source: SERVER,
  },
  'gateway-server-port': {
    why: 'The protocol says whether the gateway opens TLS and reads HTTP. With one that Istio does not know it could do neither, and with a wrong number no client would find the port; istiod refuses the Gateway, so all of its hosts are missing.',
    fix: 'Write a name, a number from 1 to 65535 and one of the protocols that Istio knows, such as HTTP, HTTPS, TLS or TCP; the target port belongs into the Service of the gateway.',
    bad: gateway({ ...HTTPS, protocol: 'SSL' }, SIMPLE),
    good: gateway(HTTPS, SIMPLE),
    source: `${networkingReference('gateway', 'Port')} ${VALIDATION}`,
  },
  'gateway-tls-missing': {
    why: 'The port is to speak TLS, and nothing says with which certificate, or whether to open it at all: each handshake would be reset. istiod refuses the Gateway, so port 443 stays closed.',
    fix: 'Add `tls` with a mode, and the certificate that it needs: mostly SIMPLE and `credentialName`.',
    bad: gateway(HTTPS),
    good: gateway(HTTPS, SIMPLE),
    source: TLS,
  },
};

import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const SOURCE = `${networkingReference('sidecar', 'IstioIngressListener')} ${VALIDATION}`;

function sidecar(...listeners: readonly string[]): string {
  return `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: shop
  namespace: prod
spec:
  workloadSelector:
    labels:
      app: shop
  ingress:
${listeners.join('')}`;
}

function listener(protocol: string, endpoint: string, more = ''): string {
  return `    - port:
        number: 9443
        protocol: ${protocol}
        name: public
      defaultEndpoint: ${endpoint}
${more}`;
}

const HTTP_POOL = `      connectionPool:
        http:
          http1MaxPendingRequests: 100
`;

export const SIDECAR_INGRESS_WEBHOOK_EXPLANATIONS: Explanations = {
  'sidecar-ingress-endpoint': {
    why: 'The sidecar is there for its own Pod. An endpoint elsewhere would turn it into a relay whose traffic no policy of the other workload sees, so istiod refuses it; without the port after the address there would be nowhere to connect to, and clients would get 503.',
    fix: 'Use "127.0.0.1:PORT" with the port that the application listens on, or "unix:///PATH".',
    bad: sidecar(listener('HTTP', '10.20.0.7:8080')),
    good: sidecar(listener('HTTP', '127.0.0.1:8080')),
    source: SOURCE,
  },
  'sidecar-ingress-listeners': {
    why: 'The port of a Sidecar is the one of the proxy, and where requests go from there is said by `defaultEndpoint`. With a target port instead, or a name to bind to, the listener would not lead to the application, and clients would get "connection refused"; istiod refuses the object.',
    fix: 'Set the number of the port, an IP address if any to bind to, and the port of the application in `defaultEndpoint`.',
    bad: sidecar(listener('HTTP', '127.0.0.1:8080', '      bind: shop.prod.svc.cluster.local\n')),
    good: sidecar(listener('HTTP', '127.0.0.1:8080', '      bind: 0.0.0.0\n')),
    source: SOURCE,
  },
  'sidecar-ingress-pool': {
    why: 'The apply succeeds with a warning, and the limit does nothing: on a port that is not HTTP the proxy sees no requests that it could count. Under load the application gets all of them at once.',
    fix: 'Set the protocol to HTTP where clients speak it, or limit connections under `connectionPool.tcp`.',
    bad: sidecar(listener('TCP', '127.0.0.1:8080', HTTP_POOL)),
    good: sidecar(listener('HTTP', '127.0.0.1:8080', HTTP_POOL)),
    source: SOURCE,
  },
  'sidecar-ingress-ports': {
    why: 'One port is one listener in the proxy: the second would be dropped, and requests meant for it would reach the application behind the first. istiod refuses the object.',
    fix: 'Use another port, or one listener for both.',
    bad: sidecar(listener('HTTP', '127.0.0.1:8080'), listener('HTTP', '127.0.0.1:8090')),
    good: sidecar(listener('HTTP', '127.0.0.1:8080')),
    source: SOURCE,
  },
  'sidecar-ingress-tls': {
    why: 'A sidecar gets no Secrets from istiod as gateways do, so a credentialName would leave the listener without a certificate, and every handshake would end in a reset. istiod refuses the object.',
    fix: 'Name files that are mounted into the proxy, on a port with protocol HTTPS or TLS. For mTLS of the mesh leave `tls` out.',
    bad: sidecar(
      listener('HTTPS', '127.0.0.1:8080', '      tls:\n        mode: SIMPLE\n        credentialName: shop-tls\n'),
    ),
    good: sidecar(
      listener(
        'HTTPS',
        '127.0.0.1:8080',
        `      tls:
        mode: SIMPLE
        serverCertificate: /etc/shop-tls/tls.crt
        privateKey: /etc/shop-tls/tls.key
`,
      ),
    ),
    source: `${SOURCE} ${networkingReference('gateway', 'ServerTLSSettings')}`,
  },
};

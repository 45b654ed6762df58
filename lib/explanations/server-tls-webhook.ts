import type { Explanations } from './explanation';
import { httpsGateway } from './gateway-examples';
import { networkingReference, VALIDATION } from './istio-reference';

const SOURCE = `${networkingReference('gateway', 'ServerTLSSettings')} ${VALIDATION}`;
const MODES = `${networkingReference('gateway', 'ServerTLSSettings-TLSmode')} ${VALIDATION}`;

export const SERVER_TLS_WEBHOOK_EXPLANATIONS: Explanations = {
  'server-tls-istio-mutual': {
    why: 'ISTIO_MUTUAL demands a certificate of the mesh, and browsers and partners have none: they would all be reset, and the Secret would have no use. Most likely MUTUAL was meant, which verifies clients with a CA of your own; istiod refuses the Gateway.',
    fix: 'Use mode MUTUAL, or SIMPLE where clients have no certificates; inside the mesh keep ISTIO_MUTUAL and remove the credential.',
    bad: httpsGateway(`        mode: ISTIO_MUTUAL
        credentialName: shop-tls
`),
    good: httpsGateway(`        mode: MUTUAL
        credentialName: shop-tls
`),
    source: MODES,
  },
  'server-tls-one-source': {
    why: 'The file paths are mostly left over from the time before `credentialName`, or the other way round. One of the two would be ignored: after a renewal the gateway could go on with the old certificate until it expires; istiod refuses the Gateway.',
    fix: 'Keep `credentialName`, and remove `serverCertificate` and `privateKey`.',
    bad: httpsGateway(`        mode: SIMPLE
        credentialName: shop-tls
        serverCertificate: /etc/istio/ingressgateway-certs/tls.crt
        privateKey: /etc/istio/ingressgateway-certs/tls.key
`),
    good: httpsGateway(`        mode: SIMPLE
        credentialName: shop-tls
`),
    source: SOURCE,
  },
  'server-tls-passthrough': {
    why: 'PASSTHROUGH, which is also what no mode means, hands TLS on unopened: the certificate is ignored, `http` routes are ignored, and clients see a reset, or the certificate of whatever is behind. The Gateway is taken, and only a warning tells.',
    fix: 'Set `mode: SIMPLE`, or MUTUAL, to serve with the certificate; remove it where TLS is to pass through.',
    bad: httpsGateway(`        credentialName: shop-tls
`),
    good: httpsGateway(`        mode: SIMPLE
        credentialName: shop-tls
`),
    source: MODES,
  },
  'server-tls-source': {
    why: 'Without certificate and key the gateway cannot answer a TLS handshake, and in mode MUTUAL without a CA it can verify nobody: each client would be reset. istiod refuses the Gateway, so all of its hosts are missing.',
    fix: 'Set `credentialName` to the name of a Secret in the namespace of the gateway Pod; with files, set all of them.',
    bad: httpsGateway(`        mode: SIMPLE
`),
    good: httpsGateway(`        mode: SIMPLE
        credentialName: shop-tls
`),
    source: `${SOURCE} https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/`,
  },
};

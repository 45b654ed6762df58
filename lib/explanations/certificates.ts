import { CERTIFICATE_REFERENCE, certificate, gateway, letsEncrypt, PRIVATE_CA, SIMPLE } from './credential-examples';
import type { Explanations } from './explanation';

const SECURE = ['mode: SIMPLE', 'credentialName: shop-tls'];

function plain(tls: string): string {
  return `    - port:
        number: 80
        name: http
        protocol: HTTP
      hosts: [shop.example.com]
${tls}`;
}

const HTTP01 = letsEncrypt('http01: { ingress: { class: istio } }');

export const CERTIFICATES_EXPLANATIONS: Explanations = {
  'certificate-hosts-not-covered': {
    why: 'Clients compare the name in the URL with the dnsNames of the certificate and stop where none fits. A wildcard stands for exactly one label, not for the domain itself; the commonName is not looked at.',
    fix: 'Add the hosts of the server to the dnsNames of its Certificate.',
    bad: SIMPLE + certificate({ spec: ['dnsNames: [www.example.com]'] }) + PRIVATE_CA,
    good: SIMPLE + certificate({ spec: ['dnsNames: [www.example.com, shop.example.com]'] }) + PRIVATE_CA,
    source: `${CERTIFICATE_REFERENCE} https://www.rfc-editor.org/rfc/rfc9525`,
  },
  'certificate-issuer-missing': {
    why: 'Without its issuer a Certificate waits for good, and so does what needs its Secret. An Issuer is found in the namespace of the Certificate only, a ClusterIssuer from all, and without `kind` it is an Issuer that is meant.',
    fix: 'Correct the kind and name of the issuerRef, or put an issuer there.',
    bad: (certificate() + PRIVATE_CA)
      .replace('kind: ClusterIssuer\n    name: shop-ca', 'name: shop-ca')
      .slice('---\n'.length),
    good: (certificate() + PRIVATE_CA).slice('---\n'.length),
    source: `${CERTIFICATE_REFERENCE} https://cert-manager.io/docs/concepts/issuer/`,
  },
  'certificate-public-client-auth': {
    why: 'Public authorities have stopped to issue certificates for the authentication of clients in 2026. What comes for such a request is for servers only, and a server that verifies clients refuses it.',
    fix: 'Use a private CA for the certificates of clients, and ask a public one for "server auth" only.',
    bad:
      certificate({ issuer: 'letsencrypt', spec: ['dnsNames: [shop.example.com]', 'usages: [client auth]'] }).slice(4) +
      letsEncrypt(),
    good: certificate({ spec: ['dnsNames: [shop.example.com]', 'usages: [client auth]'] }).slice(4) + PRIVATE_CA,
    source: 'https://letsencrypt.org/2025/05/14/ending-tls-client-authentication',
  },
  'certificate-http01-redirected': {
    why: 'For an HTTP-01 challenge the authority asks for a path on port 80. httpsRedirect answers for the whole host before any route does, that of the challenge included, so that the first certificate is never issued, or, weeks later, not renewed.',
    fix: 'Redirect by a VirtualService that spares /.well-known/acme-challenge/, or prove the name by DNS-01.',
    bad:
      gateway(SECURE, plain('      tls:\n        httpsRedirect: true\n')) +
      certificate({ issuer: 'letsencrypt' }) +
      HTTP01,
    good:
      gateway(SECURE, plain('      tls:\n        httpsRedirect: true\n')) +
      certificate({ issuer: 'letsencrypt' }) +
      letsEncrypt(),
    source:
      'https://cert-manager.io/docs/configuration/acme/http01/ https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings https://letsencrypt.org/docs/challenge-types/',
  },
};

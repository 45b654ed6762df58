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

const ADDRESS = ['dnsNames: [shop.example.com]', 'ipAddresses: [192.0.2.1]'];
const CLIENT_ONLY = ['dnsNames: [shop.example.com]', 'usages: [digital signature, client auth]'];

/** Without the line that parts it from what is before. */
function first(text: string): string {
  return text.slice('---\n'.length);
}

function named(spec: readonly string[], issuer?: string): string {
  return certificate({ spec, ...(issuer === undefined ? {} : { issuer }) });
}

function ingressClass(name: string): string {
  return `---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata:
  name: ${name}
spec:
  controller: traefik.io/ingress-controller
`;
}

const TRANSPORT = `apiVersion: traefik.io/v1alpha1
kind: ServersTransport
metadata:
  name: gateway
  namespace: istio-system
spec:
  serverName: shop.example.com
  certificatesSecrets: [shop-tls]
`;

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
  'certificate-http01-wildcard': {
    why: 'HTTP-01 proves one name by a page under it, and a wildcard has none. cert-manager finds no solver for the name, and the Certificate is never issued.',
    fix: 'Add a DNS-01 solver to the issuer, for this domain by `dnsZones` if the others are to stay, or list the names one by one.',
    bad: first(named(['dnsNames: ["*.example.com"]'], 'letsencrypt')) + HTTP01,
    good: first(named(['dnsNames: ["*.example.com"]'], 'letsencrypt')) + letsEncrypt(),
    source: 'https://letsencrypt.org/docs/challenge-types/ https://cert-manager.io/docs/configuration/acme/',
  },
  'certificate-http01-unreachable': {
    why: 'The page that an HTTP-01 challenge asks for is served by an Ingress, or a route of the Gateway API, that cert-manager makes. Without a controller for its class, or a listener for HTTP on port 80, it is never found, and no certificate is issued or renewed.',
    fix: 'Name a class or a Gateway that the cluster has. Istio answers for the class `istio` only where there is such an IngressClass with the controller istio.io/ingress-controller.',
    bad: first(letsEncrypt('http01: { ingress: { ingressClassName: public } }')) + ingressClass('public-traefik'),
    good: first(letsEncrypt('http01: { ingress: { ingressClassName: public } }')) + ingressClass('public'),
    source:
      'https://cert-manager.io/docs/configuration/acme/http01/ https://istio.io/latest/docs/tasks/traffic-management/ingress/kubernetes-ingress/',
  },
  'certificate-usages': {
    why: 'A certificate with extended key usages is good for these alone. One without "server auth" is refused by every browser and client that the gateway shows it to.',
    fix: 'Add "server auth" to the usages, or leave all extended usages out.',
    bad: SIMPLE + named(CLIENT_ONLY) + PRIVATE_CA,
    good: SIMPLE + certificate() + PRIVATE_CA,
    source: `${CERTIFICATE_REFERENCE} https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12`,
  },
  'client-certificate-usages': {
    why: 'A server that verifies clients, such as a gateway with mode MUTUAL, refuses certificates whose extended key usages lack "client auth": the Ingress controller or proxy that shows it gets a failed handshake, and its clients a 502 or 503.',
    fix: 'Make a Certificate of its own for the client, with "client auth" and a name by which the server can tell it.',
    bad: TRANSPORT + certificate() + PRIVATE_CA,
    good: TRANSPORT + named(CLIENT_ONLY) + PRIVATE_CA,
    source:
      'https://cert-manager.io/docs/usage/certificate/ https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/serverstransport/ https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12',
  },
  'certificate-duration': {
    why: "A Certificate lasts an hour at least and is renewed, five minutes at least, before its end. What is outside of that is refused by cert-manager's webhook, or its API server, on apply.",
    fix: 'Leave duration and renewBefore out: then it lasts ninety days and is renewed after two thirds of them. Durations have no unit for days.',
    bad: first(named(['dnsNames: [shop.example.com]', 'duration: 24h', 'renewBefore: 48h'])) + PRIVATE_CA,
    good: first(named(['dnsNames: [shop.example.com]', 'duration: 24h', 'renewBefore: 8h'])) + PRIVATE_CA,
    source: `${CERTIFICATE_REFERENCE} https://github.com/cert-manager/cert-manager/blob/v1.21.1/internal/apis/certmanager/validation/certificate.go`,
  },
  'certificate-common-name': {
    why: 'A commonName has room for 64 bytes, and cert-manager refuses a longer one, as the host names of cloud providers often are. An ACME issuer wants it to be one of the names, too, and issues nothing otherwise.',
    fix: 'Leave commonName out. Clients read the dnsNames only.',
    bad: first(named(['dnsNames: [shop.example.com]', 'commonName: shop'], 'letsencrypt')) + letsEncrypt(),
    good: first(named(['dnsNames: [shop.example.com]'], 'letsencrypt')) + letsEncrypt(),
    source: `${CERTIFICATE_REFERENCE} https://www.rfc-editor.org/rfc/rfc9525`,
  },
  'certificate-acme-address': {
    why: "Public authorities put addresses only into certificates that last for days, which Let's Encrypt calls the profile shortlived. Under any other profile the order fails, for all names of the Certificate.",
    fix: 'Use a name, such as one of sslip.io, or a private issuer, or an issuer with that profile.',
    bad: first(named(ADDRESS, 'letsencrypt')) + letsEncrypt(),
    good: first(named(ADDRESS)) + PRIVATE_CA,
    source:
      'https://letsencrypt.org/docs/profiles/ https://letsencrypt.org/2026/01/15/6day-and-ip-general-availability',
  },
  'certificate-secret-shared': {
    why: 'Each controller takes what another has put into its Secret for a fault and writes its own again. Clients see now this certificate, now that one, and an authority with limits soon signs no more.',
    fix: 'Give each Certificate and ExternalSecret a Secret of its own. For one Secret with several names use one Certificate with all dnsNames.',
    bad: first(certificate()) + certificate().replace('name: shop-tls', 'name: www-tls') + PRIVATE_CA,
    good: first(certificate()) + certificate({ name: 'www-tls' }) + PRIVATE_CA,
    source: `${CERTIFICATE_REFERENCE} https://cert-manager.io/docs/faq/`,
  },
  'certificate-ca-rotation': {
    why: 'Since version 1.18 cert-manager makes a new key at every renewal unless told otherwise. A CA with a new key is another CA: clients that have the old one refuse what is signed from then on, and certificates signed before fail with those that have the new one.',
    fix: 'Write `rotationPolicy: Never` for the keys of CAs, give them a long duration, and plan how the next one is handed out.',
    bad: first(PRIVATE_CA).replace('{ rotationPolicy: Never }', '{ rotationPolicy: Always }'),
    good: first(PRIVATE_CA),
    source:
      'https://cert-manager.io/docs/usage/certificate/#configuring-private-key-rotation https://cert-manager.io/docs/configuration/ca/',
  },
};

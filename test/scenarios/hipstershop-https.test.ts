import { clusterIssuer, httpServer, httpsServer, privateCa } from './rows';
import { type Row, testScenario } from './scenario-tester';
import {
  acmeCertificate,
  byHttp01,
  PRIVATE_CA_OBJECTS,
  redirectApart,
  shop,
  shopCertificate,
  shopRoutes,
} from './shop-rows';

const HOST = 'hipstershop.203.0.113.10.sslip.io';
const GATEWAY = 'Gateway hipstershopv1v2/hipstershop';
/** In the gateway workload's namespace, where alone Istio looks for it. */
const CERTIFICATE = 'Certificate istio-system/hipstershop';
const https = httpsServer(`hipstershopv1v2/${HOST}`, { mode: 'SIMPLE', credentialName: 'hipstershop-cert' });
const redirect = httpServer(`hipstershopv1v2/${HOST}`, { httpsRedirect: true });

const signedBy = (issuer: string): Row => ['signed by', CERTIFICATE, 'spec.issuerRef', clusterIssuer(issuer)];

const byAcmeHttp01: Row[] = [
  signedBy('letsencrypt'),
  ...acmeCertificate(CERTIFICATE),
  ['443 only', GATEWAY, 'spec.servers', [https]],
  ...shopRoutes(HOST),
  ...redirectApart(HOST, 'ingressgateway'),
];

testScenario('hipstershop-https', {
  objects: `
    -20 Namespace hipstershopv1v2
    -15 ClusterIssuer hipstershop-ca-selfsigned
    -15 ServiceAccount hipstershopv1v2/apiservice
    -15 ServiceAccount hipstershopv1v2/frontend
    -12 Certificate cert-manager/hipstershop-ca
    -10 ClusterIssuer hipstershop-ca
    -8 PeerAuthentication hipstershopv1v2/default
    0 Certificate istio-system/hipstershop
    0 Deployment hipstershopv1v2/apiservice
    0 Deployment hipstershopv1v2/frontend
    0 Service hipstershopv1v2/apiservice
    0 Service hipstershopv1v2/frontend
    5 Gateway hipstershopv1v2/hipstershop
    10 VirtualService hipstershopv1v2/hipstershop`,
  rows: [
    ...shop,
    ...privateCa('hipstershop-ca', 'hipstershop'),
    ...shopCertificate(CERTIFICATE, HOST, '203.0.113.10'),
    signedBy('hipstershop-ca'),
    ['on the default gateway', GATEWAY, 'spec.selector', { istio: 'ingressgateway' }],
    ['80 redirects to 443', GATEWAY, 'spec.servers', [redirect, https]],
    ...shopRoutes(HOST),
  ],
  variants: {
    'self-signed': {
      added: ['-15 ClusterIssuer selfsigned'],
      removed: PRIVATE_CA_OBJECTS,
      rows: [
        ['bare', 'ClusterIssuer selfsigned', 'spec', { selfSigned: {} }],
        signedBy('selfsigned'),
        ...shopCertificate(CERTIFICATE, HOST, '203.0.113.10'),
        ['80 redirects to 443', GATEWAY, 'spec.servers', [redirect, https]],
      ],
    },
    'HTTP-01': {
      ...byHttp01('istio-system'),
      rows: [
        [
          "Let's Encrypt",
          'ClusterIssuer letsencrypt',
          'spec.acme',
          {
            server: 'https://acme-v02.api.letsencrypt.org/directory',
            privateKeySecretRef: { name: 'letsencrypt-account-key' },
            solvers: [{ http01: { ingress: { ingressClassName: 'istio' } } }],
          },
        ],
        ...byAcmeHttp01,
      ],
    },
    'HTTP-01 through the Gateway API': {
      ...byHttp01('istio-system'),
      rows: [
        [
          'challenges',
          'ClusterIssuer letsencrypt',
          'spec.acme.solvers',
          [
            {
              http01: {
                gatewayHTTPRoute: { parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'http' }] },
              },
            },
          ],
        ],
        ...byAcmeHttp01,
      ],
    },
    'DNS-01': {
      added: ['-10 ClusterIssuer letsencrypt'],
      removed: PRIVATE_CA_OBJECTS,
      rows: [
        [
          'account and challenges',
          'ClusterIssuer letsencrypt',
          'spec.acme',
          {
            server: 'https://acme-staging-v02.api.letsencrypt.org/directory',
            email: 'ops@example.com',
            profile: 'tlsserver',
            privateKeySecretRef: { name: 'letsencrypt-account-key' },
            solvers: [{ dns01: { cloudflare: { apiTokenSecretRef: { name: 'cloudflare', key: 'token' } } } }],
          },
        ],
        signedBy('letsencrypt'),
        ...acmeCertificate(CERTIFICATE),
        ['80 redirects: no challenge comes in there', GATEWAY, 'spec.servers', [redirect, https]],
      ],
    },
    'existing issuer': {
      removed: PRIVATE_CA_OBJECTS,
      rows: [signedBy('company-ca'), ...shopCertificate(CERTIFICATE, HOST, '203.0.113.10')],
    },
    'port 80 serves the shop': {
      rows: [['80 as in the document', GATEWAY, 'spec.servers', [httpServer(`hipstershopv1v2/${HOST}`), https]]],
    },
    "cert-manager's resources elsewhere": {
      added: ['-12 Certificate pki/hipstershop-ca'],
      removed: ['-12 Certificate cert-manager/hipstershop-ca'],
      rows: privateCa('hipstershop-ca', 'hipstershop', 'pki'),
    },
  },
});

/** What must compile: every variant at its least, and what users pass in practice. */
import { Duration } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-27';
import {
  AccessPolicy,
  type AccessPolicyProps,
  CertificateIssuer,
  type CertificateIssuerProps,
  ClientAuthority,
  type ClientAuthorityProps,
  ClientCertificate,
  DedicatedGateway,
  EdgeIngress,
  type GatewayServer,
  GatewayWorkload,
  HostRoutes,
  IngressGateway,
  MutualTls,
  type MutualTlsProps,
  type PrivateKey,
  SecretCopy,
  SecureIngressApp,
  ServerCertificate,
  type ServerCertificateProps,
  Workload,
} from '../../lib/index';
import {
  backend,
  clientAuthority,
  clientCertificate,
  credential,
  gateway,
  hosts,
  issuer,
  scope,
  workload,
} from './given';

/** As settings give them: of a type that leaves the variant open. */
declare const issuerProps: CertificateIssuerProps;
declare const certificateProps: ServerCertificateProps;
declare const mutualTlsProps: MutualTlsProps;
declare const policyProps: AccessPolicyProps;
declare const size: 2048 | 4096;
declare const optional: { duration?: Duration; namespace?: string; hosts?: readonly string[] };

export const servers: readonly GatewayServer[] = [
  { protocol: 'HTTP', hosts },
  { protocol: 'HTTP', hosts, redirect: 'https', name: 'redirect', port: 80 },
  { protocol: 'HTTP', hosts, redirect: 'https-acme-safe' },
  { protocol: 'HTTPS', mode: 'SIMPLE', hosts, credential, minTlsVersion: '1.3', cipherSuites: [] },
  { protocol: 'HTTPS', mode: 'MUTUAL', hosts, credential, clientAuthority },
  {
    protocol: 'HTTPS',
    mode: 'OPTIONAL_MUTUAL',
    hosts,
    credential,
    clientAuthority,
    clientIdentities: clientCertificate.identities,
  },
  { protocol: 'TLS', mode: 'PASSTHROUGH', hosts },
];

export const issuers: readonly CertificateIssuerProps[] = [
  { type: 'private-ca', name: 'ca', subject: { organizations: ['Shop'] }, duration: optional.duration },
  { type: 'self-signed', name: 'trial' },
  { type: 'acme', name: 'letsencrypt', solver: { type: 'http01' }, namespace: optional.namespace },
  { type: 'acme', name: 'gateway-api', solver: { type: 'http01-gateway-api', parentRefs: [{ name: 'public' }] } },
  { type: 'acme', name: 'dns', solver: { type: 'dns01', provider: { cloudDns: { project: 'shop' } } } },
  { type: 'existing', name: 'corp', nature: 'private-ca', group: 'certmanager.step.sm', kind: 'StepClusterIssuer' },
];

export const keys: readonly PrivateKey[] = [
  { algorithm: 'RSA', size },
  { algorithm: 'ECDSA', size: 384, encoding: 'PKCS8' },
];

const secret = { gateway: workload, secretName: 'shop-tls' } as const;

export const certificates: readonly ServerCertificateProps[] = [
  { source: 'existing-secret', ...secret, hosts: optional.hosts },
  { source: 'copied-secret', ...secret, from: { namespace: 'default', name: 'tls' } },
  { source: 'issued', ...secret, issuer, hosts: ['shop.example.com'] as const },
];

export const authorities: readonly ClientAuthorityProps[] = [
  { source: 'server-issuer', credential },
  { source: 'issuer', credential, issuer },
  { source: 'credential', credential },
  { source: 'existing-secret', credential },
  { source: 'config-map', credential, namespace: 'trust', name: 'clients' },
];

export const mutualTls: readonly MutualTlsProps[] = [
  { scope: 'mesh' },
  { scope: 'mesh', clients: {}, rootNamespace: optional.namespace },
  { scope: 'namespace', namespace: 'web', mode: 'PERMISSIVE', clients: { exempt: ['db.web.svc.cluster.local'] } },
  { scope: 'workload', namespace: 'web', name: 'shop', labels: { app: 'shop' }, ports: { 8080: 'DISABLE' } },
];

const api = new Workload(scope, 'api', {
  name: 'api',
  namespace: 'web',
  port: 8080,
  versions: [{ version: 'v1', container: { image: 'shop/api:1' } }],
});
const edge = new DedicatedGateway(scope, 'edge', { name: 'edge', namespace: 'web' });

export const policies: readonly AccessPolicyProps[] = [
  { name: 'nobody', namespace: 'web', action: 'NOBODY' },
  {
    name: 'shop',
    namespace: 'web',
    action: 'ALLOW',
    rules: [
      {
        from: [
          { serviceAccounts: [api.identity, new ServiceAccount(scope, 'account'), { name: 'a', namespace: 'b' }] },
        ],
      },
      { from: [{ principals: ['*'], notNamespaces: ['guests'] }], to: [{ methods: ['GET'], ports: [8080] }] },
      { when: [{ key: 'request.auth.claims[groups]', values: ['staff'] }] },
    ],
  },
];

new CertificateIssuer(scope, 'issuer', issuerProps);
new ServerCertificate(scope, 'certificate', certificateProps);
new ClientAuthority(scope, 'authority', { source: 'server-issuer', credential });
new ClientCertificate(scope, 'client', { issuer, namespace: 'web', secretName: 'me', identities: ['me.internal'] });
new SecretCopy(scope, 'copy', { from: clientCertificate.secret, to: { namespace: 'edge', name: 'client' } });
new MutualTls(scope, 'mutual-tls', mutualTlsProps);
new AccessPolicy(scope, 'policy', policyProps);
new IngressGateway(scope, 'gateway', { namespace: 'web', name: 'shop', workload: edge, servers });
new HostRoutes(scope, 'routes', {
  name: 'shop',
  namespace: 'web',
  hosts: ['shop.example.com'],
  gateways: [gateway, { namespace: 'web', name: 'other' }],
  routes: [
    { match: { path: { prefix: '/api' } }, to: api },
    { match: [{ method: 'GET' }, { headers: { 'x-team': 'present' } }], to: [{ backend, weight: 1 }] },
    { match: { path: { exact: '/old' } }, redirect: { path: '/new' } },
    { respond: { status: 404 } },
  ],
  hsts: { maxAge: Duration.days(365) },
});
new EdgeIngress(scope, 'alb', {
  name: 'alb',
  controller: { type: 'ingress-nginx', ingressClassName: 'nginx', verifyDepth: 3 },
  gateway: GatewayWorkload.helm(),
  host: 'shop.example.com',
  tlsSecretName: 'alb-tls',
  clientCertificate,
});
new SecureIngressApp({ outdir: 'dist' }).synth();

import { type Chart, Duration } from 'cdk8s';
import { ACCESS_POLICY_PROPS, AccessPolicy } from '../../lib/constructs/access-policy';
import { CERTIFICATE_ISSUER_PROPS, CertificateIssuer } from '../../lib/constructs/certificate-issuer';
import { CLIENT_AUTHORITY_PROPS, ClientAuthority } from '../../lib/constructs/client-authority';
import { CLIENT_CERTIFICATE_PROPS, ClientCertificate } from '../../lib/constructs/client-certificate';
import { DEDICATED_GATEWAY_PROPS, DedicatedGateway } from '../../lib/constructs/dedicated-gateway';
import { EDGE_INGRESS_PROPS, EdgeIngress } from '../../lib/constructs/edge-ingress';
import { INGRESS_GATEWAY_PROPS, IngressGateway } from '../../lib/constructs/gateway';
import { GATEWAY_WORKLOAD_PROPS, GatewayWorkload, HELM_GATEWAY_PROPS } from '../../lib/constructs/gateway-workload';
import { MESH_NAMESPACE_PROPS, MeshNamespace } from '../../lib/constructs/mesh-namespace';
import { MUTUAL_TLS_PROPS, MutualTls } from '../../lib/constructs/mutual-tls';
import {
  HOST_ROUTES_PROPS,
  HostRoutes,
  PASSTHROUGH_ROUTES_PROPS,
  PassthroughRoutes,
} from '../../lib/constructs/routes';
import { SECRET_COPY_PROPS, SecretCopy } from '../../lib/constructs/secret-copy';
import { SERVER_CERTIFICATE_PROPS, ServerCertificate } from '../../lib/constructs/server-certificate';
import { optional, type Shape } from '../../lib/constructs/shape';
import { WORKLOAD_PROPS, Workload } from '../../lib/constructs/workload';

/** What tests ask of a shape. */
export interface AskedShape extends Pick<Shape<unknown>, 'takes' | 'parts'> {
  readonly optional?: boolean;
}

/** Something that takes props, with props of which each has been set. */
export interface Taker {
  /** How its messages begin. */
  readonly subject: string;
  readonly shape: AskedShape;
  readonly props: (chart: Chart) => unknown;
  readonly make: (chart: Chart, props: never) => unknown;
}

function taker<T>(subject: string, shape: Shape<T>, make: (chart: Chart, props: T) => unknown) {
  return (props: (chart: Chart) => T): Taker => ({ subject, shape, props, make });
}

const gateway = GatewayWorkload.helm();
const hour = Duration.hours(1);
const from = { namespace: 'vault', name: 'shop-tls' };
const frontend = { name: 'frontend', namespace: 'shop', port: 80 };
const subject = {
  organizations: ['Shop'],
  organizationalUnits: ['Web'],
  countries: ['DE'],
  localities: ['Jena'],
  provinces: ['TH'],
};

function authority(chart: Chart): CertificateIssuer {
  return new CertificateIssuer(chart, 'private-ca', { type: 'private-ca', name: 'ca', subject });
}

function credential(chart: Chart): ServerCertificate {
  return new ServerCertificate(chart, 'credential', { source: 'existing-secret', gateway, secretName: 'shop-tls' });
}

function client(chart: Chart): ClientCertificate {
  const identities = ['alb.clients.internal'];
  return new ClientCertificate(chart, 'client', {
    issuer: authority(chart),
    namespace: gateway.namespace,
    secretName: 'alb',
    identities,
  });
}

const issued = {
  name: 'shop',
  subject,
  commonName: 'shop.example.com',
  duration: Duration.days(90),
  renewBefore: Duration.days(30),
  privateKey: { algorithm: 'RSA', size: 2048, encoding: 'PKCS8' },
} as const;

const binding = {
  name: 'shop',
  namespace: 'shop',
  hosts: ['shop.example.com'],
  gateways: [{ namespace: 'web', name: 'shop' }],
  exportTo: ['*'],
  clusterDomain: 'cluster.local',
};

const hosts = [{ host: 'shop.example.com', namespace: 'shop' }];

/** All that take props, each variant of them once. */
export const TAKERS: Readonly<Record<string, Taker>> = {
  MeshNamespace: taker(
    'MeshNamespace chart/x',
    MESH_NAMESPACE_PROPS,
    (chart, props) => new MeshNamespace(chart, 'x', props),
  )(() => ({ name: 'shop', revision: 'canary', labels: { team: 'web' } })),
  'AccessPolicy with rules': taker(
    'AccessPolicy chart/x',
    ACCESS_POLICY_PROPS,
    (chart, props) => new AccessPolicy(chart, 'x', props),
  )(() => ({
    name: 'shop',
    namespace: 'shop',
    labels: { app: 'shop' },
    action: 'ALLOW',
    rules: [
      {
        from: [
          { serviceAccounts: [{ name: 'web', namespace: 'shop', metadata: { namespace: 'shop' } }] },
          { principals: ['*'], notPrincipals: ['a'], namespaces: ['a'], notNamespaces: ['b'] },
          { requestPrincipals: ['*'], notRequestPrincipals: ['a/b'] },
          {
            ipBlocks: ['10.0.0.0/8'],
            notIpBlocks: ['10.0.0.1'],
            remoteIpBlocks: ['10.0.0.0/8'],
            notRemoteIpBlocks: ['10.0.0.1'],
          },
        ],
        to: [
          { methods: ['GET'], notMethods: ['POST'], paths: ['/a'], notPaths: ['/b'] },
          { ports: [80], notPorts: [81], hosts: ['a'], notHosts: ['b'] },
        ],
        when: [{ key: 'source.ip', values: ['10.0.0.1'], notValues: ['10.0.0.2'] }],
      },
    ],
  })),
  'AccessPolicy for nobody': taker(
    'AccessPolicy chart/x',
    ACCESS_POLICY_PROPS,
    (chart, props) => new AccessPolicy(chart, 'x', props),
  )(() => ({ name: 'shop', namespace: 'shop', labels: { app: 'shop' }, action: 'NOBODY' })),
  'CertificateIssuer of a private CA': taker(
    'CertificateIssuer chart/x',
    CERTIFICATE_ISSUER_PROPS,
    (chart, props) => new CertificateIssuer(chart, 'x', props),
  )(() => ({
    type: 'private-ca',
    name: 'ca',
    subject,
    commonName: 'CA',
    clusterResourceNamespace: 'cert-manager',
    duration: Duration.days(365),
  })),
  ...Object.fromEntries(
    (
      [
        { type: 'http01', ingressClassName: 'istio', ingressSelector: 'ingressgateway' },
        {
          type: 'http01-gateway-api',
          parentRefs: [{ group: 'g', kind: 'k', name: 'shop', namespace: 'shop', port: 80, sectionName: 's' }],
        },
        { type: 'dns01', provider: { cloudflare: { apiTokenSecretRef: { name: 'token', key: 'token' } } } },
      ] as const
    ).map((solver) => [
      `CertificateIssuer of ACME with ${solver.type}`,
      taker(
        'CertificateIssuer chart/x',
        CERTIFICATE_ISSUER_PROPS,
        (chart, props) => new CertificateIssuer(chart, 'x', props),
      )(() => ({
        type: 'acme',
        name: 'letsencrypt',
        solver,
        namespace: 'shop',
        server: 'https://ca.example.com/',
        email: 'ops@example.com',
        profile: 'tlsserver',
        accountKeySecretName: 'account',
      })),
    ]),
  ),
  'CertificateIssuer that exists': taker(
    'CertificateIssuer chart/x',
    CERTIFICATE_ISSUER_PROPS,
    (chart, props) => new CertificateIssuer(chart, 'x', props),
  )(() => ({
    type: 'existing',
    name: 'corp',
    namespace: 'shop',
    group: 'awspca.cert-manager.io',
    kind: 'AWSPCAIssuer',
    nature: 'private-ca',
  })),
  'CertificateIssuer that signs itself': taker(
    'CertificateIssuer chart/x',
    CERTIFICATE_ISSUER_PROPS,
    (chart, props) => new CertificateIssuer(chart, 'x', props),
  )(() => ({ type: 'self-signed', name: 'trial' })),
  'ServerCertificate that exists': taker(
    'ServerCertificate chart/x',
    SERVER_CERTIFICATE_PROPS,
    (chart, props) => new ServerCertificate(chart, 'x', props),
  )(() => ({ source: 'existing-secret', gateway, secretName: 'shop-tls', hosts: ['shop.example.com'] })),
  'ServerCertificate that is copied': taker(
    'ServerCertificate chart/x',
    SERVER_CERTIFICATE_PROPS,
    (chart, props) => new ServerCertificate(chart, 'x', props),
  )(() => ({
    source: 'copied-secret',
    gateway,
    secretName: 'shop-tls',
    from,
    refreshInterval: hour,
    hosts: ['shop.example.com'],
  })),
  'ServerCertificate that is issued': taker(
    'ServerCertificate chart/x',
    SERVER_CERTIFICATE_PROPS,
    (chart, props) => new ServerCertificate(chart, 'x', props),
  )((chart) => ({
    ...issued,
    source: 'issued',
    gateway,
    secretName: 'shop-tls',
    issuer: authority(chart),
    hosts: ['shop.example.com'],
    ipAddresses: ['10.0.0.1'],
  })),
  ClientCertificate: taker(
    'ClientCertificate chart/x',
    CLIENT_CERTIFICATE_PROPS,
    (chart, props) => new ClientCertificate(chart, 'x', props),
  )((chart) => ({
    ...issued,
    issuer: authority(chart),
    namespace: 'shop',
    secretName: 'client',
    identities: ['alb.clients.internal'],
  })),
  'ClientAuthority of an issuer': taker(
    'ClientAuthority chart/x',
    CLIENT_AUTHORITY_PROPS,
    (chart, props) => new ClientAuthority(chart, 'x', props),
  )((chart) => ({ source: 'issuer', credential: credential(chart), issuer: authority(chart) })),
  'ClientAuthority of a ConfigMap': taker(
    'ClientAuthority chart/x',
    CLIENT_AUTHORITY_PROPS,
    (chart, props) => new ClientAuthority(chart, 'x', props),
  )((chart) => ({ source: 'config-map', credential: credential(chart), namespace: 'shop', name: 'ca' })),
  'ClientAuthority of the credential': taker(
    'ClientAuthority chart/x',
    CLIENT_AUTHORITY_PROPS,
    (chart, props) => new ClientAuthority(chart, 'x', props),
  )((chart) => ({ source: 'credential', credential: credential(chart) })),
  DedicatedGateway: taker(
    'DedicatedGateway chart/x',
    DEDICATED_GATEWAY_PROPS,
    (chart, props) => new DedicatedGateway(chart, 'x', props),
  )(() => ({
    name: 'shop',
    namespace: 'shop',
    revision: 'canary',
    ports: [{ name: 'https', port: 443, targetPort: 8443 }],
    serviceType: 'ClusterIP',
    serviceAnnotations: { a: 'b' },
    replicas: { min: 1, max: 2 },
    targetCpuUtilization: 80,
    resources: { cpuRequest: '1', cpuLimit: '2', memoryRequest: '1Mi', memoryLimit: '2Mi' },
  })),
  ...Object.fromEntries(
    (
      [
        { type: 'traefik', ingressClassName: 'a' },
        { type: 'ingress-nginx', ingressClassName: 'a', verifyDepth: 1 },
        { type: 'iks-alb', ingressClassName: 'a', secretName: 'b' },
      ] as const
    ).map((controller) => [
      `EdgeIngress of ${controller.type}`,
      taker(
        'EdgeIngress chart/x',
        EDGE_INGRESS_PROPS,
        (chart, props) => new EdgeIngress(chart, 'x', props),
      )((chart) => ({
        name: 'shop',
        controller,
        gateway,
        gatewayPort: 443,
        serviceName: 'edge',
        host: 'shop.example.com',
        paths: ['/'],
        tlsSecretName: 'shop-tls',
        clientCertificate: client(chart),
      })),
    ]),
  ),
  IngressGateway: taker(
    'IngressGateway chart/x',
    INGRESS_GATEWAY_PROPS,
    (chart, props) => new IngressGateway(chart, 'x', props),
  )((chart) => {
    const server = credential(chart);
    const clientAuthority = new ClientAuthority(chart, 'authority', { source: 'credential', credential: server });
    return {
      name: 'shop',
      namespace: 'shop',
      workload: gateway,
      servers: [
        { protocol: 'HTTP', name: 'http', port: 80, hosts, redirect: 'https' },
        {
          protocol: 'HTTPS',
          mode: 'MUTUAL',
          hosts,
          credential: server,
          clientAuthority,
          minTlsVersion: '1.2',
          maxTlsVersion: '1.3',
          cipherSuites: ['AES128-SHA'],
          clientIdentities: ['a'],
          clientPublicKeys: [`${'a'.repeat(43)}=`],
          clientFingerprints: ['a'.repeat(64)],
        },
        { protocol: 'HTTPS', mode: 'SIMPLE', name: 'simple', hosts, credential: server },
        { protocol: 'TLS', mode: 'PASSTHROUGH', hosts },
      ],
    };
  }),
  HostRoutes: taker(
    'HostRoutes chart/x',
    HOST_ROUTES_PROPS,
    (chart, props) => new HostRoutes(chart, 'x', props),
  )(() => ({
    ...binding,
    hsts: { maxAge: Duration.days(365), includeSubDomains: true, preload: true },
    routes: [
      {
        match: { path: { prefix: '/old' } },
        redirect: { scheme: 'https', host: 'a', path: '/', port: 443, code: 302 },
      },
      { match: { path: { exact: '/gone' } }, respond: { status: 404, body: 'gone' } },
      {
        match: [
          {
            path: { regex: '/a.*' },
            method: 'GET',
            headers: { a: { exact: 'b' }, c: 'present' },
            queryParameters: { a: { exact: 'b' } },
            port: 443,
          },
        ],
        to: [{ backend: { ...frontend, metadata: { namespace: 'shop' } }, weight: 1, subset: 'v1' }],
      },
      {
        name: 'rest',
        to: frontend,
        rewritePath: '/',
        rewriteHost: 'a',
        timeout: hour,
        retries: { attempts: 1, perTryTimeout: hour, retryOn: '5xx' },
        requestHeaders: { set: { a: 'b' }, add: { a: 'b' }, remove: ['a'] },
        responseHeaders: { set: { a: 'b' }, add: { a: 'b' }, remove: ['a'] },
      },
    ],
  })),
  PassthroughRoutes: taker(
    'PassthroughRoutes chart/x',
    PASSTHROUGH_ROUTES_PROPS,
    (chart, props) => new PassthroughRoutes(chart, 'x', props),
  )(() => ({ ...binding, to: frontend })),
  'MutualTls of the mesh': taker(
    'MutualTls chart/x',
    MUTUAL_TLS_PROPS,
    (chart, props) => new MutualTls(chart, 'x', props),
  )(() => ({
    scope: 'mesh',
    mode: 'STRICT',
    rootNamespace: 'istio-system',
    clients: { hosts: ['a.b.svc.cluster.local'], exempt: ['c.b.svc.cluster.local'] },
    clusterDomain: 'cluster.local',
  })),
  'MutualTls of a namespace': taker(
    'MutualTls chart/x',
    MUTUAL_TLS_PROPS,
    (chart, props) => new MutualTls(chart, 'x', props),
  )(() => ({
    scope: 'namespace',
    namespace: 'shop',
    mode: 'STRICT',
    rootNamespace: 'istio-system',
    clients: 'auto',
    clusterDomain: 'cluster.local',
  })),
  'MutualTls of a workload': taker(
    'MutualTls chart/x',
    MUTUAL_TLS_PROPS,
    (chart, props) => new MutualTls(chart, 'x', props),
  )(() => ({
    scope: 'workload',
    namespace: 'shop',
    name: 'web',
    labels: { app: 'web' },
    ports: { 80: 'DISABLE' },
    mode: 'STRICT',
    rootNamespace: 'istio-system',
  })),
  SecretCopy: taker(
    'SecretCopy chart/x',
    SECRET_COPY_PROPS,
    (chart, props) => new SecretCopy(chart, 'x', props),
  )(() => ({
    from,
    to: { namespace: 'shop', name: 'shop-tls' },
    refreshInterval: hour,
    type: 'Opaque',
    keys: { a: 'b' },
  })),
  Workload: taker(
    'Workload chart/x',
    WORKLOAD_PROPS,
    (chart, props) => new Workload(chart, 'x', props),
  )(() => ({
    name: 'shop',
    namespace: 'shop',
    port: 80,
    containerPort: 8080,
    portName: 'http',
    serviceAccountName: 'shop',
    versions: [{ version: 'v1', deploymentName: 'shop', container: { image: 'shop', args: ['a'] }, replicas: 1 }],
    podLabels: { a: 'b' },
    podAnnotations: { a: 'b' },
    podSecurityContext: { user: 1000 },
  })),
  'GatewayWorkload.existing': taker('GatewayWorkload', GATEWAY_WORKLOAD_PROPS, (_, props) =>
    GatewayWorkload.existing(props),
  )(() => ({
    namespace: 'edge',
    labels: { app: 'edge' },
    serviceName: 'edge',
    serviceAccountName: 'edge',
    ports: [{ name: 'https', port: 443, targetPort: 8443 }],
  })),
  'GatewayWorkload.helm': {
    subject: 'GatewayWorkload.helm',
    shape: optional(HELM_GATEWAY_PROPS),
    make: (_, props) => GatewayWorkload.helm(props),
    props: () => ({ release: 'istio-ingress', namespace: 'edge' }),
  },
};

import { Chart, Duration, Testing } from 'cdk8s';
import * as constructs from '../../lib/index';
import { FRONTEND, hostRoutes } from './host-routes';
import { ACCEPTED, type Build, refusal, refused, untyped } from './rendering';

const gateway = constructs.GatewayWorkload.helm();
const HTTP = { protocol: 'HTTP', hosts: [{ host: 'shop.example.com', namespace: 'shop' }] } as const;
const HTTPS = { protocol: 'HTTPS', mode: 'SIMPLE', hosts: HTTP.hosts } as const;

function ingress(props: object): Build {
  return (chart) =>
    new constructs.IngressGateway(
      chart,
      'gateway',
      untyped({ name: 'shop', namespace: 'shop', workload: gateway, servers: [HTTP], ...props }),
    );
}

function routes(props: object): Build {
  return hostRoutes(untyped(props));
}

function route(props: object): Build {
  return routes({ routes: [props] });
}

function certificate(props: object): Build {
  return (chart) =>
    new constructs.ServerCertificate(
      chart,
      'certificate',
      untyped({ source: 'issued', gateway, secretName: 'shop-tls', hosts: ['shop.example.com'], ...props }),
    );
}

function policy(props: object): Build {
  return (chart) =>
    new constructs.AccessPolicy(
      chart,
      'policy',
      untyped({ name: 'shop', namespace: 'shop', action: 'ALLOW', ...props }),
    );
}

const GATEWAY = 'IngressGateway chart/gateway';
const ROUTES = 'HostRoutes chart/routes';
const CERTIFICATE = 'ServerCertificate chart/certificate';
const POLICY = 'AccessPolicy chart/policy';
const NAMESPACE = 'MeshNamespace chart/namespace';
const DESTINATIONS =
  'Give a Service, a Workload or { name, namespace, port }, or a list where each item is an object with backend, weight, or leave it out.';
const SOURCES =
  'Give a list where each item is an object with serviceAccounts, principals, ipBlocks or the like, or leave it out.';

test.each<[string, Build, string, ...string[]]>([
  [
    'no props',
    (chart) => new constructs.MeshNamespace(chart, 'namespace', untyped(undefined)),
    NAMESPACE,
    '`props`: missing. Give an object with name.',
  ],
  [
    'a name for props',
    (chart) => new constructs.MeshNamespace(chart, 'namespace', untyped('shop')),
    NAMESPACE,
    '`props` "shop": is a string. Give an object with name.',
  ],
  [
    'no scope',
    () => new constructs.MeshNamespace(untyped(undefined), 'namespace', { name: 'shop' }),
    'MeshNamespace namespace',
    '`scope`: no construct. Give the Chart, or a construct in it.',
  ],
  [
    'props for the id',
    (chart) => new constructs.MeshNamespace(chart, untyped({ name: 'shop' }), untyped(undefined)),
    'MeshNamespace chart',
    '`id` {"name":"shop"}: no string. Give a string.',
    '`props`: missing. Give an object with name.',
  ],
  [
    'an empty description of a gateway workload',
    () => constructs.GatewayWorkload.existing(untyped({ namespace: 'edge', labels: { app: 5 } })),
    'GatewayWorkload',
    '`labels["app"]` 5: is a number. Give a string.',
    '`serviceName`: missing. Give a string.',
    '`serviceAccountName`: missing. Give a string.',
    '`ports`: missing. Give a list where each item is an object with name, port.',
  ],
  [
    'a namespace for the props of Helm',
    () => constructs.GatewayWorkload.helm(untyped('istio-ingress')),
    'GatewayWorkload.helm',
    '`props` "istio-ingress": is a string. Give an object with release, namespace.',
  ],
  [
    'props for the namespace of istioctl',
    () => constructs.GatewayWorkload.istioctl(untyped({ namespace: 'istio-system' })),
    'GatewayWorkload',
    '`namespace` {"namespace":"istio-system"}: is an object. Give a string.',
  ],
  [
    'the name of a gateway workload',
    ingress({ workload: 'istio-ingress' }),
    GATEWAY,
    '`workload` "istio-ingress": is a string. Give a GatewayWorkload, such as GatewayWorkload.helm().',
  ],
  [
    'a class for an instance',
    ingress({ workload: constructs.GatewayWorkload }),
    GATEWAY,
    '`workload` [GatewayWorkload]: is a function. Give a GatewayWorkload, such as GatewayWorkload.helm().',
  ],
  [
    'one server without a list around it',
    ingress({ servers: HTTP }),
    GATEWAY,
    '`servers` {"protocol":"HTTP","hosts":[{"host":"shop.example.com","namespace":"shop"}]}: is an object. Give a list where each item is an object with protocol: "HTTP" or "HTTPS" or "TLS".',
  ],
  [
    'a server that a lookup did not find',
    ingress({ servers: [undefined] }),
    GATEWAY,
    '`servers[0]`: missing. Give an object with protocol: "HTTP" or "HTTPS" or "TLS".',
  ],
  [
    'hosts as they are elsewhere',
    ingress({ servers: [{ ...HTTP, hosts: ['shop.example.com'] }] }),
    GATEWAY,
    '`servers[0].hosts[0]` "shop.example.com": is a string. Give an object with host, namespace.',
  ],
  [
    'the name of a credential',
    ingress({ servers: [{ ...HTTPS, credential: 'shop-tls' }] }),
    GATEWAY,
    '`servers[0].credential` "shop-tls": is a string. Give a ServerCertificate.',
  ],
  [
    'a port from the environment',
    ingress({ servers: [{ ...HTTP, port: '80' }] }),
    GATEWAY,
    '`servers[0].port` "80": is a string. Give a number, or leave it out.',
  ],
  [
    'a misspelt option of a server',
    ingress({ servers: [{ ...HTTP, redirectt: 'https' }] }),
    GATEWAY,
    '`servers[0].redirectt` "https": not known here, so it would have no effect. Use name, port, hosts, protocol, redirect.',
  ],
  [
    "Istio's own name of an option",
    ingress({ servers: [{ ...HTTP, tls: { httpsRedirect: true } }] }),
    GATEWAY,
    '`servers[0].tls` {"httpsRedirect":true}: not known here, so it would have no effect. Use name, port, hosts, protocol, redirect.',
  ],
  [
    'a Gateway as VirtualServices name it',
    routes({ gateways: ['shop/shop'] }),
    ROUTES,
    '`gateways[0]` "shop/shop": is a string. Give an IngressGateway or { namespace, name }.',
  ],
  [
    'one host without a list around it',
    routes({ hosts: 'shop.example.com' }),
    ROUTES,
    '`hosts` "shop.example.com": is a string. Give a list where each item is a string.',
  ],
  [
    'a misspelt option of props',
    routes({ hstss: { maxAge: Duration.days(365) }, exportto: ['.'] }),
    ROUTES,
    '`hstss` {"maxAge":[Duration]}: not known here, so it would have no effect. Use name, namespace, hosts, gateways, exportTo, clusterDomain, routes, hsts.',
    '`exportto` ["."]: not known here, so it would have no effect. Use name, namespace, hosts, gateways, exportTo, clusterDomain, routes, hsts.',
  ],
  [
    'a path for a match',
    route({ match: '/api', to: FRONTEND }),
    ROUTES,
    '`routes[0].match` "/api": is a string. Give an object with path, method, headers, queryParameters, port, or a list of such, or leave it out.',
  ],
  [
    'a path for the match of a path',
    route({ match: [{ path: '/api' }], to: FRONTEND }),
    ROUTES,
    '`routes[0].match[0].path` "/api": is a string. Give an object with exact, prefix or regex, or leave it out.',
  ],
  [
    'a name for a backend',
    route({ to: 'frontend' }),
    ROUTES,
    `\`routes[0].to\` "frontend": is a string. ${DESTINATIONS}`,
  ],
  ['null for a backend', route({ to: null }), ROUTES, `\`routes[0].to\` null: is null. ${DESTINATIONS}`],
  [
    'backends without weights',
    route({ to: [FRONTEND] }),
    ROUTES,
    '`routes[0].to[0].backend`: missing. Give a Service, a Workload or { name, namespace, port }.',
    '`routes[0].to[0].weight`: missing. Give a number.',
    '`routes[0].to[0].name` "frontend": not known here, so it would have no effect. Use backend, weight, subset.',
    '`routes[0].to[0].namespace` "shop": not known here, so it would have no effect. Use backend, weight, subset.',
    '`routes[0].to[0].port` 8080: not known here, so it would have no effect. Use backend, weight, subset.',
  ],
  [
    'seconds for a timeout',
    route({ to: FRONTEND, timeout: 30 }),
    ROUTES,
    '`routes[0].timeout` 30: is a number. Give a Duration, such as Duration.hours(1), or leave it out.',
  ],
  [
    'the name of an issuer',
    certificate({ issuer: 'letsencrypt' }),
    CERTIFICATE,
    '`issuer` "letsencrypt": is a string. Give a CertificateIssuer.',
  ],
  [
    "a Certificate's own reference of an issuer",
    certificate({ issuer: { name: 'letsencrypt', kind: 'ClusterIssuer' } }),
    CERTIFICATE,
    '`issuer` {"name":"letsencrypt","kind":"ClusterIssuer"}: is an object. Give a CertificateIssuer.',
  ],
  [
    'a source that there is not',
    certificate({ source: 'existing' }),
    CERTIFICATE,
    '`source` "existing": is none of existing-secret, copied-secret, issued. Use one of these.',
  ],
  [
    'an issuer for a certificate that exists',
    certificate({ source: 'existing-secret', issuer: 'letsencrypt' }),
    CERTIFICATE,
    '`issuer` "letsencrypt": not known here, so it would have no effect. Use gateway, secretName, source, hosts.',
  ],
  [
    'a namespace for the mesh',
    (chart) => new constructs.MutualTls(chart, 'tls', untyped({ scope: 'mesh', namespace: 'shop' })),
    'MutualTls chart/tls',
    '`namespace` "shop": not known here, so it would have no effect. Use mode, rootNamespace, clients, clusterDomain, scope.',
  ],
  ['no rules', policy({}), POLICY, '`rules`: missing. Give a list where each item is an object with from, to, when.'],
  [
    'one rule without a list around it',
    policy({ rules: {} }),
    POLICY,
    '`rules` {}: is an object. Give a list where each item is an object with from, to, when.',
  ],
  [
    'a caller for a source',
    policy({ rules: [{ from: 'web' }] }),
    POLICY,
    `\`rules[0].from\` "web": is a string. ${SOURCES}`,
  ],
  [
    'rules for nobody',
    policy({ action: 'NOBODY', rules: [] }),
    POLICY,
    '`rules` []: not known here, so it would have no effect. Use name, namespace, labels, action.',
  ],
  [
    'an issuer without a solver',
    (chart) => new constructs.CertificateIssuer(chart, 'issuer', untyped({ type: 'acme', name: 'letsencrypt' })),
    'CertificateIssuer chart/issuer',
    '`solver`: missing. Give an object with type: "http01" or "http01-gateway-api" or "dns01".',
  ],
  [
    'a port of the container that the workload decides itself',
    (chart) =>
      new constructs.Workload(
        chart,
        'shop',
        untyped({
          name: 'shop',
          namespace: 'shop',
          port: 80,
          versions: [{ version: 'v1', container: { image: 'shop', port: 8080 } }],
        }),
      ),
    'Workload chart/shop',
    '`versions[0].container.port` 8080: not known here, so it would have no effect. Use image, command, args, workingDir, envVariables, envFrom, volumeMounts, imagePullPolicy, readiness, liveness, startup, lifecycle, resources, securityContext.',
  ],
])('%s', (_, build, subject, ...problems) => {
  expect(refusal(build)).toBe(refused(subject, ...problems));
});

describe('what types allow is taken', () => {
  test('props that are spread from wider objects', () => {
    const settings = { installedBy: 'platform', environment: 'test', prefix: 'shop' };

    expect(refusal(ingress(settings))).toBe(ACCEPTED);
    expect(refusal(routes(settings))).toBe(ACCEPTED);
  });

  test('a property that a near one stands beside', () => {
    expect(refusal(routes({ host: 'shop.example.com' }))).toBe(ACCEPTED);
  });

  test('unknown properties that are undefined', () => {
    expect(refusal(ingress({ servers: [{ ...HTTP, mode: undefined }] }))).toBe(ACCEPTED);
  });

  test('options of classes, with members beside those asked for', () => {
    class Options {
      readonly name = 'shop';
      readonly other = true;
    }
    expect(refusal((chart) => new constructs.MeshNamespace(chart, 'namespace', new Options()))).toBe(ACCEPTED);
  });

  test('a Duration of another copy of cdk8s', () => {
    class OtherDuration {
      toMilliseconds(): number {
        return 30_000;
      }
    }
    const other = untyped(new OtherDuration());

    expect(refusal(route({ to: FRONTEND, timeout: other, retries: { attempts: 1, perTryTimeout: other } }))).toBe(
      ACCEPTED,
    );
    expect(refusal(routes({ hsts: { maxAge: other } }))).toBe(ACCEPTED);
  });

  test('constructs of another copy of this package, which may know more', () => {
    const chart = new Chart(Testing.app(), 'other');
    const credential = new constructs.ServerCertificate(chart, 'credential', {
      source: 'existing-secret',
      gateway,
      secretName: 'shop-tls',
    });
    const ports = gateway.ports.map((port) => ({ ...port, protocol: 'TCP' }));
    const workload = Object.assign({}, gateway, { zone: 'eu', ports });
    const other = { gateway: workload, credentialName: credential.credentialName, zone: 'eu' };

    expect(refusal(ingress({ workload, servers: [{ ...HTTPS, credential: other }] }))).toBe(ACCEPTED);
  });
});

import type { RequestOptions } from '../../lib/trace/client-options';
import { EDGE, HTTP, SHOP, TO_WEB, deciders, gateway, https, object, routes, service, ways, workload } from './tracer';

const ingress = (
  annotations: string,
  {
    className = 'nginx',
    name = 'edge/door',
    backend = 'gw',
    port = 'number: 443',
    spec = 'tls: [ { hosts: [ a.test ], secretName: front } ],',
    host = 'a.test',
  } = {},
) =>
  object(
    'Ingress',
    name,
    `{ ingressClassName: ${className}, ${spec} rules: [ { host: ${host}, http: { paths: [ { path: /, pathType: Prefix, backend: { service: { name: ${backend}, port: { ${port} } } } } ] } } ] }`,
  ).replace('namespace:', `annotations: { ${annotations} }, namespace:`);
const NGINX = 'nginx.ingress.kubernetes.io/';
const nginx = (...items: readonly string[]) => items.map((item) => `${NGINX}${item}`).join(', ');
const TLS_TO_GATEWAY = nginx(
  'backend-protocol: HTTPS',
  'proxy-ssl-secret: edge/hop',
  'proxy-ssl-server-name: "on"',
  'proxy-ssl-name: a.test',
);

const server = (tls = 'mode: SIMPLE, credentialName: cert') => gateway(`${HTTP}, ${https('a.test', tls)}`);
const any = gateway(https('"*"'));
const BASE = EDGE + SHOP + routes(`hosts: [ a.test ], http: [ ${TO_WEB} ]`);
const FRONT = 'client -> ingress edge/door: tls';
const WEB = ['gateway edge/gw -> workload shop/web: mutual-tls', 'arrives at shop/web:80, encrypted: true'];
const over = (protection: string) => [FRONT, `ingress edge/door -> gateway edge/gw: ${protection}`, ...WEB];
const noName =
  'tls-reset: TLS reset: no server on port 8443 of gateway edge/gw is for a connection without a server name (SNI)';

const authorityCalled = (name: string) => `
---
{ apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: { name: root }, spec: { selfSigned: {} } }
---
{ apiVersion: cert-manager.io/v1, kind: Certificate, metadata: { name: ${name}, namespace: cert-manager }, spec: { isCA: true, secretName: ${name}, issuerRef: { kind: ClusterIssuer, name: root } } }
---
{ apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: { name: ${name} }, spec: { ca: { secretName: ${name} } } }
`;

const certificateBy = (name: string, issuer: string, names = 'a.test') =>
  object(
    'Certificate',
    name,
    `{ secretName: ${name.split('/')[1]}, issuerRef: { kind: ClusterIssuer, name: ${issuer} }, dnsNames: [ ${names} ] }`,
  );

describe('to a gateway', () => {
  test.each<[string, string, string[]]>([
    ['nginx, TLS with a server name', server() + ingress(TLS_TO_GATEWAY), over('tls')],
    ['nginx, TLS without', server() + ingress(nginx('backend-protocol: HTTPS')), [FRONT, noName]],
    ['nginx, TLS without, where any is taken', any + ingress(nginx('backend-protocol: HTTPS')), over('tls')],
    [
      'nginx, a server name without a Secret is none',
      server() + ingress(nginx('backend-protocol: HTTPS', 'proxy-ssl-server-name: "on"')),
      [FRONT, noName],
    ],
    [
      'nginx, plain HTTP to a port for TLS',
      server() + ingress(''),
      [FRONT, 'tls-reset: Connection reset: plain HTTP meets port 8443 of gateway edge/gw, which takes TLS only'],
    ],
    [
      'nginx, plain HTTP',
      server() + ingress('', { port: 'number: 80' }),
      [
        FRONT,
        'ingress edge/door -> gateway edge/gw: plaintext (plain HTTP comes in)',
        WEB[0] ?? '',
        'arrives at shop/web:80, encrypted: false',
      ],
    ],
    ['nginx, the port by name', server() + ingress(TLS_TO_GATEWAY, { port: 'name: https' }), over('tls')],
    [
      'nginx, a host of its own',
      server() + ingress(`${TLS_TO_GATEWAY}, ${NGINX}upstream-vhost: b.test`),
      [
        FRONT,
        'ingress edge/door -> gateway edge/gw: tls',
        'no-route: 404: no VirtualService on server 1 of Gateway edge/public has http routes for the host b.test',
      ],
    ],
    ['nginx, the TLS of the client', server() + ingress(nginx('ssl-passthrough: "true"')), over('tls')],
    [
      'AWS, TLS without a server name',
      server() +
        ingress('alb.ingress.kubernetes.io/backend-protocol: HTTPS, alb.ingress.kubernetes.io/certificate-arn: x', {
          className: 'alb',
        }),
      [FRONT, noName],
    ],
    [
      'AWS, where any is taken',
      any +
        ingress('alb.ingress.kubernetes.io/backend-protocol: HTTPS, alb.ingress.kubernetes.io/certificate-arn: x', {
          className: 'alb',
        }),
      over('tls'),
    ],
    [
      'AWS without a certificate',
      any + ingress('alb.ingress.kubernetes.io/backend-protocol: HTTPS', { className: 'alb' }),
      ['refused: Connection refused: ingress edge/door has no listener for HTTPS'],
    ],
    [
      'Google, plain HTTP',
      server() + ingress('', { className: 'gce', port: 'number: 80' }),
      [
        FRONT,
        'ingress edge/door -> gateway edge/gw: plaintext (plain HTTP comes in)',
        WEB[0] ?? '',
        'arrives at shop/web:80, encrypted: false',
      ],
    ],
    [
      'a controller that is not known',
      server() + ingress('', { className: 'other' }),
      [FRONT, 'unknown: Could not tell how the Ingress controller connects to its backend'],
    ],
    ['Traefik, by the port', any + ingress('', { className: 'traefik' }), over('tls')],
    ['Traefik, without a server name', server() + ingress('', { className: 'traefik' }), [FRONT, noName]],
  ])('%s', (_, text, expected) => {
    expect(ways(BASE + text, 'https://a.test/')).toEqual(expected);
  });

  test('Traefik with a ServersTransport', () => {
    const transport = `
---
{ apiVersion: traefik.io/v1alpha1, kind: ServersTransport, metadata: { name: hop, namespace: edge }, spec: { serverName: a.test, rootCAs: [ { secret: hop } ], certificatesSecrets: [ hop ] } }
`;
    const annotated = BASE.replace(
      'metadata: { name: gw, namespace: edge }\nspec:\n  type',
      'metadata: { name: gw, namespace: edge, annotations: { traefik.ingress.kubernetes.io/service.serverstransport: edge-hop@kubernetescrd } }\nspec:\n  type',
    );
    const text = annotated + ingress('', { className: 'traefik' });
    expect(ways(text + server() + transport, 'https://a.test/')).toEqual(over('tls'));
    expect(ways(text + server(), 'https://a.test/')).toEqual([
      FRONT,
      'unknown: Could not tell which server name (SNI) the Ingress controller sends',
    ]);
  });

  const hop =
    BASE +
    authorityCalled('ca') +
    authorityCalled('other') +
    certificateBy('edge/cert', 'ca') +
    certificateBy('edge/front', 'ca');
  const verifying = `${TLS_TO_GATEWAY}, ${NGINX}proxy-ssl-verify: "on"`;

  test.each<[string, string, string[]]>([
    [
      'its certificate, of the CA',
      server('mode: MUTUAL, credentialName: cert') + certificateBy('edge/hop', 'ca', 'alb') + ingress(TLS_TO_GATEWAY),
      over('mutual-tls'),
    ],
    [
      'of another CA',
      server('mode: MUTUAL, credentialName: cert') +
        certificateBy('edge/hop', 'other', 'alb') +
        ingress(TLS_TO_GATEWAY),
      [FRONT, 'tls-reset: TLS reset: the certificate of edge/hop is refused: it comes from another CA'],
    ],
    [
      'no certificate',
      server('mode: MUTUAL, credentialName: cert').replace('hosts: [ a.test ]', 'hosts: [ "*" ]') +
        ingress(nginx('backend-protocol: HTTPS')),
      [FRONT, 'tls-reset: TLS reset: the server asks for a certificate, and the sender shows none'],
    ],
    ['verified', server() + certificateBy('edge/hop', 'ca', 'alb') + ingress(verifying), over('tls')],
    [
      'verified against another CA',
      server() + certificateBy('edge/hop', 'other', 'alb') + ingress(verifying),
      [FRONT, 'tls-reset: TLS reset: the sender refuses the certificate, which is of a CA that it does not trust'],
    ],
    ['not verified', server() + certificateBy('edge/hop', 'other', 'alb') + ingress(TLS_TO_GATEWAY), over('tls')],
    [
      'verified by another name',
      server().replace('hosts: [ a.test ]', 'hosts: [ b.test ]') +
        certificateBy('edge/hop', 'ca', 'alb') +
        ingress(verifying.replace('a.test', 'b.test')),
      [FRONT, 'tls-reset: TLS reset: the sender refuses the certificate, which is for a.test and not for b.test'],
    ],
  ])('%s', (_, text, expected) => {
    expect(ways(hop + text, 'https://a.test/')).toEqual(expected);
  });

  test('the fields that decide', () => {
    expect(deciders(BASE + server() + ingress(TLS_TO_GATEWAY), 'https://a.test/').slice(0, 2)).toEqual([
      ['Ingress door: spec.tls[0].secretName'],
      [
        'Ingress door: spec.rules[0].http.paths[0].backend',
        'Ingress door: metadata.annotations["nginx.ingress.kubernetes.io/backend-protocol"]',
        'Service gw: spec.ports[1]',
        'Ingress door: metadata.annotations["nginx.ingress.kubernetes.io/proxy-ssl-server-name"]',
        'Ingress door: metadata.annotations["nginx.ingress.kubernetes.io/proxy-ssl-secret"]',
        'Gateway public: spec.servers[1].port.number',
        'Gateway public: spec.servers[1].tls.mode',
        'Gateway public: spec.servers[1].tls.credentialName',
      ],
    ]);
  });
});

describe('to a workload', () => {
  const OWN = { name: 'shop/door', backend: 'web', port: 'number: 80' };
  const permissive = SHOP.replace('mode: STRICT', 'mode: PERMISSIVE');
  const front = 'client -> ingress shop/door: tls';

  test.each<[string, string, string[]]>([
    [
      'STRICT',
      SHOP + ingress('', OWN),
      [
        front,
        'mtls-mismatch: 503: plain text meets STRICT mutual TLS of shop/web, as ingress shop/door has no proxy of the mesh',
      ],
    ],
    [
      'PERMISSIVE',
      permissive + ingress('', OWN),
      [
        front,
        'ingress shop/door -> workload shop/web: plaintext (ingress shop/door has no proxy of the mesh)',
        'arrives at shop/web:80, encrypted: false',
      ],
    ],
    [
      'a Service for its own namespace alone, which is nothing to controllers',
      permissive.replace(
        'name: web, namespace: shop }\nspec: { selector',
        'name: web, namespace: shop, annotations: { networking.istio.io/exportTo: "~" } }\nspec: { selector',
      ) + ingress('', OWN),
      [
        front,
        'ingress shop/door -> workload shop/web: plaintext (ingress shop/door has no proxy of the mesh)',
        'arrives at shop/web:80, encrypted: false',
      ],
    ],
    [
      'policies for senders of the mesh',
      permissive +
        ingress('', OWN) +
        object('AuthorizationPolicy', 'shop/p', '{ rules: [ { from: [ { source: { principals: [ "*" ] } } ] } ] }'),
      [
        front,
        'ingress shop/door -> workload shop/web: plaintext (ingress shop/door has no proxy of the mesh)',
        'denied: 403: no rule with action ALLOW matches (AuthorizationPolicy shop/p)',
      ],
    ],
    [
      'no such Service',
      SHOP + ingress('', { ...OWN, backend: 'none' }),
      [front, 'no-backend: 503: there is no Service shop/none'],
    ],
    [
      'no such port',
      SHOP + ingress('', { ...OWN, port: 'number: 81' }),
      [front, 'no-backend: 503: Service shop/web has no port 81'],
    ],
    [
      'a port name of gateways that none of their containers has',
      (EDGE + SHOP + server() + ingress(TLS_TO_GATEWAY)).replace('targetPort: 8443', 'targetPort: named'),
      [FRONT, 'no-backend: 503: no container behind Service gw has a port named'],
    ],
    [
      'a Service of another namespace',
      SHOP + ingress('', { ...OWN, name: 'edge/door' }),
      [FRONT, 'no-backend: 503: there is no Service edge/web'],
    ],
    [
      'the TLS of the client',
      permissive.replace('name: http, port: 80', 'name: https, port: 80') +
        ingress(nginx('ssl-passthrough: "true"'), OWN),
      [front, 'ingress shop/door -> workload shop/web: tls', 'arrives at shop/web:80, encrypted: true'],
    ],
  ])('%s', (_, text, expected) => {
    expect(ways(text, 'https://a.test/')).toEqual(expected);
  });
});

const frontFor = (name: string, names: string) =>
  object(
    'Certificate',
    name,
    `{ secretName: front, issuerRef: { kind: ClusterIssuer, name: x }, dnsNames: [ ${names} ] }`,
  );

const untoldBy = (why: string) =>
  expect.stringContaining(`Could not tell which certificate ingress edge/door shows: ${why}`) as string;

describe('from the client', () => {
  const text = BASE + server();
  const plain = 'client -> ingress edge/door: plaintext (the client asks for plain HTTP)';
  const alb = (more: string) =>
    ingress(`alb.ingress.kubernetes.io/backend-protocol: HTTPS, ${more}`, { className: 'alb' });

  test.each<[string, string, string[]]>([
    [
      'nginx redirects what has TLS',
      ingress(TLS_TO_GATEWAY),
      [plain, 'redirect: 308: redirected to https://a.test/ by the controller of ingress edge/door'],
    ],
    [
      'nginx serves what has none',
      ingress('', { spec: '', port: 'number: 80' }),
      [
        plain,
        'ingress edge/door -> gateway edge/gw: plaintext (plain HTTP comes in)',
        WEB[0] ?? '',
        'arrives at shop/web:80, encrypted: false',
      ],
    ],
    [
      'AWS with HTTPS alone',
      alb('alb.ingress.kubernetes.io/certificate-arn: x'),
      ['refused: Connection refused: ingress edge/door is not for plain HTTP'],
    ],
    [
      'a controller that is not known',
      ingress('', { className: 'other' }),
      [
        plain,
        "unknown: Could not tell whether ingress edge/door serves plain HTTP: its controller's own configuration says",
      ],
    ],
  ])('plain HTTP: %s', (_, more, expected) => {
    expect(ways(text + more, 'http://a.test/')).toEqual(expected);
  });

  test.each<[string, string, string]>([
    [
      'of its namespace',
      ingress(TLS_TO_GATEWAY) +
        frontFor('edge/front', 'a.test') +
        frontFor('edge/cert', 'a.test').replace('secretName: front', 'secretName: cert'),
      'arrives at shop/web:80, encrypted: true',
    ],
    [
      'that is not there',
      ingress(TLS_TO_GATEWAY) +
        frontFor('shop/front', 'a.test') +
        frontFor('edge/cert', 'a.test').replace('secretName: front', 'secretName: cert'),
      untoldBy('there is no Secret edge/front'),
    ],
    [
      'for another host',
      ingress(TLS_TO_GATEWAY) +
        frontFor('edge/front', 'b.test') +
        frontFor('edge/cert', 'a.test').replace('secretName: front', 'secretName: cert'),
      untoldBy('that of Secret edge/front is not for a.test'),
    ],
    [
      'that the Ingress does not name',
      ingress(TLS_TO_GATEWAY, { spec: '' }),
      untoldBy('the Ingress has no tls for a.test'),
    ],
    [
      "the controller's own",
      ingress(TLS_TO_GATEWAY, { spec: 'tls: [ { hosts: [ a.test ] } ],' }),
      'arrives at shop/web:80, encrypted: true',
    ],
  ])('TLS with a certificate %s', (_, more, expected) => {
    expect(ways(text + more, 'https://a.test/').at(-1)).toEqual(expected);
  });
});

const doorWith = (value: string, type = 'Prefix', name = 'edge/door') =>
  ingress(TLS_TO_GATEWAY, { name }).replace('path: /, pathType: Prefix', `path: ${value}, pathType: ${type}`);

describe('which takes the request', () => {
  const text = BASE + server();
  const first = (more: string, url = 'https://a.test/api', options: RequestOptions = {}) =>
    ways(text + more, url, options);

  test('of two Ingresses, that with the longer path', () => {
    expect(first(doorWith('/') + doorWith('/api', 'Prefix', 'edge/api'))[0]).toBe('client -> ingress edge/api: tls');
    expect(first(doorWith('/') + doorWith('/api', 'Exact', 'edge/api'), 'https://a.test/api/x')[0]).toBe(FRONT);
  });

  test('no path takes it', () => {
    expect(first(doorWith('/x'))).toEqual(['no-route: 404: no Ingress for a.test has a path that takes /api']);
  });

  test('no path takes it, and a gateway that no Ingress leads to has the host', () => {
    const solver = ingress('', { name: 'shop/solver', backend: 'web', port: 'number: 80' }).replace(
      'path: /,',
      'path: /.well-known/acme-challenge/x,',
    );
    expect(first(solver)).toEqual(['client -> gateway edge/gw: tls', ...WEB]);
    expect(first(solver, 'https://a.test/.well-known/acme-challenge/x')[0]).toBe('client -> ingress shop/solver: tls');
  });

  test('a path that may be a regular expression', () => {
    const regex = ingress(`${TLS_TO_GATEWAY}, ${NGINX}use-regex: "true"`).replace(
      'pathType: Prefix',
      'pathType: ImplementationSpecific',
    );
    expect(first(regex).at(-1)).toBe('unknown: Could not tell whether the controller sends /api to Service gw');
  });

  test('a gateway with the host goes before an Ingress for any', () => {
    const wide = ingress(TLS_TO_GATEWAY, { host: '""' });
    const backend = object(
      'Ingress',
      'edge/door',
      '{ ingressClassName: nginx, tls: [ { secretName: x } ], defaultBackend: { service: { name: gw, port: { number: 80 } } } }',
    );
    expect(first(wide)[0]).toBe('client -> gateway edge/gw: tls');
    expect(first(backend)[0]).toBe('client -> gateway edge/gw: tls');
    expect(first(backend, 'https://b.test/')[0]).toBe(FRONT);
  });

  test('an Ingress of Istio', () => {
    const istio = ingress('', { className: 'istio', host: 'b.test' });
    expect(first(istio, 'https://b.test/')).toEqual([
      'unknown: Could not tell: Ingress edge/door is one that Istio serves, which is not traced',
    ]);
  });

  test('--entry', () => {
    const both = doorWith('/');
    expect(first(both, 'https://a.test/', { entry: 'Service/edge/gw' })[0]).toBe('client -> gateway edge/gw: tls');
    expect(first(both, 'https://a.test/', { entry: 'Gateway/edge/public' })[0]).toBe('client -> gateway edge/gw: tls');
    expect(first(both, 'https://a.test/', { entry: 'Deployment/edge/gw' })[0]).toBe('client -> gateway edge/gw: tls');
    expect(first(both, 'https://a.test/', { entry: 'Ingress/edge/door' })[0]).toBe(FRONT);
    expect(first(both, 'https://b.test/', { entry: 'Ingress/edge/door' })).toEqual([
      'refused: Connection refused: Ingress edge/door takes nothing for b.test on port 443',
    ]);
    expect(first(both, 'https://a.test/', { entry: 'Service/edge/none' })).toEqual([
      'unknown: Could not tell: there is no Service edge/none in the input',
    ]);
    expect(first(both, 'https://a.test:8443/', { entry: 'Service/edge/gw' })).toEqual([
      'refused: Connection refused: Service edge/gw takes nothing for a.test on port 8443',
    ]);
  });

  test('a Service that leads elsewhere is not taken for the usual one', () => {
    const second = service('second', {
      namespace: 'edge',
      ports: '[ { port: 443, targetPort: 9443 } ]',
      spec: 'selector: { app: gw }',
    });
    expect(ways(text + second + workload('x'), 'https://a.test/', { entry: 'Service/edge/second' })).toEqual([
      'refused: Connection refused: no Gateway has a server on port 9443 of gateway edge/gw',
    ]);
  });
});

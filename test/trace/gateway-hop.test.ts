import type { RequestOptions } from '../../lib/trace/client-options';
import { EDGE, HTTP, SHOP, TO_WEB, deciders, gateway, https, object, routes, service, ways, workload } from './tracer';

const ROUTES = routes(`hosts: [ a.test, b.test, "*.w.test" ], http: [ ${TO_WEB} ]`);
const BASE = EDGE + SHOP + ROUTES;
const TLS = 'client -> gateway edge/gw: tls';
const PLAIN = 'client -> gateway edge/gw: plaintext (plain HTTP comes in)';
const TO_POD = 'gateway edge/gw -> workload shop/web: mutual-tls';
const ARRIVES = [TLS, TO_POD, 'arrives at shop/web:80, encrypted: true'];
const PLAINLY = [PLAIN, TO_POD, 'arrives at shop/web:80, encrypted: false'];
const noServer = (name: string, port = 8443) =>
  `tls-reset: TLS reset: no server on port ${port} of gateway edge/gw is for ${name}`;
const noHost = (server: string, host: string) =>
  `no-route: 404: no VirtualService on server ${server} has http routes for the host ${host}`;

const A = https('a.test', 'mode: SIMPLE, credentialName: a', 'a');
const B = https('b.test', 'mode: SIMPLE, credentialName: b', 'b');

describe('server name and Host', () => {
  test.each<[string, string, RequestOptions, string[]]>([
    ['a host of the server', A, {}, ARRIVES],
    ['of two servers, the one of the name', `${B}, ${A}`, {}, ARRIVES],
    ['in capital letters', https('A.TEST'), {}, ARRIVES],
    ['another name', A, { sni: 'c.test' }, [noServer('the server name c.test')]],
    ['none', A, { sni: false }, [noServer('a connection without a server name (SNI)')]],
    ['none, where any is taken', https('"*"'), { sni: false }, ARRIVES],
    [
      'none, where wildcards are',
      https('"*.test"'),
      { sni: false },
      [noServer('a connection without a server name (SNI)')],
    ],
    ['any', https('"*"'), {}, ARRIVES],
    ['a wildcard', https('"*.test"'), {}, ARRIVES],
    ['a wildcard that is not of its own domain', https('"*.a.test"'), {}, [noServer('the server name a.test')]],
    [
      'the host of another server on the connection of this one',
      `${A}, ${B}`,
      { host: 'b.test' },
      [TLS, noHost('0 of Gateway edge/public', 'b.test')],
    ],
    ['another host of the server', https('a.test, b.test'), { host: 'b.test' }, ARRIVES],
    [
      'a narrower server that has no route',
      `${https('"*.test"')}, ${https('c.test', 'mode: SIMPLE, credentialName: c', 'c')}`,
      { sni: 'c.test' },
      [TLS, noHost('1 of Gateway edge/public', 'a.test')],
    ],
  ])('%s', (_, servers, options, expected) => {
    expect(ways(BASE + gateway(servers), 'https://a.test/', options)).toEqual(expected);
  });

  test('an address has no name', () => {
    expect(ways(BASE + gateway(A), 'https://192.0.2.1/', { host: 'a.test' })).toEqual([
      noServer('a connection without a server name (SNI)'),
    ]);
  });

  test('the host may end in the port', () => {
    const other = gateway(
      '{ port: { number: 8443, name: x, protocol: HTTPS }, hosts: [ a.test ], tls: { mode: SIMPLE } }',
    );
    const text = BASE.replace('port: 443,', 'port: 8443,') + other;
    expect(ways(text, 'https://a.test:8443/')).toEqual(ARRIVES);
  });
});

describe('ports', () => {
  const other = service('other', {
    namespace: 'edge',
    ports: '[ { port: 443, targetPort: 9443 } ]',
    spec: 'selector: { app: gw }',
  });
  const opted = other.replace(
    'namespace: edge',
    'namespace: edge, labels: { experimental.istio.io/disable-gateway-port-translation: "true" }',
  );
  const named = EDGE.replace('targetPort: 8443', 'targetPort: tls').replace(
    'args: [ proxy, router ]',
    'args: [ proxy, router ], ports: [ { name: tls, containerPort: 10443 } ]',
  );
  const own = gateway(A.replace('443', '8443'));
  const bare = EDGE.slice(0, EDGE.indexOf('---\napiVersion: v1'));
  const refused = 'refused: Connection refused: ';

  test.each<[string, string, string, string[]]>([
    ['a port name of the Pod', named + gateway(A), 'https://a.test/', ARRIVES],
    ['the port of the Pod itself', EDGE + own, 'https://a.test/', ARRIVES],
    ['two Services, by the first', EDGE + other + gateway(A), 'https://a.test/', ARRIVES],
    [
      'two Services, of which the first leads elsewhere',
      other + EDGE + gateway(A),
      'https://a.test/',
      [`${refused}no Gateway has a server on port 8443 of gateway edge/gw`],
    ],
    ['a Service that takes no part in it', opted + EDGE + gateway(A), 'https://a.test/', ARRIVES],
    ['no Service', bare + gateway(A), 'https://a.test/', ARRIVES],
    ['no Service, and another port', bare + own, 'https://a.test:8443/', ARRIVES],
    [
      'a port without a server',
      EDGE + gateway(A),
      'http://a.test/',
      [`${refused}no Gateway has a server on port 8080 of gateway edge/gw`],
    ],
    [
      'a port that the Service does not have',
      EDGE + gateway(A),
      'https://a.test:8443/',
      [`${refused}nothing in the input takes a.test on port 8443 from outside`],
    ],
    [
      'a port name that no container has',
      EDGE.replace('targetPort: 8443', 'targetPort: tls') + gateway(A),
      'https://a.test/',
      [`${refused}nothing in the input takes a.test on port 443 from outside`],
    ],
  ])('%s', (_, text, url, expected) => {
    expect(ways(SHOP + ROUTES + text, url)).toEqual(expected);
  });

  test('the fields that decide are told', () => {
    expect(deciders(BASE + gateway(A), 'https://a.test/')[0]).toEqual([
      'Service gw: spec.ports[1].targetPort',
      'Gateway public: spec.servers[0].port.number',
      'Gateway public: spec.servers[0].tls.mode',
      'Gateway public: spec.servers[0].tls.credentialName',
    ]);
  });
});

const secondGateway = (servers: string, name = 'edge/second') => gateway(servers, name);

const createdAt = (text: string, when: string) =>
  text.replace('metadata: {', `metadata: { creationTimestamp: "${when}",`);

describe('servers that meet on one port', () => {
  const onSecond = routes(`hosts: [ c.test ], http: [ ${TO_WEB} ]`, 'shop/second', '[ edge/second ]');

  test.each<[string, string, string, string[]]>([
    ['plain HTTP servers share their hosts', gateway(HTTP) + secondGateway(HTTP) + onSecond, 'http://c.test/', PLAINLY],
    [
      'TLS servers are told apart by name',
      gateway(A) + secondGateway(https('c.test')) + onSecond,
      'https://c.test/',
      ARRIVES,
    ],
    [
      'the later one with a host of another is dropped whole',
      gateway(A) + secondGateway(https('a.test, c.test')) + onSecond,
      'https://c.test/',
      [noServer('the server name c.test')],
    ],
    [
      'the older Gateway stays, be it behind',
      gateway(A) + createdAt(secondGateway(https('a.test, c.test')), '2020-01-01T00:00:00Z') + onSecond,
      'https://c.test/',
      ARRIVES,
    ],
    [
      'what is behind plain HTTP is dropped',
      gateway(`${HTTP.replace('80', '443')}, ${A}`),
      'https://a.test/',
      ['tls-reset: Connection reset: TLS meets port 8443 of gateway edge/gw, which takes plain text only'],
    ],
    ['what is before plain HTTP stays', gateway(`${A}, ${HTTP.replace('80', '443')}`), 'https://a.test/', ARRIVES],
    ['and plain HTTP beside it', gateway(`${A}, ${HTTP.replace('80', '443')}`), 'http://a.test:443/', PLAINLY],
  ])('%s', (_, text, url, expected) => {
    expect(ways(BASE + text, url)).toEqual(expected);
  });
});

const serverOf = (protocol: string, tls = '', hosts = 'a.test') =>
  `{ port: { number: 443, name: x, protocol: ${protocol} }, hosts: [ ${hosts} ]${tls && `, tls: { ${tls} }`} }`;

const resetBy = (what: string) => `tls-reset: ${what}`;

describe('protocols and modes', () => {
  const tlsRoute = routes(
    'hosts: [ a.test ], tls: [ { match: [ { sniHosts: [ a.test ] } ], route: [ { destination: { host: web, port: { number: 443 } } } ] } ]',
    'shop/tls',
  );
  const tcpRoute = routes(
    'hosts: [ a.test ], tcp: [ { route: [ { destination: { host: web, port: { number: 9000 } } } ] } ]',
    'shop/tcp',
  );
  const shop = SHOP.replace(
    '[ { name: http, port: 80, targetPort: 8080 } ]',
    '[ { name: http, port: 80, targetPort: 8080 }, { name: https, port: 443, targetPort: 8443 }, { name: tcp, port: 9000 } ]',
  );

  test.each<[string, string, string, string[]]>([
    [
      'PASSTHROUGH by sniHosts',
      serverOf('TLS', 'mode: PASSTHROUGH'),
      'https://a.test/',
      [TLS, TO_POD, 'arrives at shop/web:443, encrypted: true'],
    ],
    [
      'PASSTHROUGH, another name',
      serverOf('TLS', 'mode: PASSTHROUGH', '"*.test"'),
      'https://b.test/',
      [
        resetBy(
          'TLS reset: server 0 of Gateway edge/public has the mode PASSTHROUGH, and no tls or tcp route there takes the server name b.test',
        ),
      ],
    ],
    [
      'PASSTHROUGH in plain text',
      serverOf('TLS', 'mode: PASSTHROUGH'),
      'http://a.test:443/',
      [resetBy('Connection reset: plain HTTP meets port 8443 of gateway edge/gw, which takes TLS only')],
    ],
    [
      'HTTPS without a mode is PASSTHROUGH',
      serverOf('HTTPS', 'credentialName: a'),
      'https://a.test/',
      [TLS, TO_POD, 'arrives at shop/web:443, encrypted: true'],
    ],
    [
      'AUTO_PASSTHROUGH',
      serverOf('TLS', 'mode: AUTO_PASSTHROUGH', '"*"'),
      'https://a.test/',
      [
        TLS,
        'unknown: Could not tell: server 0 of Gateway edge/public passes TLS on to the Service that the server name encodes, whatever it is',
      ],
    ],
    [
      'TLS that ends at the gateway, with a tcp route',
      serverOf('TLS', 'mode: SIMPLE, credentialName: a'),
      'https://a.test/',
      [TLS, TO_POD, 'arrives at shop/web:9000, encrypted: true'],
    ],
    [
      'TCP, with TLS in it',
      serverOf('TCP'),
      'https://a.test/',
      [TLS, TO_POD, 'arrives at shop/web:9000, encrypted: true'],
    ],
    [
      'TCP, in plain text',
      serverOf('TCP'),
      'http://a.test:443/',
      [PLAIN, TO_POD, 'arrives at shop/web:9000, encrypted: false'],
    ],
  ])('%s', (_, servers, url, expected) => {
    expect(ways(EDGE + shop + tlsRoute + tcpRoute + gateway(servers), url)).toEqual(expected);
  });

  test('http routes are nothing to PASSTHROUGH, nor to TCP', () => {
    expect(ways(BASE + gateway(serverOf('HTTPS', 'credentialName: a')), 'https://a.test/')).toEqual([
      resetBy(
        'TLS reset: server 0 of Gateway edge/public has the mode PASSTHROUGH, and no tls or tcp route there takes the server name a.test',
      ),
    ]);
    expect(ways(BASE + gateway(serverOf('TCP')), 'http://a.test:443/')).toEqual([
      PLAIN,
      'refused: Connection refused: no VirtualService on server 0 of Gateway edge/public has a tcp route',
    ]);
    expect(ways(BASE + gateway(serverOf('TLS', 'mode: SIMPLE')), 'https://a.test/')).toEqual([
      resetBy(
        'TLS reset: server 0 of Gateway edge/public has the mode SIMPLE, and no tls or tcp route there takes the server name a.test',
      ),
    ]);
  });

  test('TLS of the client cannot end at a port that the sidecar takes for HTTP', () => {
    const text =
      EDGE + shop + gateway(serverOf('TLS', 'mode: PASSTHROUGH')) + tlsRoute.replace('number: 443', 'number: 80');
    expect(ways(text, 'https://a.test/')).toEqual([
      TLS,
      "mtls-mismatch: 503: TLS that is not the mesh's meets the sidecar of shop/web, which takes the port for plain HTTP, as automatic mutual TLS",
    ]);
  });

  test('a route without a destination', () => {
    const text = EDGE + shop + gateway(serverOf('TCP')) + tcpRoute.replace('host: web', 'host: ""');
    expect(ways(text, 'http://a.test:443/')).toEqual([
      PLAIN,
      'tls-reset: Connection reset: the route names no destination',
    ]);
  });

  test('the labels of a source are nothing to gateways that do not look into connections', () => {
    const text =
      EDGE +
      shop +
      gateway(serverOf('TLS', 'mode: PASSTHROUGH')) +
      tlsRoute.replace('sniHosts', 'sourceLabels: { app: other }, sniHosts');
    expect(ways(text, 'https://a.test/')).toEqual([TLS, TO_POD, 'arrives at shop/web:443, encrypted: true']);
  });

  test.each([
    ['another port', 'port: 444'],
    ['another gateway', 'gateways: [ mesh, edge/other ]'],
  ])('a tls route for %s', (_, match) => {
    const text =
      EDGE + shop + gateway(serverOf('TLS', 'mode: PASSTHROUGH')) + tlsRoute.replace('sniHosts', `${match}, sniHosts`);
    expect(ways(text, 'https://a.test/')).toEqual([expect.stringContaining('no tls or tcp route there')]);
  });

  test('ISTIO_MUTUAL takes nobody from outside', () => {
    expect(
      ways(BASE + gateway(serverOf('HTTPS', 'mode: ISTIO_MUTUAL')), 'https://a.test/', { clientCert: 'edge/x' }),
    ).toEqual(['tls-reset: TLS reset: the server takes certificates of the mesh only']);
  });
});

const secretIn = (name: string) => {
  const [namespace, own] = name.split('/');
  return `
---
{ apiVersion: v1, kind: Secret, metadata: { name: ${own}, namespace: ${namespace} }, type: kubernetes.io/tls, data: { tls.crt: eA==, tls.key: eA== } }
`;
};

const certificateFor = (names: string, name = 'edge/a') =>
  object(
    'Certificate',
    name,
    `{ secretName: a, dnsNames: [ ${names} ], issuerRef: { kind: ClusterIssuer, name: public } }`,
  );

const roleWith = (verbs: string, more = '') => `
---
{ apiVersion: v1, kind: ServiceAccount, metadata: { name: gw, namespace: edge } }
---
{ apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: { name: gw, namespace: edge }, rules: [ { apiGroups: [ "" ], resources: [ secrets ], verbs: [ ${verbs} ]${more} } ] }
---
{ apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: { name: gw, namespace: edge }, roleRef: { kind: Role, name: gw }, subjects: [ { kind: ServiceAccount, name: gw } ] }
`;

describe('the certificate of a server', () => {
  const missing = ['tls-reset: TLS reset: no Secret edge/a is there, or comes to be'];

  test.each<[string, string, string, string[]]>([
    ['nothing is said of Secrets', '', 'https://a.test/', ARRIVES],
    ['a Secret', secretIn('edge/a'), 'https://a.test/', ARRIVES],
    ['only Secrets of other names', secretIn('edge/other'), 'https://a.test/', missing],
    ['a Secret where the Gateway is, and not its Pod', secretIn('shop/a'), 'https://a.test/', missing],
    ['a Certificate', certificateFor('a.test'), 'https://a.test/', ARRIVES],
    ['a Certificate in another namespace', certificateFor('a.test', 'shop/a'), 'https://a.test/', missing],
    [
      'a Certificate for another name',
      certificateFor('b.test'),
      'https://a.test/',
      ['tls-reset: TLS reset: the sender refuses the certificate, which is for b.test and not for a.test'],
    ],
    ['a wildcard', certificateFor('"*.w.test"').replace('kind: Cert', 'kind: Cert'), 'https://x.w.test/', ARRIVES],
    [
      'a wildcard two labels up',
      certificateFor('"*.w.test"'),
      'https://x.y.w.test/',
      ['tls-reset: TLS reset: the sender refuses the certificate, which is for *.w.test and not for x.y.w.test'],
    ],
    ['a Role that lists', secretIn('edge/a') + roleWith('get, watch, list'), 'https://a.test/', ARRIVES],
    [
      'a Role that does not list',
      secretIn('edge/a') + roleWith('get'),
      'https://a.test/',
      ['tls-reset: TLS reset: the gateway may not read its Secrets (Role edge/gw grants get on Secrets, but not list)'],
    ],
    [
      'a Role by name',
      secretIn('edge/a') + roleWith('list', ', resourceNames: [ a ]'),
      'https://a.test/',
      [expect.stringContaining('may not read')],
    ],
  ])('%s', (_, text, url, expected) => {
    expect(ways(BASE + gateway(https('a.test, "*.w.test"', 'mode: SIMPLE, credentialName: a')) + text, url)).toEqual(
      expected,
    );
  });

  test('of another namespace by name', () => {
    const server = https('a.test', 'mode: SIMPLE, credentialName: kubernetes://shop/a');
    expect(ways(BASE + gateway(server) + secretIn('shop/a'), 'https://a.test/')).toEqual([
      'tls-reset: TLS reset: kubernetes://shop/a is of another namespace than the gateway, which Istio refuses',
    ]);
  });

  test('without a server name it is for the host of the URL', () => {
    const text = BASE + gateway(https('"*"', 'mode: SIMPLE, credentialName: a')) + certificateFor('b.test');
    expect(ways(text, 'https://a.test/', { sni: false })).toEqual([
      'tls-reset: TLS reset: the sender refuses the certificate, which is for b.test and not for a.test',
    ]);
  });
});

const authorityCalled = (name: string) => `
---
{ apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: { name: root }, spec: { selfSigned: {} } }
---
{ apiVersion: cert-manager.io/v1, kind: Certificate, metadata: { name: ${name}, namespace: cert-manager }, spec: { isCA: true, secretName: ${name}, issuerRef: { kind: ClusterIssuer, name: root } } }
---
{ apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: { name: ${name} }, spec: { ca: { secretName: ${name} } } }
`;

const certificateBy = (name: string, issuer: string, more = 'dnsNames: [ a.test ]') =>
  object(
    'Certificate',
    name,
    `{ secretName: ${name.split('/')[1]}, issuerRef: { kind: ClusterIssuer, name: ${issuer} }, ${more} }`,
  );

const mutualServer = (more = '', mode = 'MUTUAL') =>
  gateway(https('a.test', `mode: ${mode}, credentialName: a${more}`));

const tlsReset = (why: string) => [`tls-reset: TLS reset: ${why}`];

describe('the certificate of a client', () => {
  const text =
    BASE +
    authorityCalled('ca') +
    authorityCalled('other') +
    certificateBy('edge/a', 'ca') +
    certificateBy('edge/good', 'ca', 'dnsNames: [ client ], usages: [ client auth ]') +
    certificateBy('edge/plain', 'ca', 'dnsNames: [ client ]') +
    certificateBy('edge/foreign', 'other', 'dnsNames: [ client ], usages: [ client auth ]') +
    certificateBy('edge/server', 'ca', 'dnsNames: [ client ], usages: [ server auth ]');
  const both = ['client -> gateway edge/gw: mutual-tls', TO_POD, 'arrives at shop/web:80, encrypted: true'];

  test.each<[string, string, string | undefined, string[]]>([
    ['of its CA', mutualServer(), 'edge/good', both],
    ['of its CA, for any use', mutualServer(), 'edge/plain', both],
    ['none', mutualServer(), undefined, tlsReset('the server asks for a certificate, and the sender shows none')],
    [
      'of another CA',
      mutualServer(),
      'edge/foreign',
      tlsReset('the certificate of edge/foreign is refused: it comes from another CA'),
    ],
    [
      'for servers',
      mutualServer(),
      'edge/server',
      tlsReset('the certificate of edge/server is refused: its usages leave out client auth'),
    ],
    ['of its name', mutualServer(', subjectAltNames: [ client ]'), 'edge/good', both],
    [
      'of another name',
      mutualServer(', subjectAltNames: [ somebody ]'),
      'edge/good',
      tlsReset('the certificate of edge/good is refused: it is for client, and the server takes somebody'),
    ],
    ['optional, none', mutualServer('', 'OPTIONAL_MUTUAL'), undefined, ARRIVES],
    ['optional, of its CA', mutualServer('', 'OPTIONAL_MUTUAL'), 'edge/good', both],
    [
      'optional, of another CA',
      mutualServer('', 'OPTIONAL_MUTUAL'),
      'edge/foreign',
      tlsReset('the certificate of edge/foreign is refused: it comes from another CA'),
    ],
    ['where nobody asks', gateway(https('a.test', 'mode: SIMPLE, credentialName: a')), 'edge/foreign', ARRIVES],
    [
      'one that is not in the input',
      mutualServer(),
      'edge/unknown',
      [
        'client -> gateway edge/gw: mutual-tls',
        TO_POD,
        'unknown: Could not tell whether the server takes the certificate of edge/unknown: what issues it, or the CA, is not in the input',
      ],
    ],
    [
      'of a CA with a Secret of its own',
      mutualServer() + certificateBy('edge/a-cacert', 'other'),
      'edge/foreign',
      both,
    ],
    [
      'where that goes before',
      mutualServer() + certificateBy('edge/a-cacert', 'other'),
      'edge/good',
      [expect.stringContaining('another CA')],
    ],
    [
      'of a CA that is named',
      mutualServer(', caCertCredentialName: x-cacert') + certificateBy('edge/x-cacert', 'other'),
      'edge/foreign',
      both,
    ],
    [
      'where no CA is there',
      mutualServer(', caCertCredentialName: none-cacert'),
      'edge/good',
      tlsReset('there is no CA that would verify clients'),
    ],
  ])('%s', (_, more, clientCert, expected) => {
    expect(ways(text + more, 'https://a.test/', clientCert === undefined ? {} : { clientCert })).toEqual(expected);
  });

  test('a Certificate of ACME brings no CA', () => {
    const acme = `
---
{ apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: { name: ca }, spec: { acme: { server: "https://acme.test" } } }
`;
    expect(ways(BASE + acme + certificateBy('edge/a', 'ca') + mutualServer(), 'https://a.test/')).toEqual(
      tlsReset('there is no CA that would verify clients'),
    );
  });
});

test('Gateways and Pods that are not there', () => {
  const elsewhere = gateway(A, 'edge/public', '{ istio: elsewhere }');
  expect(ways(BASE + elsewhere, 'https://a.test/')).toEqual([
    'unknown: Could not tell: no Pod of Gateway edge/public is in the input',
  ]);
  expect(ways(SHOP, 'https://a.test/')).toEqual([
    'unknown: Could not tell: neither a Gateway nor an Ingress is in the input',
  ]);
  expect(ways('', 'https://a.test/')).toEqual([
    'unknown: Could not tell: neither a Gateway nor an Ingress is in the input',
  ]);
  expect(ways(SHOP + ROUTES + gateway(A), 'https://a.test/')).toEqual([
    'client -> gateway istio-system/istio-ingressgateway: tls',
    'gateway istio-system/istio-ingressgateway -> workload shop/web: mutual-tls',
    'arrives at shop/web:80, encrypted: true',
  ]);
});

test('two gateways with a host are two ways', () => {
  const more = EDGE.replaceAll('name: gw,', 'name: gw2,').replaceAll('app: gw ', 'app: gw2 ');
  expect(ways(BASE + more + gateway(A) + workload('x'), 'https://a.test/')).toEqual([
    ...ARRIVES,
    ...ARRIVES.map((line) => line.replaceAll('edge/gw', 'edge/gw2')),
  ]);
});

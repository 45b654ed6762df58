import { publicRequests, untraceable } from '../../lib/trace/public-requests';
import { line, meshOf } from './request-lines';

const EDGE = `
apiVersion: v1
kind: Pod
metadata: {name: gateway, namespace: edge, labels: {app: gateway}}
spec: {containers: [{name: istio-proxy, image: p, args: [router]}]}
---
apiVersion: v1
kind: Service
metadata: {name: gateway, namespace: edge}
spec:
  type: LoadBalancer
  selector: {app: gateway}
  ports: [{port: 80, targetPort: 8080}, {port: 443, targetPort: 8443}, {port: 15021}]
---
`;
const HTTP = '{hosts: ["*"], port: {number: 80, protocol: HTTP}}';
const HTTPS = '{hosts: ["*"], port: {number: 443, protocol: HTTPS}, tls: {mode: SIMPLE, credentialName: a}}';

const gateway = (servers: string, name = 'public') => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: ${name}, namespace: edge}
spec: {selector: {app: gateway}, servers: [${servers}]}
---
`;
const routes = (spec: string, name = 'web') => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: shop}
spec: {gateways: [edge/public], hosts: [a.example.com], ${spec}}
---
`;
const to = (match = '') => `{${match === '' ? '' : `match: [${match}], `}route: [{destination: {host: web}}]}`;
const http = (...items: readonly string[]) => routes(`http: [${items.join(', ')}]`);
const certificate = (name: string, spec: string) => `
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: ${name}, namespace: edge}
spec: {secretName: ${name}, ${spec}}
---
`;

function requests(text: string): string[] {
  return publicRequests(meshOf(text)).map(line);
}

function left(text: string): string[] {
  return untraceable(meshOf(text)).map(({ manifest, path, why }) => `${manifest.name} ${path.join('.')} ${why}`);
}

const unmade = (index: number, part: string) =>
  `web spec.http.${index}.match.0 asks for ${part} that no request could be made up for`;

test.each([
  ['no match', to(), ['GET http://a.example.com/']],
  ['exact', to('{uri: {exact: /login}}'), ['GET http://a.example.com/login']],
  ['prefix', to('{uri: {prefix: /api/}}'), ['GET http://a.example.com/api/']],
  ['regex', to('{uri: {regex: "/v[0-9]+/(?:users|teams)/.*"}}'), ['GET http://a.example.com/v1/users/']],
  [
    'several matches',
    to('{uri: {exact: /a}}, {uri: {exact: /b}}'),
    ['GET http://a.example.com/a', 'GET http://a.example.com/b'],
  ],
  ['method', to('{uri: {prefix: /a}, method: {exact: DELETE}}'), ['DELETE http://a.example.com/a']],
  ['method by regex', to('{method: {regex: "PUT|POST"}}'), ['POST http://a.example.com/']],
  ['method of its own', to('{method: {exact: PURGE}}'), ['PURGE http://a.example.com/']],
  ['headers', to('{headers: {X-Beta: {exact: "yes"}, id: {}}}'), ['GET http://a.example.com/, x-beta: yes, id: 1']],
  ['query', to('{queryParams: {v: {exact: "2"}, q: {prefix: a}}}'), ['GET http://a.example.com/?v=2&q=a']],
  ['without headers', to('{withoutHeaders: {x-beta: {}}}'), ['GET http://a.example.com/']],
  ['another scheme', to('{scheme: {exact: https}}'), ['GET http://a.example.com/']],
  ['for another gateway', to('{uri: {prefix: /a}, gateways: [mesh]}'), ['GET http://a.example.com/']],
  ['redirect', '{match: [{uri: {exact: /old}}], redirect: {uri: /new}}', ['GET http://a.example.com/old']],
])('%s', (_, item, expected) => {
  expect(requests(EDGE + gateway(HTTP) + http(item))).toEqual(expected);
});

test('of two routes that a path fits, each has its own', () => {
  const text = http(to('{uri: {exact: /a}}'), to('{uri: {prefix: /a}}'), to());
  expect(requests(EDGE + gateway(HTTP) + text)).toEqual([
    'GET http://a.example.com/',
    'GET http://a.example.com/a',
    'GET http://a.example.com/a/any',
  ]);
});

test('a delegate has the conditions of both', () => {
  const root = http('{match: [{uri: {prefix: /team}, headers: {x-team: {exact: a}}}], delegate: {name: team}}');
  const delegate = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: team, namespace: shop}
spec: {http: [${to('{uri: {prefix: /team/a}}')}, ${to()}]}`;
  expect(requests(EDGE + gateway(HTTP) + root + delegate)).toEqual([
    'GET http://a.example.com/team, x-team: a',
    'GET http://a.example.com/team/a, x-team: a',
  ]);
});

const each = (url: string) => [`GET ${url}/`, `POST ${url}/`, `GET ${url}/b`];

test('HTTP and HTTPS, in the order of host, port, path and method', () => {
  const text = routes(
    `hosts: [b.example.com, a.example.com], http: [${to('{uri: {exact: /b}}')}, ${to('{method: {exact: POST}}')}, ${to()}]`,
  ).replace('hosts: [a.example.com], ', '');
  expect(requests(EDGE + gateway(`${HTTP}, ${HTTPS}`) + text)).toEqual([
    ...each('http://a.example.com'),
    ...each('https://a.example.com'),
    ...each('http://b.example.com'),
    ...each('https://b.example.com'),
  ]);
});

test('a redirect of all plain HTTP is one request for each host', () => {
  const redirect = '{hosts: ["*"], port: {number: 80, protocol: HTTP}, tls: {httpsRedirect: true}}';
  const text = http(to('{uri: {exact: /a}}'), to('{uri: {exact: /b}}'));
  expect(requests(EDGE + gateway(redirect) + text)).toEqual(['GET http://a.example.com/']);
});

test('hosts without routes, and names for wildcards', () => {
  const servers = '{hosts: [c.example.com, "shop/*.example.com", "other/*"], port: {number: 80, protocol: HTTP}}';
  expect(requests(EDGE + gateway(servers))).toEqual([
    'GET http://any.example/',
    'GET http://any.example.com/',
    'GET http://c.example.com/',
  ]);
});

test('the authority that a match asks for, of a wildcard', () => {
  const text = routes(`http: [${to('{authority: {exact: b.example.com}}')}, ${to()}]`).replace(
    'a.example',
    '"*.example',
  );
  expect(requests(EDGE + gateway(HTTP) + text.replace('.com]', '.com"]'))).toEqual([
    'GET http://any.example.com/',
    'GET http://b.example.com/',
  ]);
});

test('a VirtualService that the gateway does not get has no route there', () => {
  const hidden = routes(`exportTo: ["."], http: [${to('{uri: {exact: /a}}')}]`);
  const server = '{hosts: [a.example.com], port: {number: 80, protocol: HTTP}}';
  expect(requests(EDGE + gateway(server) + hidden)).toEqual(['GET http://a.example.com/']);
});

const byName = (hosts: string) => `{match: [{sniHosts: ${hosts}}], route: [{destination: {host: web}}]}`;

test('TLS that is passed on, by server name', () => {
  const server = '{hosts: ["*.example.com"], port: {number: 443, protocol: TLS}, tls: {mode: PASSTHROUGH}}';
  const text = routes(
    `hosts: ["*.example.com"], tls: [${byName('[a.example.com, "*.b.example.com"]')}, ${byName('[c.test]')}]`,
  ).replace('hosts: [a.example.com], ', '');
  expect(requests(EDGE + gateway(server) + text)).toEqual([
    'GET https://a.example.com/',
    'GET https://any.b.example.com/',
  ]);
});

test('TCP is one request for each host', () => {
  const server = '{hosts: ["*"], port: {number: 80, protocol: TCP}}';
  const text = routes('tcp: [{route: [{destination: {host: db}}]}]');
  expect(requests(EDGE + gateway(server) + text)).toEqual(['GET http://a.example.com/']);
});

test('a port that is not the usual one is part of the authority', () => {
  const edge = EDGE.replace('port: 443', 'port: 8443').replace('targetPort: 8443', 'targetPort: 9443');
  const server = '{hosts: ["*"], port: {number: 8443, protocol: HTTPS}, tls: {mode: SIMPLE}}';
  const text = http(to('{authority: {exact: "a.example.com:8443"}}'), to('{authority: {exact: a.example.com}}'));
  expect(requests(edge + gateway(server) + text)).toEqual(['GET https://a.example.com:8443/']);
  expect(left(edge + gateway(server) + text)).toEqual([unmade(1, 'authority')]);
});

test('ports as the Service has them', () => {
  const servers =
    '{hosts: ["*"], port: {number: 8080, protocol: HTTP}}, {hosts: ["*"], port: {number: 9, protocol: HTTP}}';
  expect(requests(EDGE + gateway(servers) + http(to()))).toEqual(['GET http://a.example.com/']);
});

const CA = `
apiVersion: cert-manager.io/v1
kind: Issuer
metadata: {name: root, namespace: edge}
spec: {selfSigned: {}}
---
apiVersion: cert-manager.io/v1
kind: Issuer
metadata: {name: clients, namespace: edge}
spec: {ca: {secretName: ca}}
---
${certificate('ca', 'isCA: true, issuerRef: {name: root}')}
${certificate('other-cacert', 'isCA: true, issuerRef: {name: root}')}
${certificate('a', 'dnsNames: [a.example.com], issuerRef: {name: clients}, usages: [server auth]')}
${certificate('other', 'dnsNames: [a.example.com], issuerRef: {name: root}, usages: [server auth]')}
${certificate('one', 'dnsNames: [one], issuerRef: {name: clients}, usages: [client auth]')}
${certificate('two', 'dnsNames: [two], issuerRef: {name: clients}, usages: [client auth]')}
`;
const mutual = (tls: string) => `{hosts: ["*"], port: {number: 443, protocol: HTTPS}, tls: {mode: MUTUAL, ${tls}}}`;

test.each([
  ['of its CA', 'credentialName: a', ', as edge/one'],
  ['of its names', 'credentialName: a, subjectAltNames: [two]', ', as edge/two'],
  ['of other names', 'credentialName: a, subjectAltNames: [three]', ''],
  ['of another CA', 'credentialName: other', ''],
  ['of a CA that is not there', 'credentialName: missing', ''],
])('the certificate of a client: %s', (_, tls, shown) => {
  expect(requests(EDGE + CA + gateway(mutual(tls)) + http(to()))).toEqual([`GET https://a.example.com/${shown}`]);
});

test('a CA that is not known is told', () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: b, namespace: edge}\n---\n';
  const text = EDGE + secret + gateway(mutual('credentialName: b')) + http(to());
  expect(requests(text)).toEqual(['GET https://a.example.com/']);
  expect(left(text)).toEqual([
    'public spec.servers.0.tls.mode asks clients for a certificate, and which CA it takes is not known',
  ]);
});

test('what no request can be made up for', () => {
  const text = http(
    to('{uri: {regex: "/(a"}}'),
    to('{headers: {x: {regex: "a\\\\pZ"}}}'),
    to('{headers: {"@request.auth.claims.group": {exact: a}}}'),
    to('{method: {regex: "(?!GET)"}}'),
    to('{queryParams: {q: {regex: "[a"}}}'),
    to('{authority: {exact: b.example.com}}'),
    to('{uri: {exact: no-slash}}'),
  );
  const all = EDGE + gateway(HTTP) + text;
  expect(requests(all)).toEqual([]);
  expect(left(all)).toEqual(
    ['uri', 'headers', 'headers', 'method', 'queryParams', 'authority', 'uri'].map((part, index) =>
      unmade(index, part),
    ),
  );
});

test('Gateways that are on no Pod, and those that pass everything on', () => {
  const elsewhere = gateway(HTTP, 'elsewhere').replace('app: gateway', 'app: other');
  const server = '{hosts: ["*.local"], port: {number: 443, protocol: TLS}, tls: {mode: AUTO_PASSTHROUGH}}';
  expect(requests(EDGE + elsewhere + gateway(server))).toEqual([]);
  expect(left(EDGE + elsewhere + gateway(server))).toEqual([
    'elsewhere spec.selector selects no Pod of the input',
    'public spec.servers.0.tls.mode passes TLS on to whatever Service a server name encodes',
  ]);
});

describe('gateways that the outside does not reach', () => {
  const INNER = EDGE.replace('type: LoadBalancer', 'type: ClusterIP');
  const ENTRY = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: out, namespace: shop}
spec: {hosts: [a.example.com], ports: [{number: 80, name: http, protocol: HTTP}]}
---
`;

  test('are listed as well, as they may have other ways in', () => {
    expect(requests(INNER + gateway(HTTP) + http(to()))).toEqual(['GET http://a.example.com/']);
  });

  test('are not for hosts outside, which are where traffic leaves', () => {
    expect(requests(INNER + ENTRY + gateway(HTTP) + http(to()))).toEqual([]);
    expect(requests(EDGE + ENTRY + gateway(HTTP) + http(to()))).toEqual(['GET http://a.example.com/']);
  });
});

const ingress = (spec: string, annotations = '') => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: edge, annotations: {${annotations}}}
spec: {ingressClassName: nginx, ${spec}}
---
`;
const rule = (host: string, ...paths: readonly string[]) =>
  `{${host === '' ? '' : `host: "${host}", `}http: {paths: [${paths.join(', ')}]}}`;
const path = (text: string, pathType = 'Prefix') =>
  `{path: "${text}", pathType: ${pathType}, backend: {service: {name: gateway, port: {number: 80}}}}`;

test.each([
  ['plain', ingress(`rules: [${rule('a.test', path('/x'))}]`), ['GET http://a.test/x']],
  [
    'with TLS, plain HTTP redirected once',
    ingress(`tls: [{hosts: [a.test]}], rules: [${rule('a.test', path('/x'), path('/y', 'Exact'))}]`),
    ['GET http://a.test/x', 'GET https://a.test/x', 'GET https://a.test/y'],
  ],
  [
    'any host, wildcards, and a path twice',
    ingress(`rules: [${rule('', path('/'))}, ${rule('*.a.test', path('/b', 'Exact'), path('/b'))}]`),
    ['GET http://any.a.test/b', 'GET http://any.a.test/b/any', 'GET http://any.example/'],
  ],
  [
    'a default backend',
    ingress('defaultBackend: {service: {name: gateway, port: {number: 80}}}'),
    ['GET http://any.example/'],
  ],
  [
    'regular expressions',
    ingress(
      `rules: [${rule('a.test', path('/x(/|$)(.*)', 'ImplementationSpecific'))}]`,
      '"nginx.ingress.kubernetes.io/use-regex": "true"',
    ),
    ['GET http://a.test/x/'],
  ],
  ["Istio's own class", ingress(`rules: [${rule('a.test', path('/x'))}]`).replace('nginx', 'istio'), []],
  [
    'a load balancer of AWS with a certificate',
    ingress(
      `rules: [${rule('a.test', path('/x/*', 'ImplementationSpecific'))}]`,
      '"alb.ingress.kubernetes.io/certificate-arn": arn',
    ).replace('nginx', 'alb'),
    ['GET https://a.test/x/'],
  ],
])('Ingress: %s', (_, text, expected) => {
  expect(requests(EDGE + text)).toEqual(expected);
});

test('a host of an Ingress and of a gateway is asked for at both', () => {
  const both = ingress(`rules: [${rule('a.example.com', path('/x'))}]`);
  const text = http(to('{uri: {prefix: /x}}'), to('{uri: {exact: /y}}'));
  expect(requests(EDGE + gateway(HTTP) + text + both)).toEqual([
    'GET http://a.example.com/x',
    'GET http://a.example.com/x, at Service edge/gateway',
    'GET http://a.example.com/y, at Service edge/gateway',
  ]);
});

test('odd input', () => {
  const odd = [
    gateway(
      'null, {hosts: [null, 1, "a/"], port: {number: 80, protocol: 1}}, {hosts: ["*"], port: {number: 80, protocol: HTTP}}',
    ),
    routes('http: [null, {match: [null, {uri: 1, headers: [1], queryParams: {a: null}}]}], tls: 1, tcp: {}'),
    'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: odd}\nspec: {tls: [null, 1], rules: [null, {http: {paths: [null, {path: 1}]}}]}\n---\n',
    certificate('odd', 'usages: [client auth], dnsNames: 1, issuerRef: null'),
  ];
  expect(requests(EDGE + odd.join(''))).toEqual([
    'GET http://a.example.com/',
    'GET http://any.example/, at Ingress default/odd',
    'GET http://any.example/any, at Ingress default/odd',
  ]);
});

import type { RequestOptions } from '../../lib/trace/client-options';
import { traced, EDGE, HTTP, SHOP, TO_WEB, gateway, https, routes, service, ways, workload } from './tracer';

const PLAIN = 'client -> gateway edge/gw: plaintext (plain HTTP comes in)';
const TLS = 'client -> gateway edge/gw: tls';
const API = workload('api') + service('api');
const BASE = EDGE + SHOP + API + gateway(HTTP);
const to = (name: string, port = 80) => [
  PLAIN,
  `gateway edge/gw -> workload shop/${name}: mutual-tls`,
  `arrives at shop/${name}:${port}, encrypted: false`,
];
const WEB = to('web');
const TO_API = '{ route: [ { destination: { host: api } } ] }';
const noRoute = (what: string, names = 'shop/web') => [
  PLAIN,
  `no-route: 404: no route of VirtualService ${names} takes ${what}`,
];
const noHost = (host = 'a.test') => [
  PLAIN,
  `no-route: 404: no VirtualService on server 0 of Gateway edge/public has http routes for the host ${host}`,
];
const http = (items: string, more = '') => routes(`hosts: [ a.test ], ${more} http: [ ${items} ]`);
const matching = (match: string, rest = TO_WEB) => `{ match: [ ${match} ], ${rest.slice(1)}`;

const boundTo = (name: string, refs: string, more = '') =>
  routes(`hosts: [ a.test ], ${more} http: [ ${TO_WEB} ]`, name, refs);

describe('VirtualServices on the gateway', () => {
  test.each<[string, string, string[]]>([
    ['NAMESPACE/NAME', boundTo('shop/web', '[ edge/public ]'), WEB],
    [
      'a name, in the namespace of the Gateway',
      boundTo('edge/web', '[ public ]').replace('host: web', 'host: web.shop.svc.cluster.local'),
      WEB,
    ],
    ['a name, in another', boundTo('shop/web', '[ public ]'), noHost()],
    ['the form of old', boundTo('shop/web', '[ public.edge.svc.cluster.local ]'), WEB],
    ['mesh alone', boundTo('shop/web', '[ mesh ]'), noHost()],
    ['no gateways, which is mesh', boundTo('shop/web', '[]'), noHost()],
    ['exported to all', boundTo('shop/web', '[ edge/public ]', 'exportTo: [ "*" ],'), WEB],
    ['to the namespace of the gateway', boundTo('shop/web', '[ edge/public ]', 'exportTo: [ edge ],'), WEB],
    ['to its own namespace', boundTo('shop/web', '[ edge/public ]', 'exportTo: [ "." ],'), noHost()],
    ['to nobody', boundTo('shop/web', '[ edge/public ]', 'exportTo: [ "~" ],'), noHost()],
  ])('%s', (_, text, expected) => {
    expect(ways(BASE + text, 'http://a.test/')).toEqual(expected);
  });

  test('the mesh config says where VirtualServices are exported to', () => {
    const config = { defaultVirtualServiceExportTo: ['.'] };
    expect(ways(BASE + boundTo('shop/web', '[ edge/public ]'), 'http://a.test/', {}, config)).toEqual(noHost());
  });

  test.each<[string, string, string[]]>([
    ['shop/a.test', 'a namespace', WEB],
    ['other/a.test', 'another namespace', noHost()],
    ['./a.test', "the Gateway's own namespace", noHost()],
    ['"*/a.test"', 'any namespace', WEB],
    ['"shop/*"', 'a namespace and any host', WEB],
    ['b.test', 'another host', noHost()],
  ])('host %s: %s', (host, _, expected) => {
    const server = `{ port: { number: 80, name: http, protocol: HTTP }, hosts: [ ${host} ] }`;
    expect(ways(EDGE + SHOP + gateway(server) + http(TO_WEB), 'http://a.test/')).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['[ a.test, b.test ]', WEB],
    ['[ A.Test ]', WEB],
    ['[ "*.test" ]', WEB],
    ['[ "*" ]', WEB],
    ['[ "*.a.test" ]', noHost()],
    ['[]', noHost()],
  ])('hosts %s', (hosts, expected) => {
    expect(ways(BASE + http(TO_WEB).replace('[ a.test ]', hosts), 'http://a.test/')).toEqual(expected);
  });

  test('the narrowest host alone counts', () => {
    const wide = routes(`hosts: [ "*.test" ], http: [ ${TO_WEB} ]`, 'shop/wide');
    const narrow = http(matching('{ uri: { prefix: /api } }', TO_API));
    expect(ways(BASE + wide + narrow, 'http://a.test/api')).toEqual(to('api'));
    expect(ways(BASE + wide + narrow, 'http://a.test/')).toEqual(noRoute('GET /'));
    expect(ways(BASE + wide + narrow, 'http://b.test/')).toEqual(WEB);
  });

  test('one without http routes for the gateway leaves the host to others', () => {
    const wide = routes(`hosts: [ "*.test" ], http: [ ${TO_WEB} ]`, 'shop/wide');
    const empty = http(matching('{ gateways: [ mesh ] }', TO_API));
    expect(ways(BASE + wide + empty, 'http://a.test/')).toEqual(WEB);
    expect(ways(BASE + empty, 'http://a.test/')).toEqual(noHost());
  });
});

const createdAt = (text: string, when: string) =>
  text.replace('metadata: {', `metadata: { creationTimestamp: "${when}",`);

const named = (name: string, items: string) => routes(`hosts: [ a.test ], http: [ ${items} ]`, `shop/${name}`);

describe('the order of routes', () => {
  const prefix = (path: string, rest: string) => matching(`{ uri: { prefix: ${path} } }`, rest);

  test.each<[string, string, string[]]>([
    ['the first that matches', http(`${prefix('/a', TO_API)}, ${prefix('/a/b', TO_WEB)}`), to('api')],
    ['what takes all ends the list', http(`${TO_WEB}, ${prefix('/a', TO_API)}`), WEB],
    ['what takes all by its match, too', http(`${prefix('/', TO_WEB)}, ${prefix('/a', TO_API)}`), WEB],
    ['any regex', http(`${matching('{ uri: { regex: ".*" } }')}, ${prefix('/a', TO_API)}`), WEB],
    [
      'with a header it does not take all',
      http(`${matching('{ headers: { x: { exact: y } } }')}, ${prefix('/a', TO_API)}`),
      to('api'),
    ],
    ['several matches are alternatives', http(matching('{ uri: { exact: /x } }, { uri: { prefix: /a } }')), WEB],
    [
      'of several VirtualServices those that take all come last',
      named('a', TO_WEB) + named('b', prefix('/a', TO_API)),
      to('api'),
    ],
    ['else by name', named('b', prefix('/a/b', TO_WEB)) + named('a', prefix('/a', TO_API)), to('api')],
    [
      'or by age',
      createdAt(named('b', prefix('/a/b', TO_WEB)), '2020-01-01T00:00:00Z') + named('a', prefix('/a', TO_API)),
      WEB,
    ],
    ['of two that take all the first', named('b', TO_WEB) + named('a', TO_API), to('api')],
    [
      'what comes after one that takes all stays out, whatever others there are',
      named('a', `${TO_WEB}, ${prefix('/a', TO_API)}`) + named('b', prefix('/x', TO_API)),
      WEB,
    ],
    [
      'a match that takes all leaves the ones before it where they are',
      named('a', matching('{ uri: { prefix: /a } }, { uri: { prefix: / } }', TO_API)) + named('b', prefix('/', TO_WEB)),
      to('api'),
    ],
    [
      'and lets those of others before it',
      named('a', matching('{ uri: { prefix: /x } }, { uri: { prefix: / } }', TO_API)) +
        named('b', prefix('/a', TO_WEB)),
      WEB,
    ],
  ])('%s', (_, text, expected) => {
    expect(ways(BASE + text, 'http://a.test/a/b')).toEqual(expected);
  });

  test('nothing matches', () => {
    const text = BASE + named('a', prefix('/a', TO_WEB)) + named('b', prefix('/b', TO_API));
    expect(ways(text, 'http://a.test/c', { method: 'POST' })).toEqual(noRoute('POST /c', 'shop/a, shop/b'));
  });
});

const withAuthority = (authority: string) => {
  const server = '{ port: { number: 8080, name: x, protocol: HTTP }, hosts: [ a.test ] }';
  return (
    EDGE.replace('port: 80,', 'port: 8080,') +
    SHOP +
    gateway(server) +
    http(matching(`{ authority: { exact: "${authority}" } }`))
  );
};

describe('matches', () => {
  const doubt =
    'unknown: Could not tell whether spec.http.0 of VirtualService shop/web takes the request: it depends on claims of a token, or on a regular expression that RE2 does not read';

  test.each<[string, string, RequestOptions, boolean]>([
    ['{ uri: { exact: /a/b } }', '/a/b', {}, true],
    ['{ uri: { exact: /a/b } }', '/a/b?x=y', {}, true],
    ['{ uri: { exact: /a } }', '/a/b', {}, false],
    ['{ uri: { exact: /A/b } }', '/a/b', {}, false],
    ['{ uri: { exact: /A/b }, ignoreUriCase: true }', '/a/b', {}, true],
    ['{ uri: { prefix: /a } }', '/ab', {}, true],
    ['{ uri: { prefix: /A }, ignoreUriCase: true }', '/ab', {}, true],
    ['{ uri: { regex: "/a/[a-z]+" } }', '/a/b', {}, true],
    ['{ uri: { regex: "/a" } }', '/a/b', {}, false],
    ['{ uri: { regex: "/A.*" }, ignoreUriCase: true }', '/a', {}, false],
    ['{ method: { exact: GET } }', '/', {}, true],
    ['{ method: { regex: "GET|HEAD" } }', '/', { method: 'POST' }, false],
    ['{ scheme: { exact: http } }', '/', {}, true],
    ['{ scheme: { exact: https } }', '/', {}, false],
    ['{ authority: { exact: a.test } }', '/', {}, true],
    ['{ authority: { prefix: b. } }', '/', {}, false],
    ['{ headers: { X-User: { exact: me } } }', '/', { header: ['x-user: me'] }, true],
    ['{ headers: { x-user: { exact: me } } }', '/', { header: ['x-user: Me'] }, false],
    ['{ headers: { x-user: { prefix: m } } }', '/', {}, false],
    ['{ headers: { x-user: {} } }', '/', { header: ['x-user: me'] }, true],
    ['{ headers: { x-user: {} } }', '/', {}, false],
    ['{ headers: { x-user: { regex: "*" } } }', '/', { header: ['x-user: me'] }, true],
    ['{ headers: { constructor: { prefix: a } } }', '/', {}, false],
    ['{ withoutHeaders: { x-user: {} } }', '/', {}, true],
    ['{ withoutHeaders: { x-user: {} } }', '/', { header: ['x-user: me'] }, false],
    ['{ withoutHeaders: { x-user: { exact: me } } }', '/', {}, true],
    ['{ withoutHeaders: { x-user: { exact: me } } }', '/', { header: ['x-user: you'] }, true],
    ['{ withoutHeaders: { x-user: { regex: ".*" } } }', '/', {}, false],
    ['{ queryParams: { v: { exact: "1" } } }', '/?u=0&v=1', {}, true],
    ['{ queryParams: { v: { exact: "1" } } }', '/?v=2&v=1', {}, false],
    ['{ queryParams: { v: { exact: "1" } } }', '/', {}, false],
    ['{ queryParams: { v: {} } }', '/?v', {}, true],
    ['{ port: 80 }', '/', {}, true],
    ['{ port: 8080 }', '/', {}, false],
    ['{ gateways: [ edge/public ] }', '/', {}, true],
    ['{ gateways: [ mesh, edge/other ] }', '/', {}, false],
    ['{ gateways: [ public ] }', '/', {}, false],
    ['{ sourceLabels: { app: gw } }', '/', {}, true],
    ['{ sourceLabels: { app: web } }', '/', {}, false],
    ['{ sourceNamespace: edge }', '/', {}, true],
    ['{ sourceNamespace: shop }', '/', {}, false],
    ['{ gateways: [ edge/public ], sourceLabels: { app: web } }', '/', {}, true],
    ['{ headers: { "@request.auth.claims.role": { exact: a } } }', '/', {}, false],
    ['{ uri: { prefix: / }, method: { exact: POST } }, { uri: { exact: /x } }', '/x', {}, true],
  ])('%s, %s %j: %s', (match, path, options, isTaken) => {
    const [, , end] = ways(BASE + http(matching(match)), `http://a.test${path}`, options);
    expect(end?.startsWith('arrives') ?? false).toBe(isTaken);
  });

  test.each<[string, RequestOptions]>([
    ['{ uri: { regex: "/(?!a)" } }', {}],
    ['{ headers: { "@request.auth.claims.role": { exact: a } } }', { header: ['authorization: Bearer x'] }],
  ])('%s: could not tell', (match, options) => {
    expect(ways(BASE + http(matching(match)), 'http://a.test/', options)).toEqual([PLAIN, doubt]);
  });

  test('the authority has the port that is not the usual one', () => {
    expect(ways(withAuthority('a.test:8080'), 'http://a.test:8080/').at(-1)).toContain('arrives');
    expect(ways(withAuthority('a.test'), 'http://a.test:8080/').at(-1)).toContain('404');
  });
});

const rootWith = (match: string, more = '') =>
  http(`{ match: [ ${match} ], ${more} delegate: { name: part, namespace: team } }, ${TO_WEB}`);

const delegate = (items: string, more = '') => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: part, namespace: team }
spec: { ${more} http: [ ${items} ] }
`;

describe('delegates', () => {
  const API_OF_SHOP = '{ route: [ { destination: { host: api.shop.svc.cluster.local } } ] }';
  const leaf = (match: string, rest = API_OF_SHOP) => matching(match, rest);

  test.each<[string, string, string, string[]]>([
    [
      'both match',
      rootWith('{ uri: { prefix: /a } }') + delegate(leaf('{ uri: { prefix: /a/b } }')),
      '/a/b',
      to('api'),
    ],
    [
      'the delegate does not',
      rootWith('{ uri: { prefix: /a } }') + delegate(leaf('{ uri: { prefix: /a/b } }')),
      '/a/c',
      WEB,
    ],
    ['a delegate without a match', rootWith('{ uri: { prefix: /a } }') + delegate(API_OF_SHOP), '/a', to('api')],
    [
      'wider than what is delegated',
      rootWith('{ uri: { prefix: /a } }') + delegate(leaf('{ uri: { prefix: / } }')),
      '/a',
      WEB,
    ],
    ['exact, and a prefix', rootWith('{ uri: { exact: /a } }') + delegate(leaf('{ uri: { prefix: /a } }')), '/a', WEB],
    ['a regex in both', rootWith('{ uri: { regex: "/a" } }') + delegate(leaf('{ uri: { regex: "/a" } }')), '/a', WEB],
    [
      'headers of both',
      rootWith('{ headers: { x: { exact: y } } }') + delegate(leaf('{ uri: { prefix: /a } }')),
      '/a',
      WEB,
    ],
    [
      'one of its own routes is left out, another is not',
      rootWith('{ uri: { prefix: /a } }') + delegate(`${leaf('{ uri: { prefix: /z } }')}, ${API_OF_SHOP}`),
      '/a',
      to('api'),
    ],
    ['not exported', rootWith('{ uri: { prefix: /a } }') + delegate(API_OF_SHOP, 'exportTo: [ "." ],'), '/a', WEB],
    ['exported', rootWith('{ uri: { prefix: /a } }') + delegate(API_OF_SHOP, 'exportTo: [ shop ],'), '/a', to('api')],
    ['with hosts', rootWith('{ uri: { prefix: /a } }') + delegate(API_OF_SHOP, 'hosts: [ x.test ],'), '/a', WEB],
    ['not there', rootWith('{ uri: { prefix: /a } }'), '/a', WEB],
    [
      'of a short name in its own namespace',
      rootWith('{ uri: { prefix: /a } }') + delegate(TO_API),
      '/a',
      [PLAIN, 'no-backend: 503: there is no host api.team.svc.cluster.local'],
    ],
  ])('%s', (_, text, path, expected) => {
    expect(ways(BASE + text, `http://a.test${path}`)).toEqual(expected);
  });

  test('has what it leaves out from the route that delegates', () => {
    const text =
      BASE + rootWith('{ uri: { prefix: /a } }', 'rewrite: { uri: /z }, timeout: 5s,') + delegate(API_OF_SHOP);
    expect(traced(text, 'http://a.test/a/b').map(({ hops }) => hops[1]?.notes)).toEqual([
      ['path rewritten to /z', 'timeout 5s'],
    ]);
  });
});

describe('ends of a route', () => {
  test.each<[string, string, string, string]>([
    ['{ uri: /x }', 'http', '/a', 'redirect: 301: redirected to http://a.test/x'],
    ['{ authority: b.test }', 'http', '/a?q=1', 'redirect: 301: redirected to http://b.test/a'],
    ['{ scheme: https }', 'http', '/a', 'redirect: 301: redirected to https://a.test/a'],
    [
      '{ scheme: https, port: 8443, redirectCode: 308 }',
      'http',
      '/a',
      'redirect: 308: redirected to https://a.test:8443/a',
    ],
    ['{ scheme: https, port: 443, redirectCode: 302 }', 'http', '/a', 'redirect: 302: redirected to https://a.test/a'],
    ['{ derivePort: FROM_REQUEST_PORT }', 'http', '/a', 'redirect: 301: redirected to http://a.test/a'],
    ['{ derivePort: FROM_PROTOCOL_DEFAULT }', 'http', '/a', 'redirect: 301: redirected to http://a.test/a'],
  ])('redirect %s of %s %s', (redirect, scheme, path, expected) => {
    expect(ways(BASE + http(`{ redirect: ${redirect} }`), `${scheme}://a.test${path}`)).toEqual([PLAIN, expected]);
  });

  test.each<[string, string]>([
    ['{ directResponse: { status: 503 } }', 'ends: 503: the proxy answers by itself'],
    [
      `{ fault: { abort: { percentage: { value: 100 }, httpStatus: 418 } }, ${TO_WEB.slice(1)}`,
      'ends: 418: a fault is injected into every request',
    ],
    [
      `{ fault: { abort: { percentage: { value: 100 }, grpcStatus: UNAVAILABLE } }, ${TO_WEB.slice(1)}`,
      'ends: gRPC UNAVAILABLE: a fault is injected into every request',
    ],
    ['{ route: [] }', 'no-route: 404: the route names no destination'],
  ])('%s', (item, expected) => {
    expect(ways(BASE + http(item), 'http://a.test/')).toEqual([PLAIN, expected]);
  });

  test.each<[string, readonly string[]]>([
    [
      'fault: { abort: { percentage: { value: 50 }, httpStatus: 418 } }',
      ['a fault is injected into 50 % of the requests'],
    ],
    ['fault: { abort: { httpStatus: 418 } }', []],
    ['fault: { abort: { percentage: { value: 100 } } }', ['a fault is injected into 100 % of the requests']],
    ['fault: { delay: { percentage: { value: 10 }, fixedDelay: 5s } }', ['10 % of the requests are delayed']],
    ['rewrite: { uri: /y, authority: z.test }', ['path rewritten to /y', 'host rewritten to z.test']],
    ['rewrite: { uriRegexRewrite: { match: "/a", rewrite: /b } }', ['path rewritten by the regex /a']],
    ['timeout: 5s, retries: { attempts: 3 }', ['timeout 5s', 'up to 3 retries']],
    ['mirror: { host: api }', ['a copy goes to api']],
    ['mirror: { host: api }, mirrorPercentage: { value: 10 }', ['a copy of 10 % goes to api']],
    [
      'mirrors: [ { destination: { host: api } }, { destination: { host: b }, percentage: { value: 0 } } ]',
      ['a copy goes to api'],
    ],
  ])('%s', (more, expected) => {
    const found = traced(BASE + http(`{ ${more}, ${TO_WEB.slice(1)}`), 'http://a.test/');
    expect(found.map(({ hops }) => hops[1]?.notes)).toEqual([expected]);
  });
});

const splitBy = (...weights: readonly string[]) =>
  http(
    `{ route: [ ${weights.map((weight, index) => `{ destination: { host: ${index === 0 ? 'web' : 'api'} }${weight && `, weight: ${weight}`} }`).join(', ')} ] }`,
  );

const partOf = (name: string, percent: number) => [
  ...to(name).slice(0, 2),
  `arrives at shop/${name}:80 (${percent} %), encrypted: false`,
];

describe('weights', () => {
  test.each<[string, string, string[]]>([
    ['both', splitBy('75', '25'), [...partOf('web', 75), ...partOf('api', 25)]],
    ['of thirds', splitBy('2', '1'), [...partOf('web', 66.67), ...partOf('api', 33.33)]],
    ['0', splitBy('100', '0'), WEB],
    ['none, which is 0', splitBy('100', ''), WEB],
    ['one alone, whatever it is', splitBy('10'), WEB],
    ['all of them 0', splitBy('0', '0'), [PLAIN, 'no-route: 404: the route names no destination']],
  ])('%s', (_, text, expected) => {
    expect(ways(BASE + text, 'http://a.test/')).toEqual(expected);
  });
});

const redirecting = (hosts: string) =>
  `{ port: { number: 80, name: http, protocol: HTTP }, hosts: [ ${hosts} ], tls: { httpsRedirect: true } }`;

const both = (hosts: string) => EDGE + SHOP + gateway(`${redirecting(hosts)}, ${https('a.test')}`);

describe('httpsRedirect', () => {
  const redirected = [PLAIN, 'redirect: 301: redirected to https://a.test/x, as all plain HTTP for a.test is'];

  test.each<[string, string, string[]]>([
    ['a host', both('a.test') + http(TO_WEB), redirected],
    ['without routes', both('a.test'), redirected],
    ['without routes, for one namespace', both('shop/a.test'), noHost()],
    ['for one namespace', both('shop/a.test') + http(TO_WEB), redirected],
    ['any host', both('"*"') + http(TO_WEB), redirected],
    ['whatever the route says', both('a.test') + http('{ directResponse: { status: 200 } }'), redirected],
    [
      'beside a server without it, for the whole host',
      both('a.test') +
        gateway(HTTP, 'edge/more') +
        http(TO_WEB).replace('[ edge/public ]', '[ edge/public, edge/more ]'),
      redirected,
    ],
    [
      'for another host',
      both('b.test') + gateway(HTTP, 'edge/more') + http(TO_WEB).replace('[ edge/public ]', '[ edge/more ]'),
      WEB,
    ],
  ])('%s', (_, text, expected) => {
    expect(ways(text, 'http://a.test/x')).toEqual(expected);
  });

  test('TLS is not redirected', () => {
    expect(ways(both('a.test') + http(TO_WEB), 'https://a.test/x')).toEqual([
      TLS,
      ...WEB.slice(1, 2),
      'arrives at shop/web:80, encrypted: true',
    ]);
  });
});

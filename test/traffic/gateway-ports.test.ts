import { Catalog } from '../../lib/manifest/catalog';
import { trafficOf } from '../../lib/traffic/gateway-protocol';
import type { GatewayServer } from '../../lib/traffic/gateway-server';
import { Mesh } from '../../lib/traffic/mesh';
import { objectsOf } from '../manifest/reading';

const POD = `
---
apiVersion: v1
kind: Pod
metadata: { name: gw, namespace: edge, labels: { istio: ingressgateway } }
spec: { containers: [ { name: istio-proxy, image: x, args: [ router ] } ] }
`;
const gateway = (name: string, servers: string, more = '') => `
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: edge${more} }
spec: { selector: { istio: ingressgateway }, servers: [ ${servers} ] }
`;
const routes = (name: string, spec: string, namespace = 'edge') => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: ${namespace} }
spec: { gateways: [ edge/a ], hosts: [ "*.test" ], ${spec} }
`;
const server = (protocol: string, hosts: string, tls = '', more = '') =>
  `{ port: { number: 443, name: x, protocol: ${protocol} }, hosts: [ ${hosts} ]${tls && `, tls: { ${tls} }`}${more} }`;
const https = (hosts: string, more = '') => server('HTTPS', hosts, 'mode: SIMPLE', more);

function at(text: string, port = 443) {
  const mesh = new Mesh(new Catalog(objectsOf(POD + text)));
  const [pod] = mesh.catalog.pods;
  if (pod === undefined) throw new Error('no Pod');
  return mesh.gatewayPorts.at(pod, port);
}

const keyOf = (one: GatewayServer | undefined) => one && `${one.gateway.name}[${one.index}]`;
const keys = (text: string, port = 443) => at(text, port).servers.map(keyOf);
const OLD = ', creationTimestamp: "2020-01-01T00:00:00Z"';

test.each<[string, string, string]>([
  ['HTTP', '', 'http'],
  ['grpc', '', 'http'],
  ['HTTP2', 'httpsRedirect: true', 'http'],
  ['HTTPS', 'mode: SIMPLE', 'https'],
  ['HTTPS', 'mode: ISTIO_MUTUAL', 'https'],
  ['HTTPS', 'credentialName: x', 'passthrough'],
  ['TLS', 'mode: MUTUAL', 'tls'],
  ['TCP', 'mode: SIMPLE', 'tls'],
  ['TLS', 'mode: AUTO_PASSTHROUGH', 'passthrough'],
  ['TCP', '', 'tcp'],
  ['HTTPS', '', 'tcp'],
  ['other', '', 'tcp'],
])('%s with tls { %s } is %s', (protocol, tls, expected) => {
  expect(at(gateway('a', server(protocol, 'a.test', tls))).servers.map(trafficOf)).toEqual([expected]);
});

test.each<[string, string, string[]]>([
  ['by name', gateway('b', https('b.test')) + gateway('a', https('a.test')), ['a[0]', 'b[0]']],
  ['by age', gateway('b', https('b.test'), OLD) + gateway('a', https('a.test')), ['b[0]', 'a[0]']],
  [
    'a host twice',
    gateway('a', `${https('a.test')}, ${https('b.test, A.test')}, ${https('b.test')}`),
    ['a[0]', 'a[2]'],
  ],
  [
    'a host twice, on addresses of their own',
    gateway('a', `${https('a.test')}, ${https('a.test', ', bind: 10.0.0.1')}`),
    ['a[0]', 'a[1]'],
  ],
  [
    'a host in two namespaces, whose certificates are of one name',
    gateway('a', `${https('x/a.test')}, ${https('y/a.test')}`),
    ['a[0]'],
  ],
  [
    'a host in two namespaces, passed on',
    gateway(
      'a',
      `${server('TLS', 'x/a.test', 'mode: PASSTHROUGH')}, ${server('TLS', 'y/a.test', 'mode: PASSTHROUGH')}`,
    ),
    ['a[0]', 'a[1]'],
  ],
  ['plain HTTP twice', gateway('a', `${server('HTTP', 'a.test')}, ${server('GRPC', 'a.test')}`), ['a[0]', 'a[1]']],
  ['TLS behind plain HTTP', gateway('a', `${server('HTTP', 'a.test')}, ${https('b.test')}`), ['a[0]']],
  [
    'plain HTTP behind TLS',
    gateway('a', `${https('b.test')}, ${server('HTTP', 'a.test')}, ${https('c.test')}`),
    ['a[0]', 'a[1]'],
  ],
  ['TCP and HTTP', gateway('a', `${server('TCP', '"*"')}, ${server('HTTP', 'a.test')}`), ['a[0]']],
  ['HTTP and TCP', gateway('a', `${server('HTTP', 'a.test')}, ${server('TCP', '"*"')}`), ['a[0]']],
  [
    'on addresses of their own',
    gateway('a', `${server('HTTP', 'a.test')}, ${server('TCP', '"*"', '', ', bind: 10.0.0.1')}`),
    ['a[0]', 'a[1]'],
  ],
])('servers that meet: %s', (_, text, expected) => {
  expect(keys(text)).toEqual(expected);
});

const tlsRoute = (host: string, name: string) =>
  routes(name, `tls: [ { match: [ { sniHosts: [ ${host} ] } ], route: [ { destination: { host: ${name} } } ] } ]`);

const tcpRoute = (name: string, more = '') =>
  routes(
    name,
    `${more} tcp: [ { match: [ { port: 444 } ], route: [ {} ] }, { route: [] }, { match: [ { port: 443 }, { port: 1 } ], route: [ {} ] } ]`,
  );

describe('which takes a connection', () => {
  const text = gateway('a', `${https('"*"')}, ${https('"*.a.test"')}, ${https('b.a.test')}`);

  test.each<[string | undefined, string | undefined]>([
    ['b.a.test', 'a[2]'],
    ['B.A.test', 'a[2]'],
    ['c.a.test', 'a[1]'],
    ['d.c.a.test', 'a[1]'],
    ['a.test', 'a[0]'],
    [undefined, 'a[0]'],
  ])('server name %s: %s', (name, expected) => {
    expect(keyOf(at(text).chainFor(name)?.server)).toBe(expected);
    expect(keyOf(at(text).tlsServerFor(name))).toBe(expected);
  });

  test('without any for all', () => {
    const narrow = gateway('a', https('"*.a.test"'));
    expect([at(narrow).chainFor(undefined), at(narrow).chainFor('a.test')]).toEqual([undefined, undefined]);
  });

  test('where TLS is passed on, that of a route', () => {
    const passing = gateway('a', `${server('TLS', '"*.test"', 'mode: PASSTHROUGH')}, ${https('"*"')}`);
    const found = at(
      passing + tlsRoute('b.test', 'third') + tlsRoute('b.test', 'second') + tlsRoute('"*.b.test"', 'first'),
    );
    const told = (name: string) => {
      const chain = found.chainFor(name);
      return [keyOf(chain?.server), chain?.route?.vs.name];
    };
    expect([told('b.test'), told('c.b.test'), told('c.test')]).toEqual([
      ['a[0]', 'second'],
      ['a[0]', 'first'],
      ['a[1]', undefined],
    ]);
    expect(keyOf(found.tlsServerFor('c.test'))).toBe('a[0]');
  });

  test('connections that are not looked into go to the first tcp route', () => {
    const tcp = gateway('a', server('TCP', '"*"'));
    const found = at(tcp + tcpRoute('third') + tcpRoute('second') + tcpRoute('first', 'exportTo: [ "~" ],'));
    const connection = found.opaqueServer && found.connectionOf(found.opaqueServer);
    expect([connection?.vs.name, connection?.field.path]).toEqual(['second', ['spec', 'tcp', 2]]);
    expect(at(tcp).connectionOf(at(tcp).servers[0] as GatewayServer)).toBeUndefined();
  });
});

test('what is on no port', () => {
  const found = at('', 443);
  expect([
    found.servers,
    found.plainServer,
    found.opaqueServer,
    found.takesTls,
    found.chainFor('a'),
    found.plainServerFor('a'),
  ]).toEqual([[], undefined, undefined, false, undefined, undefined]);
});

import { Catalog } from '../../lib/manifest/catalog';
import { pathText } from '../../lib/manifest/manifest';
import { Mesh } from '../../lib/traffic/mesh';
import { objectsOf } from '../manifest/reading';

const POD = `
---
apiVersion: v1
kind: Pod
metadata: { name: gw, namespace: edge, labels: { istio: ingressgateway } }
spec: { containers: [ { name: istio-proxy, image: x, args: [ router ] } ] }
`;
const gateway = (name: string, servers: string) => `
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: edge }
spec: { selector: { istio: ingressgateway }, servers: [ ${servers} ] }
`;
const vs = (name: string, hosts: string, http = '{ match: [ { uri: { exact: /x } } ] }', gateways = 'edge/a') => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name}, namespace: shop }
spec: { gateways: [ ${gateways} ], hosts: [ ${hosts} ], http: [ ${http} ] }
`;
const http = (hosts: string, more = '') =>
  `{ port: { number: 80, name: x, protocol: HTTP }, hosts: [ ${hosts} ]${more} }`;
const https = (hosts: string) =>
  `{ port: { number: 443, name: y, protocol: HTTPS }, hosts: [ ${hosts} ], tls: { mode: SIMPLE } }`;

/** The virtual host for a host at a server, with its routes. */
function find(text: string, host: string, at = 'a[0]') {
  const mesh = new Mesh(new Catalog(objectsOf(POD + text)));
  const [pod] = mesh.catalog.pods;
  const server = mesh.gateways.all
    .flatMap(({ servers }) => servers)
    .find((one) => `${one.gateway.name}[${one.index}]` === at);
  if (pod === undefined || server === undefined) throw new Error('no Pod, or no server');
  const found = mesh.routeTables.of(server, pod).find(host);
  return (
    found && { host: found.host, routes: found.routes.map((route) => `${route.vs.name} ${pathText(route.field.path)}`) }
  );
}

test.each<[string, string, string, ReturnType<typeof find>]>([
  ['the common part of hosts', vs('v', '"*.test"'), 'a.test', { host: 'a.test', routes: ['v spec.http[0]'] }],
  [
    'of both wildcards the narrower',
    vs('v', '"*.b.test"'),
    'x.b.test',
    { host: '*.b.test', routes: ['v spec.http[0]'] },
  ],
  [
    'the narrowest alone',
    vs('v', '"*.b.test"') + vs('w', 'c.b.test'),
    'c.b.test',
    { host: 'c.b.test', routes: ['w spec.http[0]'] },
  ],
  [
    'several for one host',
    vs('w', 'a.test') + vs('v', 'a.test'),
    'a.test',
    { host: 'a.test', routes: ['v spec.http[0]', 'w spec.http[0]'] },
  ],
  [
    'what takes all comes last',
    vs('v', 'a.test', '{}') + vs('w', 'a.test'),
    'a.test',
    { host: 'a.test', routes: ['w spec.http[0]', 'v spec.http[0]'] },
  ],
  [
    'one without routes for the gateway has no part',
    vs('v', 'c.b.test', '{ match: [ { gateways: [ mesh ] } ] }') + vs('w', '"*.b.test"'),
    'c.b.test',
    { host: '*.b.test', routes: ['w spec.http[0]'] },
  ],
  ['none', vs('v', 'b.test'), 'a.test', undefined],
])('%s', (_, text, host, expected) => {
  expect(find(gateway('a', http('a.test, "*.b.test"')) + text, host)).toEqual(expected);
});

test('HTTP servers of a port share a table, whatever Gateway they are of', () => {
  const text =
    gateway('a', `${http('a.test')}, ${https('c.test')}`) +
    gateway('b', http('b.test')) +
    vs('v', '"*.test"') +
    vs('w', 'b.test', '{}', 'edge/b');
  expect(find(text, 'b.test')).toEqual({ host: 'b.test', routes: ['w spec.http[0]'] });
  expect(find(text, 'a.test', 'b[0]')).toEqual({ host: 'a.test', routes: ['v spec.http[0]'] });
  expect(find(text, 'c.test')).toBeUndefined();
  expect(find(text, 'a.test', 'a[1]')).toBeUndefined();
  expect(find(text, 'c.test', 'a[1]')).toEqual({ host: 'c.test', routes: ['v spec.http[0]'] });
});

test('not with those of another address', () => {
  const text = gateway('a', `${http('a.test')}, ${http('b.test', ', bind: 10.0.0.1')}`) + vs('v', '"*.test"');
  expect([find(text, 'b.test')?.host, find(text, 'b.test', 'a[1]')?.host]).toEqual([undefined, 'b.test']);
});

test('routes are those of the server that they are on', () => {
  const ports = '{ match: [ { port: 80, uri: { exact: /x } } ] }, { match: [ { port: 443, uri: { exact: /y } } ] }';
  const text = gateway('a', `${http('a.test')}, ${https('a.test')}`) + vs('v', 'a.test', ports);
  expect([find(text, 'a.test')?.routes, find(text, 'a.test', 'a[1]')?.routes]).toEqual([
    ['v spec.http[0]'],
    ['v spec.http[1]'],
  ]);
});

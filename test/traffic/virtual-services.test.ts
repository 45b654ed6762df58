import { Catalog } from '../../lib/manifest/catalog';
import { type Manifest, pathText } from '../../lib/manifest/manifest';
import type { Binding } from '../../lib/traffic/bindings';
import { Gateways } from '../../lib/traffic/gateways';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { Services } from '../../lib/traffic/services';
import { Routes } from '../../lib/traffic/virtual-services';
import { objectsOf } from '../manifest/reading';

function mesh(text: string, settings = {}) {
  const catalog = new Catalog(objectsOf(text));
  const config = meshConfigOf(settings);
  const gateways = new Gateways(catalog, new Services(catalog));
  return { gateways, routes: new Routes(catalog, config, gateways) };
}

const gateway = (key: string, servers: string, version = 'v1') => `
---
apiVersion: networking.istio.io/${version}
kind: Gateway
metadata: { name: ${key.split('/')[1]}, namespace: ${key.split('/')[0]} }
spec: { servers: ${servers} }
`;

const route = (name: string, spec: string, namespace = 'shop', version = 'v1') => `
---
apiVersion: networking.istio.io/${version}
kind: VirtualService
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
`;

const on = (hosts: string, gateways = '[ edge/gw ]') => `{ hosts: ${hosts}, gateways: ${gateways} }`;

/** `GATEWAY[SERVER] of VIRTUALSERVICE: HOST & SERVER HOST = SERVED`, and where both are named. */
function plain({ vs, server, serverHost, host, served, hostPath, gatewayPath }: Binding) {
  const places = `${pathText(hostPath)}, ${pathText(gatewayPath)}`;
  return `${server.gateway.key}[${server.index}] of ${vs.name}: ${host} & ${serverHost.text} = ${served} (${places})`;
}

/** All bindings, as seen from the VirtualServices and from the servers. */
function bindingsIn(text: string) {
  const { gateways, routes } = mesh(text);
  const servers = gateways.all.flatMap((one) => one.servers);
  return {
    ofRoutes: routes.all.flatMap((vs) => routes.bindingsOf(vs).map(plain)),
    ofServers: servers.flatMap((server) => routes.on(server).map(plain)),
  };
}

/** The one VirtualService of the text. */
function only(text: string, settings = {}): { routes: Routes; vs: Manifest } {
  const { routes } = mesh(text, settings);
  return { routes, vs: routes.all[0] as Manifest };
}

test.each<[string, string, string[]]>([
  ['[ a.com ]', '[ a.com ]', ['a.com & a.com = a.com']],
  ['[ "*.com" ]', '[ a.com ]', ['a.com & *.com = a.com']],
  ['[ a.com ]', '[ "*.com" ]', ['*.com & a.com = a.com']],
  ['[ "*.a.com" ]', '[ "*.com" ]', ['*.com & *.a.com = *.a.com']],
  ['[ "*" ]', '[ "*" ]', ['* & * = *']],
  ['[ A.com ]', '[ a.COM ]', ['a.COM & A.com = a.com']],
  ['[ "*.com" ]', '[ com ]', []],
  ['[ "*.com" ]', '[ b.org ]', []],
  ['[ reviews ]', '[ reviews ]', []],
  ['[ "*.local" ]', '[ reviews ]', ['reviews.shop.svc.cluster.local & *.local = reviews.shop.svc.cluster.local']],
  ['[ shop/a.com ]', '[ a.com ]', ['a.com & shop/a.com = a.com']],
  ['[ "*/a.com" ]', '[ a.com ]', ['a.com & */a.com = a.com']],
  ['[ edge/a.com ]', '[ a.com ]', []],
  ['[ ./a.com ]', '[ a.com ]', []],
  ['[ /a.com ]', '[ a.com ]', []],
  ['[ shop/, "", null, 7 ]', '[ "*" ]', []],
  ['[ "*" ]', '[ "", null, 7 ]', []],
  ['a.com', '[ a.com ]', []],
  ['[ a.com ]', 'a.com', []],
  ['[ "*", "*.com", a.com, shop/a.com ]', '[ a.com ]', ['a.com & * = a.com']],
  ['[ b.com, a.com ]', '[ "*.com" ]', ['*.com & b.com = b.com', '*.com & a.com = a.com']],
])('a server for %s has, of a route for %s', (serverHosts, hosts, expected) => {
  const { ofRoutes, ofServers } = bindingsIn(
    gateway('edge/gw', `[ { hosts: ${serverHosts} } ]`) + route('r', on(hosts)),
  );
  const expectedTexts = expected.map((text) => `edge/gw[0] of r: ${text} (spec.hosts[0], spec.gateways[0])`);

  expect({ ofRoutes, ofServers }).toEqual({ ofRoutes: expectedTexts, ofServers: expectedTexts });
});

test('hosts are for the namespaces that the server names', () => {
  const servers = '[ { hosts: [ ./a.com, shop/b.com ] } ]';
  const hosts = '[ a.com, b.com ]';
  const { ofRoutes, ofServers } = bindingsIn(
    gateway('edge/gw', servers) +
      route('theirs', on(hosts)) +
      route('own', on(hosts), 'edge') +
      route('other', on(hosts), 'other') +
      route('default', on(hosts), '""'),
  );
  const expected = [
    'edge/gw[0] of theirs: b.com & shop/b.com = b.com (spec.hosts[1], spec.gateways[0])',
    'edge/gw[0] of own: a.com & ./a.com = a.com (spec.hosts[0], spec.gateways[0])',
  ];

  expect({ ofRoutes, ofServers }).toEqual({ ofRoutes: expected, ofServers: expected });
});

test('bindings of several Gateways, servers and versions come in the order of the input', () => {
  const { ofRoutes, ofServers } = bindingsIn(
    route('second', on('[ "*.b.com", a.com ]', '[ lost, gw, mesh, shop/gw, ./gw, edge/gw ]'), 'shop', 'v1beta1') +
      gateway('edge/gw', '[ { hosts: [ "*" ] }, null, { hosts: [ x.b.com, a.com, y.b.com ] } ]', 'v1alpha3') +
      gateway('shop/gw', '[ { hosts: [ ./a.com ] } ]', 'v1beta1') +
      route('first', on('[ a.com ]'), 'edge', 'v1alpha3') +
      route('on-none', '{ hosts: [ a.com ] }', 'edge'),
  );

  expect({ ofRoutes, ofServers }).toEqual({
    ofRoutes: [
      'shop/gw[0] of second: a.com & ./a.com = a.com (spec.hosts[1], spec.gateways[1])',
      'edge/gw[0] of second: *.b.com & * = *.b.com (spec.hosts[0], spec.gateways[5])',
      'edge/gw[2] of second: *.b.com & x.b.com = x.b.com (spec.hosts[0], spec.gateways[5])',
      'edge/gw[2] of second: *.b.com & y.b.com = y.b.com (spec.hosts[0], spec.gateways[5])',
      'edge/gw[0] of second: a.com & * = a.com (spec.hosts[1], spec.gateways[5])',
      'edge/gw[2] of second: a.com & a.com = a.com (spec.hosts[1], spec.gateways[5])',
      'edge/gw[0] of first: a.com & * = a.com (spec.hosts[0], spec.gateways[0])',
      'edge/gw[2] of first: a.com & a.com = a.com (spec.hosts[0], spec.gateways[0])',
    ],
    ofServers: [
      'edge/gw[0] of second: *.b.com & * = *.b.com (spec.hosts[0], spec.gateways[5])',
      'edge/gw[0] of second: a.com & * = a.com (spec.hosts[1], spec.gateways[5])',
      'edge/gw[0] of first: a.com & * = a.com (spec.hosts[0], spec.gateways[0])',
      'edge/gw[2] of second: *.b.com & x.b.com = x.b.com (spec.hosts[0], spec.gateways[5])',
      'edge/gw[2] of second: *.b.com & y.b.com = y.b.com (spec.hosts[0], spec.gateways[5])',
      'edge/gw[2] of second: a.com & a.com = a.com (spec.hosts[1], spec.gateways[5])',
      'edge/gw[2] of first: a.com & a.com = a.com (spec.hosts[0], spec.gateways[0])',
      'shop/gw[0] of second: a.com & ./a.com = a.com (spec.hosts[1], spec.gateways[1])',
    ],
  });
});

test.each<[string, unknown[]]>([
  ['{}', [['mesh', 'spec.gateways', 'mesh']]],
  ['{ gateways: [] }', [['mesh', 'spec.gateways', 'mesh']]],
  ['{ gateways: text }', [['mesh', 'spec.gateways', 'mesh']]],
  ['[ 1 ]', [['mesh', 'spec.gateways', 'mesh']]],
  ['null', [['mesh', 'spec.gateways', 'mesh']]],
  ['{ gateways: [ null, 7, "" ] }', []],
  [
    '{ gateways: [ gw, edge/gw, mesh, lost, shop/mesh, x/a~istio-autogenerated-k8s-gateway~b ] }',
    [
      ['gw', 'spec.gateways[0]', 'shop/gw'],
      ['edge/gw', 'spec.gateways[1]', 'edge/gw'],
      ['mesh', 'spec.gateways[2]', 'mesh'],
      ['lost', 'spec.gateways[3]', undefined],
      ['shop/mesh', 'spec.gateways[4]', 'shop/mesh'],
      ['x/a~istio-autogenerated-k8s-gateway~b', 'spec.gateways[5]', 'internal'],
    ],
  ],
])('Gateways of %s', (spec, expected) => {
  const gateways = ['shop/gw', 'edge/gw', 'shop/mesh'].map((key) => gateway(key, '[]')).join('');
  const { routes, vs } = only(gateways + route('r', spec));
  const found = routes.gatewaysOf(vs).map(({ text, path, gateway: named, isMesh, isInternal }) => {
    return [text, pathText(path), [named?.key, isMesh && 'mesh', isInternal && 'internal'].find(Boolean)];
  });

  expect(found).toEqual(expected);
  expect(routes.onMesh(vs)).toBe(expected.some((one) => Array.isArray(one) && one[2] === 'mesh'));
});

test('hosts of a VirtualService, with short names in full', () => {
  const { routes, vs } = only(route('r', '{ hosts: [ reviews, null, 7, "", a.com, "*" ] }', '""'));

  expect(routes.hostsOf(vs).map(({ path, ...host }) => ({ ...host, path: pathText(path) }))).toEqual([
    { text: 'reviews', full: 'reviews.default.svc.cluster.local', path: 'spec.hosts[0]' },
    { text: 'a.com', full: 'a.com', path: 'spec.hosts[4]' },
    { text: '*', full: '*', path: 'spec.hosts[5]' },
  ]);
});

test.each<[string, string[]]>([
  ['{}', ['shop', 'edge']],
  ['{ exportTo: [] }', ['shop', 'edge']],
  ['{ exportTo: text }', ['shop', 'edge']],
  ['{ exportTo: [ "*" ] }', ['shop', 'edge']],
  ['{ exportTo: [ . ] }', ['shop']],
  ['{ exportTo: [ edge ] }', ['edge']],
  ['{ exportTo: [ ., edge ] }', ['shop', 'edge']],
  ['{ exportTo: [ ~ , "~" ] }', []],
])('%s is exported to', (spec, expected) => {
  const { routes, vs } = only(route('r', spec));

  expect(['shop', 'edge'].filter((namespace) => routes.exportsTo(vs, namespace))).toEqual(expected);
});

test('the mesh config says where a VirtualService without exportTo is exported to', () => {
  const settings = { defaultVirtualServiceExportTo: ['.'] };
  const exported = (spec: string) => {
    const { routes, vs } = only(route('r', spec), settings);
    return ['shop', 'edge'].filter((namespace) => routes.exportsTo(vs, namespace));
  };

  expect([exported('{}'), exported('{ exportTo: [ "*" ] }')]).toEqual([['shop'], ['shop', 'edge']]);
});

test('destinations of all routes, and mirrors after those of their route', () => {
  const { routes, vs } = only(
    route(
      'r',
      `{
        tcp: [ { route: [ { destination: { host: db, port: { number: 5432 } } } ], mirror: { host: not-read } } ],
        http: [
          { redirect: { uri: / } },
          {
            mirrors: [ { destination: { host: m2.com, subset: v2 }, percentage: { value: 5 } }, null ],
            mirror: { host: m1 },
            route: [
              { destination: { host: a.com, subset: v1, port: { number: 80 } }, weight: 90 },
              { destination: { host: b }, weight: 0 }
            ]
          }
        ],
        tls: [ { route: [ { destination: { host: "*.c.com" } } ] } ]
      }`,
    ),
  );
  const http = { route: { kind: 'http', index: 1 }, weight: undefined, port: undefined, subset: '' };

  expect(routes.destinationsOf(vs).map(({ path, ...rest }) => ({ ...rest, path: pathText(path) }))).toEqual([
    {
      ...http,
      host: 'a.com',
      full: 'a.com',
      port: 80,
      subset: 'v1',
      kind: 'route',
      weight: 90,
      path: 'spec.http[1].route[0].destination',
    },
    {
      ...http,
      host: 'b',
      full: 'b.shop.svc.cluster.local',
      kind: 'route',
      weight: 0,
      path: 'spec.http[1].route[1].destination',
    },
    { ...http, host: 'm1', full: 'm1.shop.svc.cluster.local', kind: 'mirror', path: 'spec.http[1].mirror' },
    {
      ...http,
      host: 'm2.com',
      full: 'm2.com',
      subset: 'v2',
      kind: 'mirror',
      path: 'spec.http[1].mirrors[0].destination',
    },
    {
      ...http,
      host: '*.c.com',
      full: '*.c.com',
      kind: 'route',
      route: { kind: 'tls', index: 0 },
      path: 'spec.tls[0].route[0].destination',
    },
    {
      ...http,
      host: 'db',
      full: 'db.shop.svc.cluster.local',
      port: 5432,
      kind: 'route',
      route: { kind: 'tcp', index: 0 },
      path: 'spec.tcp[0].route[0].destination',
    },
  ]);
});

test.each([
  'null',
  'text',
  '{ http: { a: 1 }, tls: null, tcp: text }',
  '{ http: [ null, 7, [], text, { route: {}, mirror: [], mirrors: {} } ] }',
  '{ http: [ { route: [ null, 7, {}, { destination: a }, { destination: { host: 7 } } ], mirror: { host: "" } } ] }',
  '{ http: [ { delegate: { name: other } } ] }',
])('%s has no destinations', (spec) => {
  const { routes, vs } = only(route('r', spec));

  expect(routes.destinationsOf(vs)).toEqual([]);
});

test('ports and weights that are no numbers are as if not written', () => {
  const odd = '{ destination: { host: a.com, subset: 1, port: { number: "80" } }, weight: "50" }';
  const { routes, vs } = only(route('r', `{ http: [ null, { route: [ ${odd} ] } ] }`));

  expect(routes.destinationsOf(vs)).toEqual([
    {
      host: 'a.com',
      full: 'a.com',
      port: undefined,
      subset: '',
      kind: 'route',
      route: { kind: 'http', index: 1 },
      weight: undefined,
      path: ['spec', 'http', 1, 'route', 0, 'destination'],
    },
  ]);
});

test('what a name stands for in a list of an object of some namespace', () => {
  const { routes } = mesh(gateway('edge/public', '[]'));
  const named = (text: string, namespace: string) => {
    const { gateway: found, isMesh, isInternal } = routes.gatewayNamed(text, ['spec'], namespace);
    return [found?.key, isMesh, isInternal];
  };

  expect(named('public', 'edge')).toEqual(['edge/public', false, false]);
  expect(named('public', 'shop')).toEqual([undefined, false, false]);
  expect(named('edge/public', 'shop')).toEqual(['edge/public', false, false]);
  expect(named('mesh', 'edge')).toEqual([undefined, true, false]);
  expect(named('edge/a~istio-autogenerated-k8s-gateway~b', 'edge')).toEqual([undefined, false, true]);
});

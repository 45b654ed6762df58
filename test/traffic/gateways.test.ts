import { Catalog } from '../../lib/manifest/catalog';
import type { Manifest } from '../../lib/manifest/manifest';
import { pathText } from '../../lib/manifest/manifest';
import type { Pod } from '../../lib/manifest/pods';
import { assumedGateway } from '../../lib/traffic/default-gateway';
import type { Gateway } from '../../lib/traffic/gateway-server';
import { Gateways } from '../../lib/traffic/gateways';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { Services } from '../../lib/traffic/services';
import { objectsOf } from '../manifest/reading';

const config = meshConfigOf();

function gatewaysIn(catalog: Catalog): Gateways {
  return new Gateways(catalog, new Services(catalog));
}

function mesh(text: string, context = '') {
  const catalog = new Catalog(objectsOf(text), { context: objectsOf(context) });
  const gateways = gatewaysIn(catalog);
  const pod = (name: string) => catalog.pods.find(({ owner }) => owner.name === name) as Pod;
  const listeners = (name: string) => gateways.listeners(pod(name)).map(plain);
  return { catalog, gateways, pod, listeners };
}

function plain({ port, bind, servers }: ReturnType<Gateways['listeners']>[number]) {
  return { at: `${bind}:${port}`, servers: servers.map(({ gateway, index }) => `${gateway.key}[${index}]`) };
}

const keys = (gateways: readonly Gateway[]) => gateways.map(({ key }) => key);
const names = (pods: readonly Pod[]) => pods.map(({ owner }) => owner.name);

const gateway = (name: string, selector: string, servers = '[]', version = 'v1') => `
---
apiVersion: networking.istio.io/${version}
kind: Gateway
metadata: { name: ${name.split('/').at(-1)}, namespace: ${name.includes('/') ? name.split('/')[0] : '""'} }
spec: { selector: ${selector}, servers: ${servers} }
`;

const pod = (name: string, labels: string, namespace = 'edge', spec = '{}') => `
---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: ${labels} }
spec: ${spec}
`;

const service = (name: string, selector: string, ports: string, labels = '{}') => `
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: edge, labels: ${labels} }
spec: { selector: ${selector}, ports: ${ports} }
`;

const onPort = (port: number, hosts = '["*"]', rest = '') => `{ port: { number: ${port} }, hosts: ${hosts}, ${rest} }`;

/** The servers of one Gateway, in namespace shop, without what leads back to it. */
function serversOf(servers: string) {
  const { gateways } = mesh(gateway('shop/gw', '{}', servers));
  return gateways.all.flatMap((one) =>
    one.servers.map(({ gateway: owner, field, hosts, credentials, ...server }) => ({
      ...server,
      isOwned: owner === one,
      path: pathText(field.path),
      hosts: hosts.map(({ text, namespace, host, path }) => ({ text, namespace, host, path: pathText(path) })),
      credentials: credentials.map(({ name, path }) => ({ name, path: pathText(path) })),
    })),
  );
}

const NOTHING = {
  port: 0,
  protocol: undefined,
  bind: '',
  hosts: [],
  tlsMode: undefined,
  terminates: false,
  httpsRedirect: false,
  credentials: [],
  isOwned: true,
};

const host = (index: number, written: string, namespace: string, name: string) => ({
  text: written,
  path: `spec.servers[0].hosts[${index}]`,
  namespace,
  host: name,
});

test('a server as istiod reads it', () => {
  const text = `[
    {
      port: { number: 443, name: https, protocol: https }, bind: 10.0.0.1,
      hosts: [ a.com, "*/b.com", ./c.com, "other/*", /d.com, other/, null, 5 ],
      tls: { mode: MUTUAL, credentialName: one, credentialNames: [ two, "", null, three ] }
    },
    { port: { number: 80, protocol: HTTP }, hosts: [ "*" ], tls: { httpsRedirect: true } }
  ]`;

  expect(serversOf(text)).toEqual([
    {
      ...NOTHING,
      index: 0,
      path: 'spec.servers[0]',
      port: 443,
      protocol: 'HTTPS',
      bind: '10.0.0.1',
      hosts: [
        host(0, 'a.com', '*', 'a.com'),
        host(1, '*/b.com', '*', 'b.com'),
        host(2, './c.com', 'shop', 'c.com'),
        host(3, 'other/*', 'other', '*'),
        host(4, '/d.com', '', 'd.com'),
      ],
      tlsMode: 'MUTUAL',
      terminates: true,
      credentials: [
        { name: 'one', path: 'spec.servers[0].tls.credentialName' },
        { name: 'two', path: 'spec.servers[0].tls.credentialNames[0]' },
        { name: 'three', path: 'spec.servers[0].tls.credentialNames[3]' },
      ],
    },
    {
      ...NOTHING,
      index: 1,
      path: 'spec.servers[1]',
      port: 80,
      protocol: 'HTTP',
      hosts: [{ text: '*', path: 'spec.servers[1].hosts[0]', namespace: '*', host: '*' }],
      tlsMode: 'PASSTHROUGH',
      httpsRedirect: true,
    },
  ]);
});

test.each<[string, string | undefined, boolean]>([
  ['{}', 'PASSTHROUGH', false],
  ['{ mode: null }', 'PASSTHROUGH', false],
  ['{ mode: 1 }', 'PASSTHROUGH', false],
  ['wrong', 'PASSTHROUGH', false],
  ['null', undefined, false],
  ['{ mode: SIMPLE }', 'SIMPLE', true],
  ['{ mode: MUTUAL }', 'MUTUAL', true],
  ['{ mode: OPTIONAL_MUTUAL }', 'OPTIONAL_MUTUAL', true],
  ['{ mode: ISTIO_MUTUAL }', 'ISTIO_MUTUAL', true],
  ['{ mode: PASSTHROUGH }', 'PASSTHROUGH', false],
  ['{ mode: AUTO_PASSTHROUGH }', 'AUTO_PASSTHROUGH', false],
  ['{ mode: simple }', 'simple', false],
])('tls: %s', (tls, tlsMode, terminates) => {
  expect(serversOf(`[ { tls: ${tls} } ]`)).toEqual([
    { ...NOTHING, index: 0, path: 'spec.servers[0]', tlsMode, terminates },
  ]);
});

test('servers that are none are read as empty, so that indexes stay', () => {
  const odd = `[ null, 7, text, [], { port: 443, hosts: a.com, bind: 1 }, { port: { number: "443", protocol: 6 } } ]`;

  expect(serversOf(odd)).toEqual(
    [0, 1, 2, 3, 4, 5].map((index) => ({ ...NOTHING, index, path: `spec.servers[${index}]` })),
  );
});

test('Gateways of all versions are one kind; the last of one name counts; the default namespace is filled in', () => {
  const { gateways, catalog } = mesh(
    gateway('a', '{}', '[]', 'v1') +
      gateway('shop/a', '{ old: "1" }', '[]', 'v1alpha3') +
      gateway('shop/b', '{ istio: x, number: 1 }', '[]', 'v1beta1') +
      gateway('shop/a', '{ new: "1" }') +
      `
---
{ apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: { name: b, namespace: shop } }
---
{ apiVersion: networking.istio.io/v1, kind: Gateway, metadata: { namespace: odd } }
---
{ apiVersion: networking.istio.io/v1, kind: Gateway, metadata: { namespace: odd }, spec: [ 1 ] }
`,
    gateway('context/c', 'text', 'text'),
  );

  expect(
    gateways.all.map(({ key, namespace, name, selector, servers }) => [key, namespace, name, selector, servers]),
  ).toEqual([
    ['default/a', 'default', 'a', {}, []],
    ['shop/b', 'shop', 'b', { istio: 'x', number: '' }, []],
    ['shop/a', 'shop', 'a', { new: '1' }, []],
    ['odd/', 'odd', '', {}, []],
    ['odd/', 'odd', '', {}, []],
    ['context/c', 'context', 'c', {}, []],
  ]);
  const found = catalog.all.map((manifest: Manifest) => gateways.of(manifest));
  expect([found.length, found.filter((one) => one === undefined).length, found[0] === gateways.all[0]]).toEqual([
    7,
    1,
    true,
  ]);
});

test.each([
  ['gw', 'shop/gw'],
  ['shop/gw', 'shop/gw'],
  ['./gw', 'shop/gw'],
  ['edge/gw', 'edge/gw'],
  ['gw.edge', 'edge/gw'],
  ['gw.edge.svc.cluster.local', 'edge/gw'],
  ['gw.edge.anything', 'edge/gw'],
  ['default/gw', 'default/gw'],
  ['other', undefined],
  ['mesh', undefined],
  ['other/gw', undefined],
  ['edge/gw/gw', undefined],
  ['edge/gw.edge', undefined],
  ['*/gw', undefined],
  ['/gw', undefined],
  ['gw/', undefined],
  ['/', undefined],
  ['.', undefined],
  ['.edge', undefined],
  ['', undefined],
  ['constructor', undefined],
])('"%s", named in namespace shop, is %s', (ref, expected) => {
  const { gateways } = mesh(['shop/gw', 'edge/gw', 'gw', 'edge/'].map((name) => gateway(name, '{}')).join(''));

  expect(gateways.resolve(ref, 'shop')?.key).toBe(expected);
});

test('what has no namespace is looked up in the default one', () => {
  const { gateways } = mesh(gateway('gw', '{}') + gateway('shop/other', '{}'));

  expect([
    gateways.resolve('gw', '')?.key,
    gateways.find('', 'gw')?.key,
    gateways.find('shop', 'other')?.key,
    gateways.find('', ''),
    gateways.find('shop', 'gw'),
  ]).toEqual(['default/gw', 'default/gw', 'shop/other', undefined, undefined]);
});

test('a selector is for the Pods of all namespaces', () => {
  const { gateways, pod: named } = mesh(
    gateway('shop/one', '{ istio: edge }') +
      gateway('edge/both', '{ istio: edge, tier: web }') +
      gateway('shop/same', '{ tier: web, istio: edge }') +
      gateway('shop/none', '{ istio: other }') +
      gateway('shop/number', '{ istio: 1 }') +
      pod('plain', '{ istio: edge }', 'shop') +
      pod('web', '{ istio: edge, tier: web, more: x }') +
      pod('odd', '{ istio: 1 }') +
      pod('unlabelled', 'text'),
  );

  expect({
    podsOf: gateways.all.map((one) => [one.name, names(gateways.podsOf(one))]),
    on: ['plain', 'web', 'odd', 'unlabelled'].map((name) => [name, keys(gateways.on(named(name)))]),
  }).toEqual({
    podsOf: [
      ['one', ['plain', 'web']],
      ['both', ['web']],
      ['same', ['web']],
      ['none', []],
      ['number', []],
    ],
    on: [
      ['plain', ['shop/one']],
      ['web', ['shop/one', 'edge/both', 'shop/same']],
      ['odd', []],
      ['unlabelled', []],
    ],
  });
});

const container = (rest: string) => `{ containers: [ null, { name: app, args: [ router ] }, { ${rest} } ] }`;

test.each([['{}'], ['null'], ['text']])('a Gateway with selector %s is for the Pods that are gateways', (selector) => {
  const { gateways } = mesh(
    gateway('shop/gw', selector) +
      pod('router', '{}', 'a', container('name: istio-proxy, args: [ proxy, router, 1 ]')) +
      pod('sidecar', '{}', 'a', container('name: istio-proxy, args: [ proxy, sidecar ]')) +
      pod('odd', '{}', 'a', '{ containers: text }') +
      pod('gateway-api', '{ gateway.networking.k8s.io/gateway-name: x }') +
      `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: injected }
spec: { template: { metadata: { annotations: { inject.istio.io/templates: "a, gateway" } } } }
---
apiVersion: v1
kind: Pod
metadata: { name: injected-otherwise, annotations: { inject.istio.io/templates: sidecar } }
`,
  );

  expect(gateways.all.map((one) => names(gateways.podsOf(one)))).toEqual([['router', 'gateway-api', 'injected']]);
});

test('what is on the gateway that is assumed can be told', () => {
  const objects = objectsOf(
    gateway('a', '{ istio: ingressgateway }') + gateway('b', '{ istio: edge }') + gateway('c', '{}'),
  );
  const context = assumedGateway(new Catalog(objects), config);
  const gateways = gatewaysIn(new Catalog(objects, { context }));

  expect(gateways.all.map((one) => [one.name, gateways.isOnAssumed(one)])).toEqual([
    ['a', true],
    ['b', false],
    ['c', true],
  ]);
  expect(gateways.all.map((one) => gateways.podsOf(one).map((each) => gateways.listeners(each).length))).toEqual([
    [0],
    [],
    [0],
  ]);
});

const EDGE = '{ istio: edge }';

test('Services translate ports: the first that has the port', () => {
  const { listeners } = mesh(
    gateway('gw', EDGE, `[ ${[80, 443, 444, 445, 446, 447, 448, 8443].map((port) => onPort(port)).join(', ')} ]`) +
      pod('p', EDGE, 'edge', '{ containers: [ { ports: [ { name: tls, containerPort: 9443 } ] } ] }') +
      service('other', '{ istio: other }', '[ { port: 80, targetPort: 1 } ]') +
      service('none', '{}', '[ { port: 80, targetPort: 2 } ]') +
      service(
        'off',
        EDGE,
        '[ { port: 80, targetPort: 3 } ]',
        '{ experimental.istio.io/disable-gateway-port-translation: "" }',
      ) +
      service(
        'named',
        EDGE,
        '[ null, { port: 443, targetPort: tls }, { port: 444, targetPort: lost }, { port: "445" } ]',
      ) +
      service('second', EDGE, '[ { port: 443, targetPort: 4 }, { port: 444, targetPort: 8444 }, { port: 446 } ]') +
      service('odd', EDGE, 'text') +
      service('third', EDGE, '[ { port: 447, targetPort: 8443 }, { port: 448, targetPort: { a: 1 } } ]'),
  );

  expect(listeners('p')).toEqual([
    { at: ':80', servers: ['default/gw[0]'] },
    { at: ':9443', servers: ['default/gw[1]'] },
    { at: ':8444', servers: ['default/gw[2]'] },
    { at: ':445', servers: ['default/gw[3]'] },
    { at: ':446', servers: ['default/gw[4]'] },
    { at: ':8443', servers: ['default/gw[5]', 'default/gw[7]'] },
    { at: ':448', servers: ['default/gw[6]'] },
  ]);
});

test('servers share a listener on each Pod for itself', () => {
  const all = mesh(
    gateway('shop/z', EDGE, `[ ${onPort(443)}, ${onPort(80, '[]', 'bind: 10.0.0.1')}, null ]`) +
      gateway('edge/a', '{ tier: web }', `[ ${onPort(8443)}, ${onPort(0)}, ${onPort(-1)} ]`) +
      gateway('shop/b', EDGE, `[ ${onPort(80)}, ${onPort(80, '[]', 'bind: 10.0.0.1')} ]`) +
      pod('both', '{ istio: edge, tier: web }') +
      pod('one', '{ istio: edge }', 'shop') +
      service('s', '{ tier: web }', '[ { port: 443, targetPort: 8443 } ]'),
  );

  expect({ both: all.listeners('both'), one: all.listeners('one') }).toEqual({
    both: [
      { at: ':8443', servers: ['shop/z[0]', 'edge/a[0]'] },
      { at: '10.0.0.1:80', servers: ['shop/z[1]', 'shop/b[1]'] },
      { at: ':80', servers: ['shop/b[0]'] },
    ],
    one: [
      { at: ':443', servers: ['shop/z[0]'] },
      { at: '10.0.0.1:80', servers: ['shop/z[1]', 'shop/b[1]'] },
      { at: ':80', servers: ['shop/b[0]'] },
    ],
  });
  const named = all.pod('both');
  expect(all.gateways.listeners(named)).toBe(all.gateways.listeners(named));
});

test('the Gateways that have a host, on whatever port', () => {
  const { gateways } = mesh(
    gateway('edge/exact', '{}', `[ ${onPort(80, '[ a.test ]')}, ${onPort(443, '[ shop/A.test ]')} ]`) +
      gateway('edge/wide', '{}', `[ ${onPort(80, '[ "*.test" ]')} ]`) +
      gateway('edge/all', '{}', `[ ${onPort(80)} ]`) +
      gateway('edge/odd', '{}', '[ null, { hosts: [ null ] } ]'),
  );

  expect(['a.test', 'b.test', 'b.org', '*', '*.test', ''].map((name) => keys(gateways.serving(name)))).toEqual([
    ['edge/all', 'edge/wide', 'edge/exact'],
    ['edge/all', 'edge/wide'],
    ['edge/all'],
    ['edge/all'],
    ['edge/all', 'edge/wide'],
    ['edge/all'],
  ]);
});

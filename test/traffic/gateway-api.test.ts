import { Catalog } from '../../lib/manifest/catalog';
import type { Manifest } from '../../lib/manifest/manifest';
import { pathText } from '../../lib/manifest/manifest';
import {
  backendRefsOf,
  certificateRefsOf,
  isServiceReference,
  listenersOf,
  parentRefsOf,
} from '../../lib/traffic/gateway-api';
import { areRoutesAllowed, listenersAskedFor } from '../../lib/traffic/gateway-api-attachment';
import { ReferenceGrants } from '../../lib/traffic/gateway-api-grants';
import { objectsOf } from '../manifest/reading';

function objectOf(kind: string, spec: string, name = 'a'): Manifest {
  const text = `apiVersion: gateway.networking.k8s.io/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: edge}\nspec: ${spec}\n`;
  const [manifest] = objectsOf(text);
  if (manifest === undefined) throw new Error('no object');
  return manifest;
}

test('parents have the defaults of the API', () => {
  const route = objectOf(
    'HTTPRoute',
    '{parentRefs: [{name: web}, {group: "", kind: Service, name: api, namespace: back, sectionName: s, port: 8080}, null]}',
  );
  const parents = parentRefsOf(route, 'shop').map(({ field, ...rest }) => [pathText(field.path), rest]);
  expect(parents).toEqual([
    [
      'spec.parentRefs[0]',
      {
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        name: 'web',
        namespace: 'shop',
        sectionName: '',
        port: undefined,
      },
    ],
    [
      'spec.parentRefs[1]',
      { group: '', kind: 'Service', name: 'api', namespace: 'back', sectionName: 's', port: 8080 },
    ],
    [
      'spec.parentRefs[2]',
      {
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        name: '',
        namespace: 'shop',
        sectionName: '',
        port: undefined,
      },
    ],
  ]);
});

test('backends are those of rules, and those of mirrors in rules and backends', () => {
  const mirror = '{requestMirror: {backendRef: {name: copy}}}';
  const route = objectOf(
    'HTTPRoute',
    `{rules: [{backendRefs: [{name: api, port: 80, filters: [${mirror}]}], filters: [${mirror}, {type: CORS}]}, null]}`,
  );
  const backends = backendRefsOf(route, 'shop').map(({ field, name, namespace, port, isMirror }) => [
    pathText(field.path),
    `${namespace}/${name}`,
    port,
    isMirror,
  ]);
  expect(backends).toEqual([
    ['spec.rules[0].backendRefs[0]', 'shop/api', 80, false],
    ['spec.rules[0].filters[0].requestMirror.backendRef', 'shop/copy', undefined, true],
    ['spec.rules[0].backendRefs[0].filters[0].requestMirror.backendRef', 'shop/copy', undefined, true],
  ]);
  expect(backendRefsOf(route, 'shop').every(isServiceReference)).toBe(true);
});

test('certificates are Secrets of the own namespace by default', () => {
  const gateway = objectOf('Gateway', '{listeners: [{tls: {certificateRefs: [{name: a}, {name: b, namespace: c}]}}]}');
  const found = listenersOf(gateway).flatMap((listener) => certificateRefsOf(listener, 'edge'));
  expect(found.map(({ kind, namespace, name }) => [kind, namespace, name])).toEqual([
    ['Secret', 'edge', 'a'],
    ['Secret', 'c', 'b'],
  ]);
});

const LISTENERS = objectOf(
  'Gateway',
  `{listeners: [{name: a, port: 80}, {name: b, port: 443, allowedRoutes: {namespaces: {from: All}}},
    {name: c, port: 443, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {team: web}}}}},
    {name: d, port: 1, allowedRoutes: {namespaces: {from: None}}}]}`,
);

test.each([
  ['', undefined, ['a', 'b', 'c', 'd']],
  ['b', undefined, ['b']],
  ['', 443, ['b', 'c']],
  ['a', 443, []],
])('listeners named %j on port %s', (sectionName, port, names) => {
  const found = listenersAskedFor(LISTENERS, { sectionName, port });
  expect(found.map((listener) => listener.get('name').text)).toEqual(names);
});

test.each([
  ['a', 'edge', true],
  ['a', 'shop', false],
  ['b', 'shop', true],
  ['c', 'shop', undefined],
  ['d', 'edge', false],
  ['', 'shop', true],
])('listener %j for namespace %s', (sectionName, namespace, answer) => {
  const listeners = listenersAskedFor(LISTENERS, { sectionName, port: undefined });
  expect(areRoutesAllowed(listeners, LISTENERS, namespace, new Catalog([LISTENERS]))).toBe(answer);
});

const GRANTS = new ReferenceGrants(
  new Catalog([
    objectOf(
      'ReferenceGrant',
      `{from: [{group: other, kind: HTTPRoute, namespace: foreign}, {group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}, null],
        to: [{group: "", kind: Service, name: api}, {group: core, kind: Secret}, null]}`,
    ),
    objectOf('ReferenceGrant', '7', 'odd'),
  ]),
);

test.each([
  ['HTTPRoute', 'shop', { kind: 'Service', name: 'api' }, true],
  ['HTTPRoute', 'shop', { kind: 'Service', name: 'web' }, false],
  ['HTTPRoute', 'shop', { kind: 'Secret', name: 'any' }, true],
  ['GRPCRoute', 'shop', { kind: 'Secret', name: 'any' }, false],
  ['HTTPRoute', 'foreign', { kind: 'Secret', name: 'any' }, false],
  ['GRPCRoute', 'edge', { kind: 'Service', name: 'web' }, true],
])('%s of %s to %j', (kind, namespace, to, answer) => {
  expect(GRANTS.allows({ kind, namespace }, { group: '', namespace: 'edge', ...to })).toBe(answer);
});

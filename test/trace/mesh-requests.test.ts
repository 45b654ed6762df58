import { meshRequests } from '../../lib/trace/mesh-requests';
import { line, meshOf } from './request-lines';

const NAMESPACE = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
---
`;
const workload = (name: string, namespace = 'shop', account = name) => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec: {template: {metadata: {labels: {app: ${name}}}, spec: {serviceAccountName: ${account}, containers: [{name: ${name}, image: a}]}}}
---
`;
const service = (name: string, ports = '[{port: 80, targetPort: 8080}]') => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec: {selector: {app: ${name}}, ports: ${ports}}
---
`;
const SHOP =
  NAMESPACE + workload('web') + workload('api') + workload('db') + service('web') + service('api') + service('db');

const policy = (rules: string, spec = 'selector: {matchLabels: {app: api}}, ') => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: api, namespace: shop}
spec: {${spec}rules: [${rules}]}
---
`;
const from = (source: string, to = '') =>
  `{from: [{source: {${source}}}]${to === '' ? '' : `, to: [{operation: {${to}}}]`}}`;
const routes = (spec: string) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: api, namespace: shop}
spec: {hosts: [api], ${spec}}
---
`;
const API = 'http://api.shop.svc.cluster.local';

function requests(text: string): string[] {
  return meshRequests(meshOf(text)).map(line);
}

test.each([
  ['principals', from('principals: [cluster.local/ns/shop/sa/web]'), [`GET ${API}/, from shop/web`]],
  [
    'serviceAccounts, with and without namespace',
    from('serviceAccounts: [web, shop/db]'),
    [`GET ${API}/, from shop/db`, `GET ${API}/, from shop/web`],
  ],
  ['a namespace with several workloads', from('namespaces: [shop]'), []],
  ['a namespace with one workload', from('namespaces: [other]'), [`GET ${API}/, from other/job`]],
  ['wildcards', from('principals: ["*"]'), []],
  ['another trust domain', from('principals: [td/ns/shop/sa/web]'), []],
  ['accounts that nothing runs as', from('serviceAccounts: [nobody]'), []],
  ['itself', from('serviceAccounts: [api]'), []],
  ['anybody', '{}', []],
  [
    'methods and paths, the first of each',
    from('serviceAccounts: [web]', 'methods: [POST, GET], paths: [/items/*, /b]'),
    [`POST ${API}/items/, from shop/web`],
  ],
  [
    'ends of paths, and templates',
    `${from('serviceAccounts: [web]', 'paths: ["*/end"]')}, ${from('serviceAccounts: [db]', 'paths: ["/a/{*}/{**}"]')}`,
    [`GET ${API}/a/any/any, from shop/db`, `GET ${API}/end, from shop/web`],
  ],
  [
    'hosts',
    from('serviceAccounts: [web]', 'hosts: ["*.x", api.example.com]'),
    [`GET ${API}/, host api.example.com, from shop/web`],
  ],
  ['ports that no Service leads to', from('serviceAccounts: [web]', 'ports: ["9"]'), []],
  [
    'the port that a Service leads to',
    from('serviceAccounts: [web]', 'ports: ["8080"]'),
    [`GET ${API}/, from shop/web`],
  ],
])('AuthorizationPolicy: %s', (_, rules, expected) => {
  expect(requests(SHOP + workload('job', 'other') + policy(rules))).toEqual(expected);
});

test('a policy for all of a namespace is about all its Services', () => {
  expect(requests(SHOP + policy(from('serviceAccounts: [web]'), ''))).toEqual([
    `GET ${API}/, from shop/web`,
    'GET http://db.shop.svc.cluster.local/, from shop/web',
  ]);
});

test('what is denied is no call', () => {
  expect(requests(SHOP + policy(from('serviceAccounts: [web]'), 'action: DENY, '))).toEqual([]);
});

test('a hundred calls of a policy stand for all', () => {
  const many = Array.from({ length: 20 }, (_, index) => workload(`w${index}`, 'shop', 'web') + service(`w${index}`));
  expect(requests(NAMESPACE + many.join('') + policy(from('serviceAccounts: [web]'), ''))).toHaveLength(100);
});

test.each([
  [
    'each route, from all others of the namespace',
    'http: [{match: [{uri: {prefix: /v2}}], route: []}, {route: []}]',
    [
      `GET ${API}/, from shop/db`,
      `GET ${API}/, from shop/web`,
      `GET ${API}/v2, from shop/db`,
      `GET ${API}/v2, from shop/web`,
    ],
  ],
  [
    'for callers with these labels',
    'http: [{match: [{sourceLabels: {app: db}}], route: []}]',
    [`GET ${API}/, from shop/db`],
  ],
  [
    'for a port',
    'http: [{match: [{port: 8080, sourceLabels: {app: db}}], route: []}]',
    [`GET ${API}:8080/, from shop/db`],
  ],
  ['for a gateway', 'gateways: [public], http: [{route: []}]', []],
  ['that nobody gets', 'exportTo: [other], http: [{route: []}]', []],
  ['without http', 'tcp: [{route: []}]', []],
])('VirtualService: %s', (_, spec, expected) => {
  expect(requests(SHOP + routes(spec))).toEqual(expected);
});

test.each([
  ['[api, api.shop.svc.cluster.local]', 2],
  ['["*.shop.svc.cluster.local"]', 0],
  ['[elsewhere.example.com]', 3],
])('the hosts %s', (hosts, count) => {
  expect(requests(SHOP + routes('http: [{route: []}]').replace('[api]', hosts))).toHaveLength(count);
});

test('what a policy and a route speak about is one call', () => {
  const text =
    policy(from('serviceAccounts: [web]')) + routes('http: [{match: [{sourceLabels: {app: web}}], route: []}]');
  expect(requests(SHOP + text)).toEqual([`GET ${API}/, from shop/web`]);
});

test('of many callers none', () => {
  const more = [1, 2, 3].map((index) => workload(`w${index}`)).join('');
  expect(requests(SHOP + more + routes('http: [{route: []}]'))).toHaveLength(5);
  expect(requests(SHOP + more + workload('w4') + routes('http: [{route: []}]'))).toEqual([]);
});

test('callers without a sidecar go by no route', () => {
  expect(requests(SHOP.replace('enabled', 'disabled') + routes('http: [{route: []}]'))).toEqual([]);
});

test('nothing speaks about calls', () => {
  expect(requests(SHOP)).toEqual([]);
});

test('odd input', () => {
  const odd =
    routes('http: [null, {match: [null, 1]}]') + policy('null, 1, {from: [null, {source: {principals: [1, null]}}]}');
  expect(requests(SHOP + odd)).toEqual([`GET ${API}/, from shop/db`, `GET ${API}/, from shop/web`]);
});

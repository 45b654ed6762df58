import { Catalog } from '../../lib/manifest/catalog';
import { WorkloadPolicies } from '../../lib/traffic/workload-policies';
import { objectsOf } from '../manifest/reading';

const KIND = 'AuthorizationPolicy.security.istio.io';

const pod = (place: string, labels: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {${place}, labels: ${labels}}\nspec: {}`;
const policy = (place: string, spec: string, version = 'v1') =>
  `apiVersion: security.istio.io/${version}\nkind: AuthorizationPolicy\nmetadata: {${place}}\nspec: ${spec}`;

/** Names of the policies on each Pod; looked up from the Pod and from the policy, which must be the same. */
function onPods(...texts: readonly string[]) {
  const catalog = new Catalog(objectsOf(texts.join('\n---\n')), { defaultNamespace: 'own' });
  const policies = new WorkloadPolicies(catalog, 'root', KIND);
  const found = catalog.pods.map((one) => [one.owner.name, policies.on(one)] as const);
  const reverse = catalog
    .ofKind(KIND)
    .flatMap((one) => policies.podsOf(one).map(({ owner }) => `${owner.name} ${one.name}`));
  const pairs = found.flatMap(([name, on]) => on.map((one) => `${name} ${one.name}`));
  expect(new Set(reverse)).toEqual(new Set(pairs));
  expect(reverse).toHaveLength(pairs.length);
  return Object.fromEntries(found.map(([name, on]) => [name, on.map((one) => one.name)]));
}

const PODS = [
  pod('name: web, namespace: shop', '{app: web, tier: front}'),
  pod('name: cart, namespace: shop', '{app: cart, tier: front}'),
  pod('name: other, namespace: other', '{app: web}'),
  pod('name: bare', '{}'),
];

test('a selector counts in the namespace of the policy', () => {
  const found = onPods(
    ...PODS,
    policy('name: all, namespace: shop', '{}'),
    policy('name: web, namespace: shop', '{selector: {matchLabels: {app: web}}}', 'v1beta1'),
    policy('name: both, namespace: shop', '{selector: {matchLabels: {tier: front, app: cart}}}'),
    policy('name: none, namespace: shop', '{selector: {matchLabels: {tier: back, app: cart}}}'),
    policy('name: gone, namespace: gone', '{}'),
    policy('name: default', '{}'),
  );
  expect(found).toEqual({ web: ['all', 'web'], cart: ['all', 'both'], other: [], bare: ['default'] });
});

test('those of the root namespace count everywhere, and come first', () => {
  const found = onPods(
    policy('name: all, namespace: shop', '{}'),
    policy('name: web, namespace: root', '{selector: {matchLabels: {app: web}}}'),
    policy('name: mesh, namespace: root', '{}'),
    ...PODS,
    pod('name: gateway, namespace: root', '{app: gateway}'),
  );
  expect(found).toEqual({
    web: ['web', 'mesh', 'all'],
    cart: ['mesh', 'all'],
    other: ['web', 'mesh'],
    bare: ['mesh'],
    gateway: ['mesh'],
  });
});

const ref = (kind: string, name: string, rest = '') =>
  `{group: gateway.networking.k8s.io, kind: ${kind}, name: ${name}${rest}}`;

test('with targets, a policy is on the Pods of those Gateways only', () => {
  const found = onPods(
    ...PODS,
    pod('name: edge, namespace: shop', '{gateway.networking.k8s.io/gateway-name: edge, app: web}'),
    pod('name: far, namespace: other', '{gateway.networking.k8s.io/gateway-name: edge}'),
    policy('name: edge, namespace: shop', `{targetRefs: [${ref('Gateway', 'edge')}]}`),
    policy('name: twice, namespace: shop', `{targetRefs: [${ref('Gateway', 'edge')}, ${ref('Gateway', 'edge')}]}`),
    policy('name: old, namespace: shop', `{targetRef: ${ref('Gateway', 'edge')}}`),
    policy('name: here, namespace: shop', `{targetRefs: [${ref('Gateway', 'edge', ', namespace: shop')}]}`),
    policy('name: there, namespace: shop', `{targetRefs: [${ref('Gateway', 'edge', ', namespace: other')}]}`),
    policy('name: else, namespace: shop', `{targetRefs: [${ref('Gateway', 'inner')}]}`),
    policy('name: class, namespace: root', `{targetRefs: [${ref('GatewayClass', 'istio-waypoint')}]}`),
    policy('name: root, namespace: root', `{targetRefs: [${ref('Gateway', 'edge')}]}`),
    policy('name: istio, namespace: shop', '{targetRefs: [{group: networking.istio.io, kind: Gateway, name: edge}]}'),
    policy('name: service, namespace: shop', '{targetRefs: [{kind: Service, name: web}]}'),
    policy('name: web, namespace: shop', '{selector: {matchLabels: {app: web}}}'),
  );
  expect(found).toEqual({
    web: ['web'],
    cart: [],
    other: [],
    bare: [],
    edge: ['edge', 'twice', 'old', 'here', 'web'],
    far: [],
  });
});

test('selectors mean nothing to waypoints', () => {
  const labels = '{gateway.networking.k8s.io/gateway-name: w, gateway.istio.io/managed: istio.io-mesh-controller}';
  const found = onPods(
    pod('name: waypoint, namespace: shop', labels),
    policy('name: all, namespace: shop', '{}'),
    policy('name: mesh, namespace: root', '{}'),
    policy('name: named, namespace: shop', `{targetRefs: [${ref('Gateway', 'w')}]}`),
    policy('name: class, namespace: root', `{targetRefs: [${ref('GatewayClass', 'istio-waypoint')}]}`),
    policy('name: other, namespace: root', `{targetRefs: [${ref('GatewayClass', 'istio')}]}`),
    policy('name: away, namespace: shop', `{targetRefs: [${ref('GatewayClass', 'istio-waypoint')}]}`),
  );
  expect(found).toEqual({ waypoint: ['class', 'named'] });
});

test.each([
  ['null', ['odd']],
  ['a', ['odd']],
  ['{selector: null}', ['odd']],
  ['{selector: [a]}', ['odd']],
  ['{selector: {matchLabels: a}}', ['odd']],
  ['{selector: {matchLabels: {}}}', ['odd']],
  ['{selector: {matchLabels: {app: null}}}', []],
  ['{selector: {matchLabels: {constructor: a}}}', []],
  ['{targetRefs: a, targetRef: null}', ['odd']],
  ['{targetRefs: []}', ['odd']],
  ['{targetRefs: [null]}', []],
  ['{targetRef: a}', []],
])('the spec %s', (spec, expected) => {
  expect(onPods(pod('name: web', '{app: web}'), policy('name: odd', spec))).toEqual({ web: expected });
});

test('each of many policies is found by the label that it shares with the fewest', () => {
  const count = 3000;
  const each = (text: (index: number) => string) => Array.from({ length: count }, (_, index) => text(index));
  const found = onPods(
    ...each((index) => pod(`name: p${index}`, `{part: shop, app: a${index}}`)),
    ...each((index) => policy(`name: p${index}`, `{selector: {matchLabels: {part: shop, app: a${index}}}}`)),
  );
  expect(Object.values(found).every((names) => names.length === 1)).toBe(true);
});

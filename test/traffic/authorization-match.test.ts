import type { Manifest } from '../../lib/manifest/manifest';
import { decide, isDryRun, ruleMatches } from '../../lib/traffic/authorization-match';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import type { RequestFacts } from '../../lib/traffic/request-facts';
import { objectsOf } from '../manifest/reading';

const config = meshConfigOf();

/** Policies p0, p1 and so on, each with the text below its head. */
function policies(...specs: readonly string[]): readonly Manifest[] {
  return specs.flatMap((spec, index) =>
    objectsOf(`apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: p${index}}\n${spec}`),
  );
}

function decided(request: RequestFacts, ...specs: readonly string[]) {
  const { by, ...rest } = decide(policies(...specs), request, config);
  return by === undefined ? rest : { by: by.name, ...rest };
}

const GET: RequestFacts = { protocol: 'http', method: 'GET', principal: '' };
const ALL = '[{}]';
const GETS = '[{to: [{operation: {methods: [GET]}}]}]';
const POSTS = '[{to: [{operation: {methods: [POST]}}]}]';
const UNKNOWN = '[{to: [{operation: {paths: [/a]}}]}]';

const allow = (rules: string) => `spec: {rules: ${rules}}`;
const deny = (rules: string) => `spec: {action: DENY, rules: ${rules}}`;
const custom = (rules: string) => `spec: {action: CUSTOM, provider: {name: a}, rules: ${rules}}`;

const FREE = { allowed: true, why: 'no policy has action ALLOW, and none denies' };
const rule = (by: string, index = 0) => ({ by, path: ['spec', 'rules', index] });
const MATCHES = { allowed: true, why: 'a rule with action ALLOW matches' };
const DENIED = { allowed: false, why: 'a rule with action DENY matches' };
const NONE = { allowed: false, path: ['spec', 'rules'], why: 'no rule with action ALLOW matches' };
const MAY_DENY = { allowed: undefined, why: 'a rule with action DENY may match' };
const MAY_ALLOW = { allowed: undefined, why: 'a rule with action ALLOW may match' };
const ASKED = { allowed: undefined, why: 'a provider is asked' };
const MAY_ASK = { allowed: undefined, why: 'a provider may be asked' };

test.each([
  [[], FREE],
  [[allow(ALL)], { ...MATCHES, ...rule('p0') }],
  [[allow('[]')], { ...NONE, by: 'p0' }],
  [['spec: {}'], { ...NONE, by: 'p0' }],
  [['spec: null'], { ...NONE, by: 'p0' }],
  [[''], { ...NONE, by: 'p0' }],
  [['spec: {rules: a, action: []}'], { ...NONE, by: 'p0' }],
  [[allow('[null]')], { ...NONE, by: 'p0' }],
  [[allow(GETS)], { ...MATCHES, ...rule('p0') }],
  [[allow(POSTS)], { ...NONE, by: 'p0' }],
  [[allow(POSTS), allow(GETS)], { ...MATCHES, ...rule('p1') }],
  [[allow('[null, {}]')], { ...MATCHES, ...rule('p0', 1) }],
  [[allow(UNKNOWN)], { ...MAY_ALLOW, ...rule('p0') }],
  [[allow(UNKNOWN), allow(POSTS)], { ...MAY_ALLOW, ...rule('p0') }],
  [[allow(UNKNOWN), allow(GETS)], { ...MATCHES, ...rule('p1') }],
  [[deny(GETS)], { ...DENIED, ...rule('p0') }],
  [[deny(POSTS)], FREE],
  [[deny('[]')], FREE],
  [[deny(UNKNOWN)], { ...MAY_DENY, ...rule('p0') }],
  [[allow(ALL), deny(GETS)], { ...DENIED, ...rule('p1') }],
  [[allow(ALL), deny(POSTS)], { ...MATCHES, ...rule('p0') }],
  [[allow(ALL), deny(UNKNOWN)], { ...MAY_DENY, ...rule('p1') }],
  [[allow(POSTS), deny(UNKNOWN)], { ...NONE, by: 'p0' }],
  [[deny(UNKNOWN), deny(GETS)], { ...DENIED, ...rule('p1') }],
  [[custom(GETS)], { ...ASKED, ...rule('p0') }],
  [[custom(POSTS)], FREE],
  [[custom(UNKNOWN), allow(ALL)], { ...MAY_ASK, ...rule('p0') }],
  [[custom(ALL), deny(ALL)], { ...DENIED, ...rule('p1') }],
  [[custom(ALL), allow(POSTS)], { ...NONE, by: 'p1' }],
  [[custom(ALL), allow(UNKNOWN)], { ...ASKED, ...rule('p0') }],
  [['spec: {action: AUDIT, rules: [{}]}'], FREE],
  [['spec: {action: deny, rules: [{}]}'], FREE],
])('a GET under %j', (specs, expected) => {
  expect(decided(GET, ...specs)).toEqual(expected);
});

const DRY = 'metadata: {name: dry, annotations: {istio.io/dry-run: "true"}}';

test('dry runs decide nothing', () => {
  const dryRuns = [deny(ALL), allow('[]'), custom(ALL)].flatMap((spec) =>
    objectsOf(`apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\n${DRY}\n${spec}`),
  );
  expect(decide(dryRuns, GET, config)).toEqual(FREE);
});

test.each([
  ['{istio.io/dry-run: "true"}', true],
  ['{istio.io/dry-run: "1"}', true],
  ['{istio.io/dry-run: T}', true],
  ['{istio.io/dry-run: "false"}', false],
  ['{istio.io/dry-run: "yes"}', false],
  ['{istio.io/dry-run: true}', false],
  ['{}', false],
  ['null', false],
])('the annotations %s make a dry run: %s', (annotations, expected) => {
  const text = `apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: a, annotations: ${annotations}}`;
  expect(objectsOf(text).map(isDryRun)).toEqual([expected]);
});

test.each([
  ['spec: {rules: [{to: [{operation: {methods: [GET]}}]}]}', [true, false, undefined]],
  ['spec: {rules: [{to: [{operation: {methods: [PUT]}}]}]}', [false, false, false]],
  ['spec: {action: DENY, rules: [{to: [{operation: {methods: [GET]}}]}]}', [true, true, true]],
  ['spec: {action: DENY, rules: [{to: [{operation: {methods: [PUT]}}]}]}', [false, true, undefined]],
  ['spec: {action: CUSTOM, rules: [{to: [{operation: {methods: [PUT]}}]}]}', [false, true, undefined]],
  ['spec: {rules: [{}]}', [true, true, true]],
  ['spec: {rules: []}', [false, false, false]],
])('a GET as HTTP, as TCP and without knowing which, to %s', (spec, expected) => {
  const requests: readonly RequestFacts[] = [{ protocol: 'http' }, { protocol: 'tcp' }, {}];
  const [policy] = policies(spec);
  expect(requests.map((request) => policy && ruleMatches(policy, 0, { ...request, method: 'GET' }, config))).toEqual(
    expected,
  );
});

test('service accounts without a namespace are in that of the policy', () => {
  const [policy] = policies('spec: {rules: [{from: [{source: {serviceAccounts: [web]}}]}]}');
  const matches = (namespace: string, own?: string) =>
    policy && ruleMatches(policy, 0, { namespace, serviceAccount: 'web' }, config, own);
  expect([matches('default'), matches('shop'), matches('shop', 'shop'), matches('default', 'shop')]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

const source = (text: string) => `[{from: [{source: ${text}}]}]`;

test('an outside client is nobody', () => {
  const outside: RequestFacts = { protocol: 'http', principal: '' };
  expect(decided(outside, allow(source('{namespaces: ["*"]}')))).toEqual({ ...NONE, by: 'p0' });
  expect(decided(outside, deny(source('{notPrincipals: ["*/sa/web"]}')))).toEqual({ ...DENIED, ...rule('p0') });
  expect(decided(outside, deny(source('{principals: ["*"]}')))).toEqual(FREE);
});

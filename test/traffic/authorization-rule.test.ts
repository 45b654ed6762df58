import { Field } from '../../lib/manifest/field';
import type { Json } from '../../lib/manifest/manifest';
import { matchRule } from '../../lib/traffic/authorization-rule';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import type { RequestFacts } from '../../lib/traffic/request-facts';
import { objectsOf } from '../manifest/reading';

const config = meshConfigOf();

function ruleOf(text: string): Field {
  const [object] = objectsOf(`apiVersion: v1\nkind: A\nmetadata: {name: a}\nspec: {rule: ${text}}`);
  return object === undefined ? Field.of(null) : Field.root(object).get('spec', 'rule');
}

/** As HTTP for ALLOW and for DENY, as TCP for ALLOW and for DENY. */
function answers(rule: Field, request: RequestFacts) {
  const readings = [
    { protocol: 'http', isAllow: true },
    { protocol: 'http', isAllow: false },
    { protocol: 'tcp', isAllow: true },
    { protocol: 'tcp', isAllow: false },
  ] as const;
  return readings.map((reading) => matchRule(rule, { request, config, policyNamespace: 'own' }, reading));
}

const REQUEST: RequestFacts = {
  principal: 'cluster.local/ns/shop/sa/web',
  method: 'GET',
  path: '/a',
  host: 'a.com',
  port: 8080,
  sourceIp: '10.1.2.3',
  requestPrincipal: '',
};
const OUTSIDE: RequestFacts = { ...REQUEST, principal: '' };

const ALWAYS = [true, true, true, true];
const NEVER = [false, false, false, false];
const OPEN = [undefined, undefined, undefined, undefined];
/** Matches what is read as HTTP; what is not, ALLOW never and DENY always. */
const HTTP = [true, true, false, true];
const NO_HTTP = [false, false, false, true];

test.each([
  ['{}', ALWAYS],
  ['null', NEVER],
  ['[]', NEVER],
  ['a', NEVER],
  ['{from: [], to: [], when: []}', ALWAYS],
  ['{from: null, to: a, when: {}}', ALWAYS],
  ['{from: [null], to: [{}], when: null}', ALWAYS],
  ['{from: [{source: {}}], to: [{operation: null}]}', ALWAYS],
  ['{from: [{source: {principals: []}}], to: [{operation: {hosts: a}}]}', ALWAYS],
  ['{from: [{source: {principals: [1, null, [a], {}]}}]}', NEVER],
  ['{when: [null]}', NEVER],
  ['{when: [{values: [a]}]}', NEVER],
  ['{when: [{key: 1, values: [a]}]}', NEVER],
  ['{when: [{key: source.namespace}]}', ALWAYS],
  ['{when: [{key: source.namespace, values: [], notValues: a}]}', ALWAYS],
])('the rule %s', (text, expected) => {
  expect(answers(ruleOf(text), REQUEST)).toEqual(expected);
});

test('a rule that is not there', () => {
  expect(answers(Field.of(null).get('spec', 'rules', 3), REQUEST)).toEqual(NEVER);
});

test.each([
  ['{namespaces: [shop]}', ALWAYS, NEVER, OPEN],
  ['{namespaces: [a, shop]}', ALWAYS, NEVER, OPEN],
  ['{namespaces: [a]}', NEVER, NEVER, OPEN],
  ['{notNamespaces: [shop]}', NEVER, ALWAYS, OPEN],
  ['{notNamespaces: [a, b]}', ALWAYS, ALWAYS, OPEN],
  ['{notPrincipals: ["*"]}', NEVER, ALWAYS, OPEN],
  ['{principals: ["*"]}', ALWAYS, NEVER, OPEN],
  ['{serviceAccounts: [shop/web]}', ALWAYS, NEVER, OPEN],
  ['{serviceAccounts: [web]}', NEVER, NEVER, OPEN],
  ['{notServiceAccounts: [shop/web]}', NEVER, ALWAYS, OPEN],
  ['{trustDomains: [cluster.local], notTrustDomains: [b]}', ALWAYS, NEVER, OPEN],
  // All that a source says must be.
  ['{namespaces: [shop], ipBlocks: [10.0.0.0/8]}', ALWAYS, NEVER, OPEN],
  ['{namespaces: [shop], ipBlocks: [11.0.0.0/8]}', NEVER, NEVER, OPEN],
  ['{namespaces: [shop, a], notNamespaces: [shop]}', NEVER, NEVER, OPEN],
  ['{namespaces: [shop], notRemoteIpBlocks: [10.0.0.0/8]}', OPEN, NEVER, OPEN],
  [
    '{namespaces: [shop], requestPrincipals: ["*"]}',
    NO_HTTP,
    [false, false, false, false],
    [undefined, undefined, false, undefined],
  ],
  ['{notRequestPrincipals: ["*"]}', HTTP, HTTP, [undefined, undefined, false, true]],
])('the source %s of one in the mesh, of one outside, of one not known', (source, mesh, outside, unknown) => {
  const rule = ruleOf(`{from: [{source: ${source}}]}`);
  expect([answers(rule, REQUEST), answers(rule, OUTSIDE), answers(rule, {})]).toEqual([mesh, outside, unknown]);
});

test.each([
  ['{methods: [GET]}', HTTP],
  ['{methods: [POST]}', NO_HTTP],
  ['{notMethods: [POST]}', HTTP],
  ['{notMethods: ["*"]}', NO_HTTP],
  ['{hosts: [A.com], paths: [/a], methods: [GET]}', HTTP],
  ['{hosts: [A.com], paths: [/b], methods: [GET]}', NO_HTTP],
  ['{ports: ["8080"]}', ALWAYS],
  ['{ports: ["80"]}', NEVER],
  ['{notPorts: ["80"]}', ALWAYS],
  ['{ports: ["8080"], methods: [GET]}', HTTP],
  ['{ports: ["80"], methods: [GET]}', NEVER],
  // ALLOW goes without the rule where a value cannot be read, DENY without the value.
  ['{ports: [http]}', [false, true, false, true]],
  ['{ports: [http, "80"]}', NEVER],
  ['{ports: [http, "8080"]}', [false, true, false, true]],
  ['{notPorts: [http]}', [false, true, false, true]],
  ['{ports: [8080]}', [false, true, false, true]],
])('the operation %s', (operation, expected) => {
  expect(answers(ruleOf(`{to: [{operation: ${operation}}]}`), REQUEST)).toEqual(expected);
});

test.each([
  ['[{key: source.namespace, values: [shop]}]', ALWAYS],
  ['[{key: source.namespace, values: [shop], notValues: [shop]}]', NEVER],
  ['[{key: source.namespace, values: [shop]}, {key: destination.port, values: ["80"]}]', NEVER],
  ['[{key: source.namespace, values: [shop]}, {key: unknown, values: [a]}]', NEVER],
  ['[{key: connection.sni, values: [a.com]}]', OPEN],
  ['[{key: "request.headers[x-a]", values: [a]}]', [undefined, undefined, false, true]],
  ['[{key: "request.headers", values: [a]}]', [false, true, false, true]],
  ['[{key: "request.auth.claims[a]", notValues: [b]}]', HTTP],
])('the conditions %s', (when, expected) => {
  expect(answers(ruleOf(`{when: ${when}}`), REQUEST)).toEqual(expected);
});

test.each([
  ['{from: [{source: {namespaces: [a]}}, {source: {namespaces: [shop]}}]}', ALWAYS],
  ['{from: [{source: {namespaces: [a]}}, null]}', ALWAYS],
  ['{from: [{source: {namespaces: [shop]}}], to: [{operation: {ports: ["80"]}}]}', NEVER],
  ['{to: [{operation: {ports: ["80"]}}, {operation: {ports: ["8080"]}}]}', ALWAYS],
  ['{from: [{source: {namespaces: [shop]}}, {source: {remoteIpBlocks: [::1]}}]}', ALWAYS],
  ['{from: [{source: {namespaces: [a]}}, {source: {remoteIpBlocks: [::1]}}]}', OPEN],
  ['{from: [{source: {remoteIpBlocks: [::1]}}], to: [{operation: {ports: ["80"]}}]}', NEVER],
  // One thing that is only in HTTP takes the whole rule away from ALLOW.
  ['{to: [{operation: {methods: [GET]}}, {operation: {ports: ["8080"]}}]}', HTTP],
])('sources and operations are alternatives: %s', (rule, expected) => {
  expect(answers(ruleOf(rule), REQUEST)).toEqual(expected);
});

test('values of all types, anywhere', () => {
  const odd: readonly Json[] = [
    null,
    true,
    1,
    '',
    'a',
    [],
    {},
    [null],
    [[]],
    [{}],
    { source: 1 },
    ['a'],
    [{ source: [] }],
  ];
  const rules = odd.flatMap((value) =>
    odd.map((other) => ({
      from: value,
      to: [{ operation: { ports: other, notHosts: value } }, value],
      when: [{ key: value, values: other }, other],
    })),
  );
  for (const rule of rules) expect(answers(Field.of(rule), REQUEST)).toHaveLength(4);
});

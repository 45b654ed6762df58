import { actionOf, oppositeOf, rulesOf } from '../../lib/traffic/authorization-policy-fields';
import { objectsOf } from '../manifest/reading';

const HEAD = 'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: a}';

test.each([
  ['', 'ALLOW', 0],
  ['spec: null', 'ALLOW', 0],
  ['spec: {action: null, rules: a}', 'ALLOW', 0],
  ['spec: {action: DENY, rules: [{}, null]}', 'DENY', 2],
  ['spec: {action: [DENY], rules: {a: b}}', 'ALLOW', 0],
  ['spec: {action: deny, rules: []}', 'deny', 0],
])('%j has an action and rules', (spec, action, rules) => {
  const found = objectsOf(`${HEAD}\n${spec}`).map((policy) => [actionOf(policy), rulesOf(policy).length]);
  expect(found).toEqual([[action, rules]]);
});

test('lists have opposites', () => {
  expect(['ports', 'ipBlocks', ''].map(oppositeOf)).toEqual(['notPorts', 'notIpBlocks', 'not']);
});

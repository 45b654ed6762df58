import { Catalog } from '../../lib/manifest/catalog';
import type { Json } from '../../lib/manifest/manifest';
import { podOf } from '../../lib/manifest/pods';
import { SecretAccess } from '../../lib/traffic/secret-access';
import { objectsOf } from '../manifest/reading';

const RBAC = 'rbac.authorization.k8s.io/v1';
const ROLES = 'rbac.authorization.k8s.io';
const POD = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'gateway', namespace: 'edge' },
  spec: { serviceAccountName: 'gw' },
});
const ACCOUNT = JSON.stringify({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'gw', namespace: 'edge' },
});
const SUBJECT = { kind: 'ServiceAccount', name: 'gw', namespace: 'edge' };
const READ = [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'watch', 'list'] }];

const role = (rules: Json, kind = 'Role', more: { [key: string]: Json } = {}) =>
  JSON.stringify({ apiVersion: RBAC, kind, metadata: { name: 'sds', namespace: 'edge' }, rules, ...more });
const binding = (subjects: Json, kind = 'RoleBinding', roleKind = 'Role', name = 'sds', namespace = 'edge') =>
  JSON.stringify({
    apiVersion: RBAC,
    kind,
    metadata: { name: 'bind', namespace },
    roleRef: { apiGroup: ROLES, kind: roleKind, name },
    subjects,
  });

function verdict(...texts: string[]) {
  const catalog = new Catalog(objectsOf([POD, ...texts].join('\n')));
  const [pod] = catalog.pods;
  const { role: decisive, ...rest } = new SecretAccess(catalog).canListSecrets(pod as (typeof catalog.pods)[0]);
  return { ...rest, role: decisive?.kind };
}

const granted = (kind = 'Role') => ({
  allowed: true,
  why: `${kind} ${kind === 'Role' ? 'edge/sds' : 'sds'} grants list on Secrets`,
  role: kind,
  path: ['rules', 0],
});

test.each<[string, string[]]>([
  ['by its ServiceAccount', [binding([SUBJECT])]],
  ['by a ServiceAccount of the binding’s namespace', [binding([{ kind: 'ServiceAccount', name: 'gw' }])]],
  ['by its user name', [binding([{ kind: 'User', name: 'system:serviceaccount:edge:gw' }])]],
  ['by the group of its namespace', [binding([{ kind: 'Group', name: 'system:serviceaccounts:edge' }])]],
  ['by the group of all ServiceAccounts', [binding([{ kind: 'Group', name: 'system:serviceaccounts' }])]],
  ['by the group of all users', [binding([null, 'x', { kind: 'Group', name: 'system:authenticated' }])]],
])('a Role bound %s', (_, bindings) => {
  expect(verdict(role(READ), ...bindings)).toEqual(granted());
});

test.each<[string, string]>([
  ['in the namespace', binding([SUBJECT], 'RoleBinding', 'ClusterRole')],
  ['everywhere', binding([SUBJECT], 'ClusterRoleBinding', 'ClusterRole')],
])('a ClusterRole bound %s', (_, bound) => {
  expect(verdict(role(READ, 'ClusterRole'), bound)).toEqual(granted('ClusterRole'));
});

test.each<[string, Json, Json, string, Json[]]>([
  ['wildcards', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }], true, 'grants list on Secrets', ['rules', 0]],
  ['the second rule', [{ verbs: ['list'] }, ...READ], true, 'grants list on Secrets', ['rules', 1]],
  [
    'get alone',
    [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'watch'] }],
    false,
    'grants get, watch on Secrets, but not list',
    ['rules', 0, 'verbs'],
  ],
  [
    'no verbs',
    [{ apiGroups: [''], resources: ['secrets'] }],
    false,
    'grants nothing on Secrets, but not list',
    ['rules', 0, 'verbs'],
  ],
  [
    'Secrets by name',
    [{ apiGroups: [''], resources: ['secrets'], verbs: ['list'], resourceNames: ['shop'] }],
    false,
    'grants list only for the Secrets in resourceNames',
    ['rules', 0, 'resourceNames'],
  ],
  [
    'other resources',
    [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }],
    false,
    'does not name Secrets',
    ['rules'],
  ],
  [
    'another group',
    [{ apiGroups: ['apps'], resources: ['secrets'], verbs: ['list'] }],
    false,
    'does not name Secrets',
    ['rules'],
  ],
  ['no group', [{ resources: ['secrets'], verbs: ['list'] }], false, 'does not name Secrets', ['rules']],
  ['null for the core group', [{ ...READ[0], apiGroups: [null] }], false, 'does not name Secrets', ['rules']],
  ['no rules', null, false, 'does not name Secrets', ['rules']],
  ['wrong types', [null, 'x', { apiGroups: '', resources: {} }], false, 'does not name Secrets', ['rules']],
])('a Role with %s', (_, rules, allowed, why, path) => {
  expect(verdict(role(rules), binding([SUBJECT]))).toEqual({
    allowed,
    why: `Role edge/sds ${why}`,
    role: 'Role',
    path,
  });
});

test.each<[string, string[], boolean | undefined, string]>([
  ['nothing', [], undefined, 'the input has neither this ServiceAccount nor a Role in its namespace'],
  ['no Role', [ACCOUNT], false, 'no Role is bound to it'],
  ['a Role that is not bound', [role(READ)], false, 'no Role is bound to it'],
  [
    'bindings of others',
    [role(READ), binding([{ kind: 'ServiceAccount', name: 'x' }]), ACCOUNT],
    false,
    'no Role is bound to it',
  ],
  [
    'a binding of another namespace',
    [ACCOUNT, role(READ), binding([SUBJECT], 'RoleBinding', 'Role', 'sds', 'other')],
    false,
    'no Role is bound to it',
  ],
  [
    'a Role that is not there',
    [binding([SUBJECT])],
    undefined,
    'the input does not have Role edge/sds, which is bound to it',
  ],
  [
    'a ClusterRole that is not there',
    [binding([SUBJECT], 'ClusterRoleBinding', 'ClusterRole', 'corp')],
    undefined,
    'the input does not have ClusterRole corp, which is bound to it',
  ],
  [
    'a ClusterRole of Kubernetes',
    [binding([SUBJECT], 'ClusterRoleBinding', 'ClusterRole', 'edit')],
    true,
    'ClusterRole edit grants list on Secrets',
  ],
  [
    'one that leaves Secrets out',
    [binding([SUBJECT], 'ClusterRoleBinding', 'ClusterRole', 'view')],
    false,
    'ClusterRole view does not grant list on Secrets',
  ],
  [
    'a ClusterRole for all users, about something else',
    [
      role([], 'ClusterRole'),
      binding([{ kind: 'Group', name: 'system:authenticated' }], 'ClusterRoleBinding', 'ClusterRole'),
    ],
    undefined,
    'the input has neither this ServiceAccount nor a Role in its namespace',
  ],
  ['wrong types', [ACCOUNT, binding('x'), binding({}, 'ClusterRoleBinding')], false, 'no Role is bound to it'],
])('with %s', (_, texts, allowed, why) => {
  expect(verdict(...texts)).toMatchObject({ allowed, why });
});

test('an aggregated ClusterRole is open', () => {
  const aggregated = role([], 'ClusterRole', { aggregationRule: { clusterRoleSelectors: [] } });

  expect(verdict(aggregated, binding([SUBJECT], 'RoleBinding', 'ClusterRole'))).toEqual({
    allowed: undefined,
    why: 'ClusterRole sds is filled from other ClusterRoles',
    role: 'ClusterRole',
    path: ['aggregationRule'],
  });
});

const other = (name: string, rules: Json) => role(rules).replace('"name":"sds"', `"name":"${name}"`);
const bound = (name: string) => binding([SUBJECT], 'RoleBinding', 'Role', name).replace('"bind"', `"bind-${name}"`);

test('one grant is enough, and what comes nearest explains a refusal', () => {
  const get = [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }];
  const refused = [other('a', []), bound('a'), other('b', get), bound('b')];

  expect([verdict(...refused), verdict(...refused, role(READ), bound('sds'))]).toEqual([
    {
      allowed: false,
      why: 'Role edge/b grants get on Secrets, but not list',
      role: 'Role',
      path: ['rules', 0, 'verbs'],
    },
    granted(),
  ]);
});

test('a Pod without a namespace is in the default one', () => {
  const [pod] = objectsOf(POD.replace('"namespace":"edge"', '"labels":{}')).flatMap((one) => podOf(one) ?? []);
  const catalog = new Catalog(objectsOf([role(READ), binding([SUBJECT])].join('\n')), { defaultNamespace: 'edge' });

  expect(pod && new SecretAccess(catalog).canListSecrets(pod).allowed).toBe(true);
});

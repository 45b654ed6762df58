import type { Json, JsonObject } from '../../lib/manifest/manifest';
import type { Fault } from '../../lib/schema/fault';
import { fault, judge, widget, widgets } from './objects';

const library = widgets({ type: 'object' });

function found(metadata: JsonObject): readonly Fault[] {
  return judge(widget({}, metadata), library).faults;
}

function named(kind: string, name: string): readonly Fault[] {
  const [plain = '', apiVersion] = kind.split(' ');
  const fields: Record<string, Json> = {
    Service: { spec: {} },
    CronJob: { spec: { schedule: '@daily', jobTemplate: {} } },
    ClusterTrustBundle: { spec: { trustBundle: 'a' } },
    RoleBinding: { roleRef: { kind: 'Role', name: 'a' } },
  };
  return judge({ apiVersion: apiVersion ?? 'v1', kind: plain, metadata: { name }, ...(fields[plain] as JsonObject) })
    .faults;
}

const CHANGE = (field: string) => `Change "${field}" so that the API server takes it`;
const SUBDOMAIN =
  'and it must be lower-case letters, digits, "-" and ".", and each part between dots must begin and end with a letter or digit';
const QUALIFIED = 'must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit';

test.each<[string, JsonObject]>([
  ['a name', { name: 'a-1.b' }],
  ['the longest name', { name: 'a'.repeat(253) }],
  ['a name that the server makes', { generateName: 'a-' }],
  ['a namespace', { name: 'a', namespace: 'team-1' }],
  ['labels', { name: 'a', labels: { a: '', 'x.y/A_b-c.d': 'V_a-l.1', app: 'a'.repeat(63) } }],
  ['annotations', { name: 'a', annotations: { 'X.Y/a': 'any text\n' } }],
  [
    'what the server itself writes',
    { name: 'a', creationTimestamp: null, generation: 1, uid: 'x', managedFields: [{}] },
  ],
  [
    'an owner',
    { name: 'a', ownerReferences: [{ apiVersion: 'v1', kind: 'A', name: 'a', uid: 'x', controller: true }] },
  ],
])('%s', (_, metadata) => {
  expect(found(metadata)).toEqual([]);
});

test.each<[string, JsonObject, Fault[]]>([
  [
    'no name',
    {},
    [
      fault(
        'metadata',
        ['metadata', 'name'],
        'metadata.name is required, and is not set: an object without a name cannot be created',
        'Set "name"',
      ),
    ],
  ],
  [
    'an upper-case name',
    { name: 'A' },
    [fault('metadata', ['metadata', 'name'], `metadata.name is "A", ${SUBDOMAIN}`, CHANGE('name'))],
  ],
  [
    'a name that is too long',
    { name: 'a'.repeat(254) },
    [
      fault(
        'metadata',
        ['metadata', 'name'],
        `metadata.name is "${'a'.repeat(79)}..., and it has 254 characters, and may have at most 253`,
        CHANGE('name'),
      ),
    ],
  ],
  [
    'a name to be made that begins wrongly',
    { generateName: '-a-' },
    [
      fault(
        'metadata',
        ['metadata', 'generateName'],
        `metadata.generateName is "-a-", ${SUBDOMAIN}`,
        CHANGE('generateName'),
      ),
    ],
  ],
  [
    'a namespace with a dot',
    { name: 'a', namespace: 'a.b' },
    [
      fault(
        'metadata',
        ['metadata', 'namespace'],
        'metadata.namespace is "a.b", and it must be lower-case letters, digits and "-", and begin and end with a letter or digit',
        CHANGE('namespace'),
      ),
    ],
  ],
  [
    'a label whose value is no label value',
    { name: 'a', labels: { app: 'a b' } },
    [
      fault(
        'metadata',
        ['metadata', 'labels', 'app'],
        `metadata.labels.app is "a b", and a label ${QUALIFIED}`,
        'Change the value, or make it an annotation',
      ),
    ],
  ],
  [
    'a label that is too long',
    { name: 'a', labels: { app: 'a'.repeat(64) } },
    [
      fault(
        'metadata',
        ['metadata', 'labels', 'app'],
        `metadata.labels.app is "${'a'.repeat(64)}", and a label has 64 characters, and may have at most 63`,
        'Change the value, or make it an annotation',
      ),
    ],
  ],
  [
    'a label that is no text',
    { name: 'a', labels: { app: true } },
    [
      fault(
        'structure',
        ['metadata', 'labels', 'app'],
        'metadata.labels.app must be a string, and is the boolean true',
        'Put it in quotes: "true"',
      ),
    ],
  ],
  [
    'a key with two slashes',
    { name: 'a', annotations: { 'a/b/c': '' } },
    [
      fault(
        'metadata',
        ['metadata', 'annotations', 'a/b/c'],
        'metadata.annotations["a/b/c"]: the key has more than one "/"',
        'Change the key "a/b/c"',
      ),
    ],
  ],
  [
    'a key with nothing before its slash',
    { name: 'a', labels: { '/b': '' } },
    [
      fault(
        'metadata',
        ['metadata', 'labels', '/b'],
        'metadata.labels["/b"]: the key has nothing before its "/"',
        'Change the key "/b"',
      ),
    ],
  ],
  [
    'a key with an upper-case prefix, in a label',
    { name: 'a', labels: { 'A/b': '' } },
    [
      fault(
        'metadata',
        ['metadata', 'labels', 'A/b'],
        `metadata.labels["A/b"]: the key has the prefix "A", which ${SUBDOMAIN.replace('and it ', '')}`,
        'Change the key "A/b"',
      ),
    ],
  ],
  [
    'a key with a space',
    { name: 'a', labels: { 'a b': '' } },
    [
      fault(
        'metadata',
        ['metadata', 'labels', 'a b'],
        `metadata.labels["a b"]: the key ${QUALIFIED}`,
        'Change the key "a b"',
      ),
    ],
  ],
  [
    'annotations that are too large together',
    { name: 'a', annotations: { a: 'x'.repeat(200_000), b: 'é'.repeat(40_000) } },
    [
      fault(
        'metadata',
        ['metadata', 'annotations'],
        'metadata.annotations have 280002 bytes, and may have at most 262144 together',
        'Remove annotations, or move their content to a ConfigMap',
      ),
    ],
  ],
  [
    'a misspelt field',
    { name: 'a', lables: {} },
    [
      fault(
        'unknown-field',
        ['metadata', 'lables'],
        'metadata.lables is not a field that the API has here: the API server refuses it, or drops it when validation is off',
        'Did you mean "labels"? Rename "lables", or remove it',
      ),
    ],
  ],
  [
    'an owner without uid',
    { name: 'a', ownerReferences: [{ apiVersion: 'v1', kind: 'A', name: 'a' }] },
    [
      fault(
        'structure',
        ['metadata', 'ownerReferences', 0, 'uid'],
        'metadata.ownerReferences[0].uid is required, and is not set',
        'Set "uid" to a string',
      ),
    ],
  ],
])('%s', (_, metadata, faults) => {
  expect(found(metadata)).toEqual(faults);
});

test('metadata that is no object', () => {
  expect(judge({ ...widget({}), metadata: 'a' }, library).faults.map(({ message }) => message)).toEqual([
    'metadata must be an object, and is the string "a"',
  ]);
});

test('no metadata', () => {
  const { metadata: _, ...object } = widget({});
  expect(judge(object, library).faults.map(({ path }) => path)).toEqual([['metadata', 'name']]);
});

test('a question to the API server needs no name', () => {
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec: { user: 'a' } };
  expect(judge(review).faults).toEqual([]);
});

test('a namespace on a cluster-scoped kind', () => {
  const cluster = widgets({ type: 'object' }, 'Cluster');
  expect(judge(widget({}, { name: 'a' }), cluster).faults).toEqual([]);
  expect(judge(widget({}, { name: 'a', namespace: 'b' }), cluster).faults).toEqual([
    fault(
      'scope',
      ['metadata', 'namespace'],
      'metadata.namespace is "b", but a Widget is cluster-scoped: ' +
        'it lies in no namespace, and one object of this name serves all of them',
      'Remove "namespace"',
    ),
  ]);
});

test.each([
  ['Namespace', 'team-1'],
  ['Service', 'web-1'],
  ['ConfigMap', 'a.b'],
  ['Role rbac.authorization.k8s.io/v1', 'system:Reader'],
  ['CronJob batch/v1', 'a'.repeat(52)],
  ['ClusterTrustBundle certificates.k8s.io/v1beta1', 'example.com:web:1'],
])('a %s called %s', (kind, name) => {
  expect(named(kind, name)).toEqual([]);
});

test.each([
  ['Namespace', 'a.b', 'must be lower-case letters, digits and "-", and begin and end with a letter or digit'],
  ['Namespace', 'a'.repeat(64), 'has 64 characters, and may have at most 63'],
  ['Service', '1a', 'must be lower-case letters, digits and "-", begin with a letter and end with a letter or digit'],
  ['Service', 'a'.repeat(64), 'has 64 characters, and may have at most 63'],
  ['ConfigMap', 'a_b', SUBDOMAIN.replace('and it ', '')],
  ['Role rbac.authorization.k8s.io/v1', 'a/b', 'must not contain "/" or "%"'],
  ['RoleBinding rbac.authorization.k8s.io/v1', '..', 'must not be ".."'],
  ['CronJob batch/v1', 'a'.repeat(53), 'has 53 characters, and may have at most 52'],
])('a %s cannot be called %s', (kind, name, reason) => {
  expect(named(kind, name)).toEqual([
    fault('metadata', ['metadata', 'name'], `metadata.name is "${name}", and it ${reason}`, CHANGE('name')),
  ]);
});

import { Catalog } from '../../lib/manifest/catalog';
import { Namespaces } from '../../lib/traffic/namespaces';
import { objectsOf } from '../manifest/reading';

const namespaces = (text: string, context = '') =>
  new Namespaces(new Catalog(objectsOf(text), { context: objectsOf(context), defaultNamespace: 'here' }));

const NS = (name: string, labels = '{}') =>
  `{apiVersion: v1, kind: Namespace, metadata: {name: ${name}, labels: ${labels}}}\n---\n`;
const SERVICE = (metadata: string) => `{apiVersion: v1, kind: Service, metadata: ${metadata}}\n---\n`;

test.each([
  ['nothing', '', '', false, []],
  ['only objects in them', SERVICE('{name: a, namespace: x}') + SERVICE('{name: b}'), '', false, ['x', 'here']],
  ['Namespaces first', SERVICE('{name: a, namespace: x}') + NS('team') + NS('x'), '', true, ['team', 'x']],
  ['context', '', NS('team') + SERVICE('{name: a, namespace: z}'), true, ['team', 'z']],
  [
    'a Namespace that carries one',
    '{apiVersion: v1, kind: Namespace, metadata: {name: team, namespace: z}}',
    '',
    true,
    ['team'],
  ],
  ['one without a name', '{apiVersion: v1, kind: Namespace}', '', true, []],
  [
    'a Namespace of another group',
    '{apiVersion: a.io/v1, kind: Namespace, metadata: {name: team}}',
    '',
    false,
    ['here'],
  ],
])('names of %s', (_, text, context, areKnown, names) => {
  const found = namespaces(text, context);

  expect([found.areKnown, found.names]).toEqual([areKnown, names]);
});

test.each([
  ['team', true],
  ['x', true],
  ['here', true],
  ['default', true],
  ['kube-system', true],
  ['z', false],
  ['', false],
  ['Team', false],
  ['constructor', false],
])('%j exists: %s', (name, exists) => {
  const text = NS('team') + SERVICE('{name: a, namespace: x}') + SERVICE('{name: b}');

  expect(namespaces(text).exists(name)).toBe(exists);
});

test.each([
  ['none', '{}', {}],
  ['texts', '{a: b, c: ""}', { a: 'b', c: '' }],
  ['null', 'null', {}],
  ['a list', '[a]', {}],
  ['a text', 'a', {}],
  ['other values', '{a: true, b: 1, c: null, d: {e: f}, g: h}', { g: 'h' }],
  ['its own name', '{kubernetes.io/metadata.name: other}', {}],
])('labels that are %s', (_, labels, expected) => {
  expect({ ...namespaces(NS('team', labels)).labelsOf('team') }).toEqual({
    ...expected,
    'kubernetes.io/metadata.name': 'team',
  });
});

test('labels are only those that were written', () => {
  expect(namespaces(NS('team')).labelsOf('team')?.['constructor']).toBeUndefined();
});

test('the object, the last of several, and its labels', () => {
  const text = NS('team', '{a: "1"}') + NS('team', '{a: "2"}') + SERVICE('{name: a, namespace: x}');
  const found = namespaces(text);

  expect([found.find('team')?.value['metadata'], found.labelsOf('team')?.['a']]).toEqual([
    { name: 'team', labels: { a: '2' } },
    '2',
  ]);
  expect([found.find('x'), found.labelsOf('x'), found.find(''), found.labelsOf('')]).toEqual(Array(4).fill(undefined));
});

import type { Json } from '../../lib/manifest/manifest';
import type { RawSchema } from '../../lib/schema/schema-document';
import { fault, faultsOf } from './objects';

const text: RawSchema = { type: 'string' };
const set: RawSchema = { type: 'array', items: text, 'x-kubernetes-list-type': 'set' };
const port: RawSchema = {
  type: 'object',
  properties: { port: { type: 'integer' }, protocol: { ...text, default: 'TCP' }, name: text },
};
const map: RawSchema = {
  type: 'array',
  items: port,
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['port', 'protocol'],
};
const atomic: RawSchema = { type: 'array', items: text, 'x-kubernetes-list-type': 'atomic' };

function found(list: RawSchema, value: Json, source?: string) {
  return faultsOf({ type: 'object', properties: { a: list } }, { a: value }, source);
}

test.each<[string, RawSchema, Json]>([
  ['a set', set, ['a', 'b']],
  ['a map', map, [{ port: 80 }, { port: 81 }, { port: 80, protocol: 'UDP' }]],
  ['a plain list', atomic, ['a', 'a']],
])('%s without repetitions', (_, list, value) => {
  expect(found(list, value)).toEqual([]);
});

test('an item of a set that is there already', () => {
  expect(found(set, ['a', 'b', 'a'])).toEqual([
    fault(
      'list-type',
      ['spec', 'a', 2],
      'spec.a[2] has "a", which spec.a[0] has already: the items of spec.a must differ in it',
      'Remove or change spec.a[2] or spec.a[0]',
    ),
  ]);
});

test('an item of a map whose keys are there already, also by default', () => {
  expect(
    found(map, [
      { port: 80, name: 'a' },
      { port: 80, name: 'b', protocol: 'TCP' },
    ]),
  ).toEqual([
    fault(
      'list-type',
      ['spec', 'a', 1],
      'spec.a[1] has port 80, protocol "TCP", which spec.a[0] has already: the items of spec.a must differ in it',
      'Remove or change spec.a[1] or spec.a[0]',
    ),
  ]);
});

test('sets of objects, whatever the order of their fields', () => {
  const objects = { ...set, items: port };
  expect(
    found(objects, [
      { port: 1, name: 'a' },
      { name: 'a', port: 1 },
    ]),
  ).toHaveLength(1);
});

test('lists in lists', () => {
  expect(found({ type: 'array', items: set }, [['a'], ['a', 'a']]).map(({ path }) => path)).toEqual([
    ['spec', 'a', 1, 1],
  ]);
});

test('items of the wrong type are no repetitions', () => {
  expect(found(map, ['x', 'x']).map(({ kind }) => kind)).toEqual(['structure', 'structure']);
});

test("lists of Kubernetes' own kinds are left to its own validation", () => {
  expect(found(set, ['a', 'a'], 'kubernetes')).toEqual([]);
});

import { Field, namespaceOf, specOf } from '../../lib/manifest/field';
import { manifestOf, objectText } from '../rules/rule-tester';

const manifest = manifestOf(
  objectText('v1', 'Thing', '{ text: a, number: 1, flag: true, list: [x, null], map: { k: v }, none: null }'),
);
const spec = specOf(manifest);

test('fields have their values and paths', () => {
  expect(spec.get('list', 0).text).toBe('x');
  expect(spec.get('list', 0).path).toEqual(['spec', 'list', 0]);
  expect([spec.get('number').number, spec.get('flag').flag]).toEqual([1, true]);
  expect(spec.get('list').items.map(({ path, isSet }) => [path.at(-1), isSet])).toEqual([
    [0, true],
    [1, false],
  ]);
  expect(spec.get('map').entries.map(([key, field]) => [key, field.text, field.path])).toEqual([
    ['k', 'v', ['spec', 'map', 'k']],
  ]);
});

test.each([
  ['none'],
  ['missing'],
  ['toString'],
  ['text', 'length'],
  ['list', 7],
  ['list', 'x'],
  ['missing', 0, 'deep'],
])('what is not there reads as empty: %s %s', (...path) => {
  const { isSet, text, number, flag, items, entries } = spec.get(...path);
  expect({ isSet, text, number, flag, items, entries }).toEqual({
    isSet: false,
    text: '',
    number: 0,
    flag: false,
    items: [],
    entries: [],
  });
});

test('an object without a namespace goes to the default one', () => {
  const text = 'apiVersion: v1\nkind: Thing\nmetadata: { name: shop }\n';
  expect([namespaceOf(manifest), namespaceOf(manifestOf(text))]).toEqual(['prod', 'default']);
  expect(Field.root(manifestOf(text)).get('metadata', 'name').text).toBe('shop');
});

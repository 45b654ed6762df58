import { Field } from '../../lib/manifest/field';
import type { Json } from '../../lib/manifest/manifest';
import { selects } from '../../lib/traffic/label-selector';

const LABELS = new Map([
  ['app', 'shop'],
  ['empty', ''],
]);

const answer = (selector: Json) => selects(Field.of(selector), (key) => ({ value: LABELS.get(key) }));
const expression = (key: Json, operator: Json, values: Json = []) => ({
  matchExpressions: [{ key, operator, values }],
});

test.each([
  [{}, true],
  [null, true],
  [{ matchLabels: { app: 'shop' } }, true],
  [{ matchLabels: { app: 'shop', empty: '' } }, true],
  [{ matchLabels: { app: 'edge' } }, false],
  [{ matchLabels: { other: '' } }, false],
  [expression('app', 'In', ['edge', 'shop']), true],
  [expression('app', 'In'), false],
  [expression('other', 'In', ['']), false],
  [expression('app', 'NotIn', ['shop']), false],
  [expression('other', 'NotIn', ['shop']), true],
  [expression('empty', 'Exists'), true],
  [expression('other', 'Exists'), false],
  [expression('other', 'DoesNotExist'), true],
  [expression('app', 'DoesNotExist'), false],
  [expression('app', 'Like', ['shop']), undefined],
  [expression(7, null, 'x'), undefined],
  [{ matchLabels: { app: 'edge' }, ...expression('app', 'Like') }, false],
  [{ matchLabels: { app: 'shop' }, ...expression('app', 'NotIn', ['shop']) }, false],
])('%j: %s', (selector, expected) => {
  expect(answer(selector)).toBe(expected);
});

test('what is not known of the labels leaves it open, unless nothing is asked of them', () => {
  expect(selects(Field.of({ matchLabels: { app: 'shop' } }), () => undefined)).toBeUndefined();
  expect(selects(Field.of({}), () => undefined)).toBe(true);
});

import { Catalog } from '../../lib/manifest/catalog';
import { Field } from '../../lib/manifest/field';
import type { Json } from '../../lib/manifest/manifest';
import { namespacesLike, namespacesSelected } from '../../lib/traffic/namespace-choice';
import { objectsOf } from '../manifest/reading';

test.each<[string, string, boolean | undefined]>([
  ['a', 'a', true],
  ['a', 'b', false],
  ['b, a', 'a', true],
  ['', 'a', false],
  [',', 'a', false],
  ['team-.*', 'team-a', true],
  ['team-.*', 'my-team-a', false],
  ['a|b', 'b', true],
  ['a)|(b', 'b', undefined],
  ['x, team-[0-9]', 'team-7', true],
  ['(?!kube).*', 'a', undefined],
  ['(?!kube).*, a', 'a', true],
  [`.*${'x'.repeat(1024)}`, 'a', undefined],
  ['(a+)+b', 'a'.repeat(63), false],
])('%s holds %s: %s', (list, namespace, expected) => {
  expect(namespacesLike(list)(namespace)).toBe(expected);
});

const CATALOG = new Catalog(
  objectsOf(
    [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', labels: { team: 'shop', empty: '' } } },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bare' } },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'odd', labels: [1] } },
    ]
      .map((value) => JSON.stringify(value))
      .join('\n'),
  ),
);
const NAMESPACES = ['a', 'bare', 'odd', 'unseen'];
const expression = (key: string, operator: string, values?: Json) => ({
  matchExpressions: [{ key, operator, ...(values === undefined ? {} : { values }) }],
});

test.each<[Json, (boolean | undefined)[]]>([
  [{}, [true, true, true, true]],
  [null, [true, true, true, true]],
  [{ matchLabels: { team: 'shop' } }, [true, false, false, undefined]],
  [{ matchLabels: { team: 'shop', empty: 'x' } }, [false, false, false, undefined]],
  [{ matchLabels: { 'kubernetes.io/metadata.name': 'unseen' } }, [false, false, false, true]],
  [expression('team', 'In', ['x', 'shop']), [true, false, false, undefined]],
  [expression('team', 'NotIn', ['shop']), [false, true, true, undefined]],
  [expression('empty', 'Exists'), [true, false, false, undefined]],
  [expression('team', 'DoesNotExist'), [false, true, true, undefined]],
  [expression('team', 'Odd'), [undefined, undefined, undefined, undefined]],
  [{ matchExpressions: [null] }, [undefined, undefined, undefined, undefined]],
  [{ matchLabels: 'x', matchExpressions: {} }, [true, true, true, true]],
])('%j', (selector, expected) => {
  expect(NAMESPACES.map(namespacesSelected(Field.of(selector), CATALOG))).toEqual(expected);
});

import { read } from './reading';

const list = (kind: string, items: unknown, apiVersion = 'v1') => JSON.stringify({ apiVersion, kind, items });
const nothing = { objects: [], notes: [], problems: [], skipped: [] };

test.each([
  ['version: "3"\nservices: {}\n', 'no apiVersion and kind'],
  ['apiVersion: v2\nname: chart\nversion: 1.0.0\n', 'no apiVersion and kind'],
  ['on: {push: {}}\njobs: {}\n', 'no apiVersion and kind'],
  ['resources: [a.yaml]\n', 'no apiVersion and kind'],
  ['kind: x\n', 'no apiVersion and kind'],
  ['~: 1\n', 'no apiVersion and kind'],
  ['a: 1\na: 2\n', 'no apiVersion and kind'],
  ['apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n', 'kustomization'],
  ['- hosts: all\n  tasks: []\n', 'not a map'],
  ['just text\n', 'not a map'],
])('%j is skipped', (text, reason) => {
  expect(read(text)).toEqual({ ...nothing, skipped: [{ line: 1, reason }] });
});

test("a resource of Flux's own Kustomization is judged", () => {
  expect(read('apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n').objects).toHaveLength(1);
});

test.each([
  ['kind: Foo\nmetadata: {}\n', 'apiVersion'],
  ['apiVersion: 1\nkind: Foo\nmetadata: {}\n', 'apiVersion'],
  ['apiVersion: v1\nmetadata: {}\n', 'kind'],
  ['apiVersion: v1\nkind: on\nmetadata: {}\n', 'kind'],
])('%j is meant for Kubernetes, and refused', (text, field) => {
  expect(read(text)).toEqual({
    ...nothing,
    problems: [
      {
        line: 1,
        column: 1,
        message: `The object has no ${field} that is a text, and kubectl refuses it`,
        fix: `Give it ${field}, in quotes where it could be read as a number`,
      },
    ],
  });
});

const NO_OBJECT = {
  message: 'This is not an object of Kubernetes',
  fix: 'Write one object with apiVersion and kind here; for several, use "---" or kind: List',
};

test('a bare list of objects is refused', () => {
  expect(read('- {apiVersion: v1, kind: Foo}\n')).toEqual({
    ...nothing,
    problems: [{ line: 1, column: 1, ...NO_OBJECT }],
  });
});

describe('lists', () => {
  const foo = { apiVersion: 'v1', kind: 'Foo' };

  test.each([
    ['List', [foo, foo], [foo, foo]],
    ['List', [], []],
    ['List', null, []],
    [
      'FooList',
      [{ a: 1 }, { ...foo, b: 1 }],
      [
        { a: 1, ...foo },
        { ...foo, b: 1 },
      ],
    ],
    ['List', [{ apiVersion: 'v1', kind: 'List', items: [foo] }, foo], [foo, foo]],
  ])('%s of %j', (kind, items, objects) => {
    expect(read(list(kind, items))).toEqual({ ...nothing, objects });
  });

  test.each([
    ['AccessList', undefined],
    ['AccessList', { a: 1 }],
    ['List', { a: 1 }],
    ['Foo', [foo]],
  ])('%s with items %j is an object itself', (kind, items) => {
    expect(read(list(kind, items)).objects).toEqual([JSON.parse(list(kind, items))]);
  });

  test('an item that is none, with the place of the item', () => {
    expect(read(`apiVersion: v1\nkind: List\nitems:\n- x\n- ${JSON.stringify(foo)}\n- {kind: Foo}\n`)).toEqual({
      ...nothing,
      objects: [foo],
      problems: [
        { line: 4, column: 3, ...NO_OBJECT },
        {
          line: 6,
          column: 3,
          message: 'The object has no apiVersion that is a text, and kubectl refuses it',
          fix: 'Give it apiVersion, in quotes where it could be read as a number',
        },
      ],
    });
  });
});

import { parse } from '../../lib/manifest/parse';
import type { Path } from '../../lib/manifest/manifest';

const YAML = `# first
apiVersion: v1
kind: Foo
metadata:
  name: a
  labels: {on: x, 'b.c/d': y}
spec:
  servers:
    - hosts:
        - a.example.com
        - b.example.com
      port: {number: 443}
    -
      hosts: []
  <<: {merged: 1}
  twice: 1
  twice: 2
---

  # second
  apiVersion: v1
  kind: Foo
  spec: {a: 1}
`;

const at = (index: number, ...path: Path) => {
  const place = parse('a.yaml', YAML).objects[index]?.origin.locate(path);
  return `${place?.line}:${place?.column}`;
};

test.each<[string, Path]>([
  ['2:1', []],
  ['2:1', ['apiVersion']],
  ['5:3', ['metadata', 'name']],
  ['6:12', ['metadata', 'labels', 'true']],
  ['6:19', ['metadata', 'labels', 'b.c/d']],
  ['6:3', ['metadata', 'labels', 'x']],
  ['4:1', ['metadata', 'annotations', 'x', 'y']],
  ['9:7', ['spec', 'servers', 0]],
  ['11:11', ['spec', 'servers', 0, 'hosts', 1]],
  ['9:7', ['spec', 'servers', 0, 'hosts', 2]],
  ['12:14', ['spec', 'servers', 0, 'port', 'number']],
  ['14:7', ['spec', 'servers', 1, 'hosts', 0]],
  ['7:1', ['spec', 'merged']],
  ['17:3', ['spec', 'twice']],
  ['8:3', ['spec', 'servers', 'x']],
  ['2:1', ['status']],
  ['2:1', [0]],
])('%s is the place of %j', (place, path) => {
  expect(at(0, ...path)).toBe(place);
});

test('documents are asked in any order', () => {
  const { objects } = parse('a.yaml', YAML);
  const lines = [1, 0, 1, 0].map((index) => objects[index]?.origin.locate(['spec', 'a']));

  expect(lines).toEqual([
    { line: 23, column: 10 },
    { line: 7, column: 1 },
    { line: 23, column: 10 },
    { line: 7, column: 1 },
  ]);
});

const places = (text: string) =>
  parse('a.yaml', text).objects.map(({ origin }) => [origin.locate([]), origin.locate(['metadata', 'name'])]);

describe('items of a list', () => {
  const item = '{"apiVersion": "v1", "kind": "Foo", "metadata": {"name": "a"}}';
  const block = 'apiVersion: v1\n  kind: Foo\n  metadata:\n    name: a\n';

  test('in YAML', () => {
    expect(places(`kind: List\napiVersion: v1\nitems:\n- ${block}-   &x\n  ${block}- ${item}\n`)).toEqual([
      [
        { line: 4, column: 3 },
        { line: 7, column: 5 },
      ],
      [
        { line: 9, column: 3 },
        { line: 12, column: 5 },
      ],
      [
        { line: 13, column: 3 },
        { line: 13, column: 52 },
      ],
    ]);
  });

  test('in YAML where a list reads on over lines that are less indented', () => {
    const text = 'kind: List\napiVersion: v1\nitems: [{apiVersion: v1, kind: Foo,\n metadata: {\n name: a}}]\n';

    expect(places(text)).toEqual([
      [
        { line: 3, column: 9 },
        { line: 5, column: 2 },
      ],
    ]);
  });

  test('in YAML that refers to an anchor outside', () => {
    const text = `kind: List\napiVersion: v1\nx: &x {name: a}\nitems:\n- {apiVersion: v1, kind: Foo, metadata: *x}\n`;

    expect(places(text)).toEqual([
      [
        { line: 5, column: 3 },
        { line: 5, column: 31 },
      ],
    ]);
  });

  test('in JSON', () => {
    expect(places(`{"kind": "List", "apiVersion": "v1", "items": [\n${item},\n  ${item}]}`)).toEqual([
      [
        { line: 2, column: 1 },
        { line: 2, column: 50 },
      ],
      [
        { line: 3, column: 3 },
        { line: 3, column: 52 },
      ],
    ]);
  });

  test('in a list in a list', () => {
    const inner = `{"kind": "List", "apiVersion": "v1", "items": [\n${item}]}`;

    expect(places(`{"kind": "List", "apiVersion": "v1", "items": [\n${inner},${inner}]}`)).toEqual([
      [
        { line: 3, column: 1 },
        { line: 3, column: 50 },
      ],
      [
        { line: 4, column: 1 },
        { line: 4, column: 50 },
      ],
    ]);
  });
});

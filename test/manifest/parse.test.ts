import { parse } from '../../lib/manifest/parse';
import { head, object, plain, read } from './reading';

const nothing = { objects: [], notes: [], problems: [], skipped: [] };

test.each(['', '\n', '# c\n', '---\n---\n', 'null', '~\n', '{}'.slice(2), '\ufeff'])('nothing in %j', (text) => {
  expect(read(text)).toEqual(nothing);
});

test('an object, in full', () => {
  const [manifest] = parse('a.yaml', 'apiVersion: a.b/v1\nkind: Foo\nmetadata: {name: x, namespace: b}\n').objects;

  expect({ ...manifest, origin: manifest?.origin.file }).toEqual({
    apiVersion: 'a.b/v1',
    group: 'a.b',
    version: 'v1',
    kind: 'Foo',
    namespace: 'b',
    name: 'x',
    value: { apiVersion: 'a.b/v1', kind: 'Foo', metadata: { name: 'x', namespace: 'b' } },
    origin: 'a.yaml',
  });
});

test.each(['{}', '{name: 1, namespace: [x]}', 'x', '{generateName: x-}'])('no name in metadata %s', (metadata) => {
  const [manifest] = parse('a.yaml', `apiVersion: v1\nkind: Foo\nmetadata: ${metadata}\n`).objects;

  expect([manifest?.group, manifest?.version, manifest?.name, manifest?.namespace]).toEqual(['', 'v1', '', '']);
});

test.each([
  ['documents', `${head('a')}---\n${head('b')}---\n# none\n---\n${head('c')}`],
  ['with CRLF', `${head('a')}---\n${head('b')}---\n${head('c')}`.replaceAll('\n', '\r\n')],
  ['with byte order marks', `\ufeff${head('a')}---\n\ufeff${head('b')}---\n${head('c')}`],
  ['of JSON', ['a', 'b', 'c'].map((name) => JSON.stringify(object(name))).join('\n')],
  ['of JSON without space', ['a', 'b', 'c'].map((name) => JSON.stringify(object(name))).join('')],
  [
    'of JSON and YAML',
    `${JSON.stringify(object('a'), null, '\t')}\n---\n${head('b')}---\n${JSON.stringify(object('c'))}`,
  ],
  [
    'of YAML that looks like JSON',
    `{apiVersion: v1, kind: Foo, metadata: {name: a}}\n---\n${head('b')}---\n${head('c')}`,
  ],
  ['in a list', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: ['a', 'b', 'c'].map(object) })],
])('three objects: %s', (_, text) => {
  expect(read(text)).toEqual({ ...nothing, objects: ['a', 'b', 'c'].map(object) });
});

test('bytes of UTF-16 are read, too', () => {
  expect(plain(parse('a.yaml', Buffer.from(`\ufeff${head('a')}`, 'utf16le')))).toEqual({
    ...nothing,
    objects: [object('a')],
  });
});

test('bytes that are no text give a problem, and nothing else', () => {
  const { problems, objects } = parse('a.yaml', Buffer.from([...Buffer.from(`${head('a')}x: `), 0x80]));

  expect([problems, objects]).toEqual([
    [
      {
        file: 'a.yaml',
        line: 5,
        column: 4,
        message: 'The byte 0x80 at offset 48 is not UTF-8',
        fix: 'Save the file as UTF-8',
      },
    ],
    [],
  ]);
});

test('a document that cannot be read does not take others with it', () => {
  const { objects, problems } = plain(
    parse('a.yaml', `${head('a')}---\nx: [\n---\n${head('b')}---\ny: "\n--- z\n${head('c')}`),
  );

  expect([objects, problems.map(({ line }) => line)]).toEqual([['a', 'b', 'c'].map(object), [6, 13, 14]]);
});

test('JSON that breaks off keeps the objects before it', () => {
  expect(read(`${JSON.stringify(object('a'))}\n{"apiVersion": "v1",\n"kind" "Foo"}`)).toEqual({
    ...nothing,
    objects: [object('a')],
    problems: [
      { line: 3, column: 8, message: 'This is not JSON: "\\"" is not expected here', fix: 'Correct the JSON here' },
    ],
  });
});

test('notes of items begin at the item', () => {
  const text = `apiVersion: v1\nkind: List\nitems:\n- ${JSON.stringify(object('a'))}\n- {apiVersion: v1, kind: Foo, x: on}\n`;

  expect(parse('a.yaml', text).notes.map(({ path, manifest }) => [path, manifest.value['x']])).toEqual([[['x'], true]]);
});

test('lines can be shown', () => {
  expect(parse('a.yaml', head('a')).source.lineText(4)).toBe('  name: a');
});

describe('templates', () => {
  test.each([
    'apiVersion: v1\nkind: Foo\nmetadata:\n  name: {{ .Values.name }}\n',
    '{{- if .x }}\napiVersion: v1\nkind: Foo\n{{- end }}\n',
  ])('%j is skipped', (text) => {
    expect(read(text)).toEqual({ ...nothing, skipped: [{ line: 1, reason: 'template' }] });
  });

  test('braces in a string are no template', () => {
    expect(read(`${head('a')}data: '{{ x }}'\n`).skipped).toEqual([]);
  });
});

import { parse } from '../../lib/manifest/parse';
import { data, head, problemOf, read } from './reading';

test.each([
  ['data: [001:db8::, 2001:db8::/32]', ['001:db8::', '2001:db8::/32']],
  ['data: {a: 001:db8::, b: 1}', { a: '001:db8::', b: 1 }],
  ['data: {a:, b}', { 'a:': null, b: null }],
  ['data: [a: b, {c:1}]', [{ a: 'b' }, { 'c:1': null }]],
  ['data:\n- 001:db8::', [{ '001:db8:': null }]],
  ['data: ["a":b]', [{ a: 'b' }]],
  ["data: 'it''s'", "it's"],
  ['data: "\\x41\\u00e9\\n"', 'Aé\n'],
  ['data: "yes"', 'yes'],
  ['data: ! 5', '5'],
  ['data: !!int "5"', 5],
  ['data: !mine {a: !x 1}', { a: '1' }],
  ['data: |\n  a\n   b\n\n  c', 'a\n b\n\nc\n'],
  ['data: >-\n  a\n  b\n\n  c\n', 'a b\nc'],
  ['data:', null],
  ['data: {on: 1, 0x10: 2, 1.5: 3, "on": 4}', { true: 1, 16: 2, 1.5: 3, on: 4 }],
  ['data: {__proto__: 1, constructor: 2}', JSON.parse('{"__proto__": 1, "constructor": 2}')],
  ['data: 2001-01-01', '2001-01-01'],
  ['data:\r\n  - a\r\n  - b\r\n', ['a', 'b']],
  ['data: a\rmore: b', 'a'],
  ['data:\ta', 'a'],
  ['data: # why\n  # more\n  - a # x\n', ['a']],
  ['data: 日本', '日本'],
])('%j', (text, value) => {
  expect(data(text)).toEqual(value);
});

test('fields that were not written are undefined, whatever their name', () => {
  const [object] = parse('a.yaml', head()).objects;

  expect(['constructor', 'toString', '__proto__'].map((name) => object?.value[name])).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

describe('aliases', () => {
  test.each([
    ['x: &a {b: 1}\ndata: [*a, *a]', [{ b: 1 }, { b: 1 }]],
    ['x: &a 1\ny: &a 2\ndata: *a', 2],
    ['x: &x {b: &y 1}\nc: &y 2\ndata: [*x, *y]', [{ b: 1 }, 2]],
    ['&k data: [*k]', ['data']],
    ['x: &k data\n*k : 1', 1],
    ['x: &e\ndata: [*e]', [null]],
    ['x: &a [&b 1]\nb: &b 2\ndata: *a', [1]],
  ])('%j', (text, value) => {
    expect(data(text)).toEqual(value);
  });

  test('an anchor that is not defined', () => {
    expect(problemOf('data: *a')).toEqual({
      line: 5,
      column: 7,
      message: 'The anchor "a" is not defined before this',
      fix: 'Define it in the same document',
    });
  });

  test('a value in itself', () => {
    expect(problemOf('data: &a {b: [*a]}')).toEqual({
      line: 5,
      column: 10,
      message: 'A value contains itself through an alias',
      fix: 'Remove the alias',
    });
  });

  test('a bomb', () => {
    const levels = Array.from({ length: 30 }, (_, at) => `l${at}: &l${at} [${`*l${at - 1},`.repeat(9)}]`);
    const bomb = ['l: &l-1 [lol]', ...levels].join('\n');

    expect(problemOf(bomb)).toEqual({
      line: 6,
      column: expect.any(Number) as number,
      message: 'Aliases make up too much of the document',
      fix: 'Write the values out',
    });
  });

  test('a thousand uses of one anchor are no bomb', () => {
    expect(data(`x: &a [1, 2]\ndata: [${'*a,'.repeat(1000)}]`)).toHaveLength(1000);
  });
});

describe('merge keys', () => {
  test.each([
    ['x: &a {b: 1, c: 2}\ndata: {<<: *a, c: 3}', { b: 1, c: 3 }],
    ['data: {<<: [{a: 1}, {a: 2, b: 2}]}', { a: 1, b: 2 }],
    ['data: {<<: {a: 1, <<: {b: 2}}}', { a: 1, b: 2 }],
    ['data: {"<<": {a: 1}}', { '<<': { a: 1 } }],
    ['data: {!!merge "<<": {a: 1}}', { a: 1 }],
  ])('%j', (text, value) => {
    expect(data(text)).toEqual(value);
  });

  test('override the keys before them, which is noted', () => {
    expect(read(`${head()}data: {a: 1, b: 2, <<: {a: 3, b: 2}}`)).toEqual({
      objects: [{ apiVersion: 'v1', kind: 'Foo', metadata: { name: 'a' }, data: { a: 3, b: 2 } }],
      notes: [
        { kind: 'merge-order', path: ['data', 'a'], key: false, written: '<<', sent: 3, elsewhere: 1, manifest: 'a' },
      ],
      problems: [],
      skipped: [],
    });
  });

  test.each(['data: {<<: 1}', 'x: &a [1]\ndata: {<<: *a}', 'data: {<<: [{a: 1}, 1]}'])('of no map: %j', (text) => {
    expect(problemOf(text)).toMatchObject({ message: 'Only maps can be merged with "<<"', fix: 'Name a map here' });
  });
});

describe('refused as kubectl refuses it', () => {
  test.each([
    ['data: {[a]: 1}', 8, 'A key is a map or a list, and JSON has only strings', 'Put the key in quotes'],
    ['data: {~: 1}', 8, '"~" is no key that kubectl can send', 'Put the key in quotes'],
    ['data: .inf', 7, '".inf" cannot be sent as JSON', 'Put it in quotes if it is a string'],
    [
      'data: !!int x',
      13,
      'The value is not what its tag tag:yaml.org,2002:int says',
      'Correct the value, or remove the tag',
    ],
  ])('%j', (text, column, message, fix) => {
    expect(problemOf(text)).toEqual({ line: 5, column, message, fix });
  });
});

test('a key that stands twice is a problem each time, and the last is sent', () => {
  expect(read(`${head()}data: {a: 1, b: {c: 1, c: 2}, "a": 2}\n`)).toEqual({
    objects: [{ apiVersion: 'v1', kind: 'Foo', metadata: { name: 'a' }, data: { a: 2, b: { c: 2 } } }],
    notes: [],
    problems: [
      {
        line: 5,
        column: 24,
        message: 'The key "c" stands twice in this map, and kubectl drops all but the last',
        fix: 'Keep one of them',
      },
      {
        line: 5,
        column: 31,
        message: 'The key "a" stands twice in this map, and kubectl drops all but the last',
        fix: 'Keep one of them',
      },
    ],
    skipped: [],
  });
});

const note = (at: number, written: string, sent: unknown, elsewhere: unknown) => ({
  kind: 'yaml-1.2',
  path: ['data', at],
  key: false,
  written,
  sent,
  elsewhere,
  manifest: 'a',
});

test('what others read differently is noted, and what JavaScript cannot hold', () => {
  const text = `${head()}data: [on, 0777, 1_000, 0b1, 1e400, y, 9007199254740993, 0x1F, 1.0, ~, "on", 2001-01-01]\non: 1\n`;

  expect(read(text).notes).toEqual([
    note(0, 'on', true, 'on'),
    note(1, '0777', 511, 777),
    note(2, '1_000', 1000, '1_000'),
    note(3, '0b1', 1, '0b1'),
    note(4, '1e400', '1e400', Infinity),
    note(5, 'y', true, 'y'),
    { ...note(6, '9007199254740993', 9007199254740992, 9007199254740992), kind: 'wide-integer' },
    { ...note(0, 'on', 'true', 'on'), path: ['true'], key: true },
  ]);
});

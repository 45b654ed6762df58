import { JsonReader } from '../../lib/manifest/json';
import { Unreadable } from '../../lib/manifest/problem';

test('values one after the other, as JSON.parse reads each', () => {
  const values = ['{"a":[1,-2.5e3,true,false,null,"\\u00e9\\n😀"],"b":{}}', ' [ ] ', '{"a":1}', '"x"', '0'];
  const reader = new JsonReader(`\n${values.join('\n')}\n`, 0);
  const read = [];
  while (reader.more()) read.push(reader.read());

  expect(read).toEqual(values.map((value) => JSON.parse(value) as unknown));
});

test('names that objects have already', () => {
  expect(Object.keys(new JsonReader('{"__proto__": 1, "constructor": 2}', 0).read() as object)).toEqual([
    '__proto__',
    'constructor',
  ]);
});

test('a key that stands twice, and an integer beyond 2^53', () => {
  const reader = new JsonReader('{"a": 1, "b": [{"c": 12345678901234567890}], "a": 2}', 0);

  expect([reader.read(), reader.duplicates, reader.notes]).toEqual([
    { a: 2, b: [{ c: 12345678901234567000 }] },
    [
      {
        offset: 45,
        message: 'The key "a" stands twice in this map, and kubectl drops all but the last',
        fix: 'Keep one of them',
      },
    ],
    [
      {
        kind: 'wide-integer',
        path: ['b', 0, 'c'],
        key: false,
        written: '12345678901234567890',
        sent: 12345678901234567000,
        elsewhere: 12345678901234567000,
      },
    ],
  ]);
});

test.each([
  ['{"a":1,}', 7, '"}" is not expected'],
  ['{a:1}', 1, '"a" is not expected'],
  ['[1 2]', 3, '"2" is not expected'],
  ['{"a" 1}', 5, '"1" is not expected'],
  ['["a\nb"]', 1, '"\\"" is not expected'],
  ['["\\x"]', 1, '"\\"" is not expected'],
  ['[01]', 2, '"1" is not expected'],
  ['[nul]', 1, '"n" is not expected'],
  ['[+1]', 1, '"+" is not expected'],
  ['[1', 2, 'The end comes too early'],
  ['', 0, 'The end comes too early'],
])('%j is no JSON', (text, offset, message) => {
  expect(() => new JsonReader(text, 0).read()).toThrow(
    new Unreadable({ offset, message: `This is not JSON: ${message} here`, fix: 'Correct the JSON here' }),
  );
});

test('a number that no double holds', () => {
  expect(() => new JsonReader('[1e400]', 0).read()).toThrow('The number 1e400 is too large');
});

test.each(['[', '{"a":'])('100,000 times %j', (opening) => {
  expect(() => new JsonReader(opening.repeat(100_000), 0).read()).toThrow(
    'The nesting is deeper than the 300 levels that are followed',
  );
});

test.each([
  [[], 1],
  [['a'], 2],
  [['a', 1], 12],
  [['a', 1, 'c'], 14],
  [['a', 7], 2],
  [['a', 'x'], 2],
  [['d'], 40],
  [['x'], 1],
])('the place of %j', (path, offset) => {
  const text = ' {"a" : [1, { "c": {"a": 1} }], "d": 1, "d": 2}';

  expect(new JsonReader(text, 0).locate(path)).toBe(offset);
});

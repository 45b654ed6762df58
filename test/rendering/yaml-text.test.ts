import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Yaml } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { yamlText } from '../../lib/rendering/yaml-text';
import { ODDITIES } from './yaml-values';

const shared = { a: 1 };
const none: never[] = [];
const CASES: readonly (readonly [what: string, value: unknown, text: string])[] = [
  ['maps and lists', { a: { b: [{ c: 1, d: [2] }, 3] } }, 'a:\n  b:\n    - c: 1\n      d:\n        - 2\n    - 3\n'],
  ['lists in lists', [['a', ['b']], 'c'], '- - a\n  - - b\n- c\n'],
  ['empty ones', { a: {}, b: [], c: [[], {}] }, 'a: {}\nb: []\nc:\n  - []\n  - {}\n'],
  ['what is absent', { a: null, b: undefined, c: [null, undefined] }, 'a: null\nb: null\nc:\n  - null\n  - null\n'],
  ['numbers', [0, -0, 1.5, 1e21, 1e-7, NaN, -Infinity], '- 0\n- -0\n- 1.5\n- 1e+21\n- 1e-7\n- .nan\n- -.inf\n'],
  ['big numbers', [10n ** 20n], '- 100000000000000000000\n'],
  ['booleans', [true, false], '- true\n- false\n'],
  [
    'words',
    ['web', 'a b', 'apps/v1', 'https://a/b', 'a:b', 'a#b'],
    '- web\n- a b\n- apps/v1\n- https://a/b\n- a:b\n- a#b\n',
  ],
  ['words for booleans', ['y', 'No', 'on', 'TRUE', 'yEs'], '- "y"\n- "No"\n- "on"\n- "TRUE"\n- yEs\n'],
  ['words for nothing', ['', '~', 'null', 'nil'], '- ""\n- "~"\n- "null"\n- nil\n'],
  [
    'whole numbers',
    ['80', '0777', '0x1f', '0b1', '1_0', '0o7'],
    '- "80"\n- "0777"\n- "0x1f"\n- "0b1"\n- "1_0"\n- 0o7\n',
  ],
  ['fractions', ['1.5', '.', '1e3', 'e3', '.inf', '1.2.3'], '- "1.5"\n- "."\n- "1e3"\n- "e3"\n- ".inf"\n- 1.2.3\n'],
  ['times', ['1:30', '2001-12-14', '1:75', '30s'], '- "1:30"\n- "2001-12-14"\n- 1:75\n- 30s\n'],
  [
    'signs',
    ['*.a', '-', '-a', '? a', 'a: b', 'a #b', '@a'],
    '- "*.a"\n- "-"\n- -a\n- "? a"\n- "a: b"\n- "a #b"\n- "@a"\n',
  ],
  ['quotes', ['"a"', "'a'", `"'`, 'a"b'], `- '"a"'\n- "'a'"\n- "\\"'"\n- a"b\n`],
  ['spaces', [' a', 'a ', 'a\tb', '\ta'], '- " a"\n- "a "\n- a\tb\n- "\\ta"\n'],
  ['other signs', ['é', '😀', '\0', '\x85', '\ud83d'], '- é\n- 😀\n- "\\0"\n- "\x85"\n- "\\ud83d"\n'],
  ['lines', { a: { b: 'c\n\n d\n', e: ['f\ng'] } }, 'a:\n  b: |\n    c\n\n     d\n  e:\n    - |-\n      f\n      g\n'],
  ['unusual lines', [' a\nb\n\n', 'a\n ', 'a\rb\n'], '- |2+\n   a\n  b\n\n- "a\\n "\n- "a\\rb\\n"\n'],
  ['marks of documents', ['---', '...', 'a\n---'], '- ---\n- ...\n- |-\n  a\n  ---\n'],
  [
    'keys',
    { y: 1, '80': 2, '': 3, 'a: b': 4, '<<': 5, 'a.b/c': 6 },
    '"80": 2\n"y": 1\n"": 3\n"a: b": 4\n<<: 5\na.b/c: 6\n',
  ],
  ['unusual keys', { '---': 1, 'a\nb': { c: 2 } }, '"---": 1\n"a\\nb":\n  c: 2\n'],
  ['long keys', { ['a'.repeat(1025)]: 1 }, `? ${'a'.repeat(1025)}\n: 1\n`],
  ['keys that quoting makes long', { [`'"`.repeat(400)]: 1 }, `? "${`'\\"`.repeat(400)}"\n: 1\n`],
  ['what is met twice', { b: shared, c: [shared] }, 'b: &a1\n  a: 1\nc:\n  - *a1\n'],
  ['an empty one met twice', [none, none], '- &a1 []\n- *a1\n'],
  ['a string', '---', '|-\n  ---\n'],
  ['a number', 1, '1\n'],
  ['an empty map', {}, '{}\n'],
  ['an empty list', [], '[]\n'],
  ['nothing', null, 'null\n'],
  ['no document', undefined, '\n'],
];

test.each(CASES)('%s', (_, value, text) => {
  expect(yamlText(value)).toBe(text);
  expect(Yaml.stringify(value)).toBe(text);
});

test('values of unusual kinds are written as cdk8s writes them', () => {
  const values = ODDITIES.flatMap((value) => [value, [value], { a: { b: value } }, [value, value]]);
  expect(values.map(yamlText)).toEqual(values.map((value) => Yaml.stringify(value)));
});

test('what holds itself, and a second sight after many others, are found', () => {
  const ring: Record<string, unknown> = { a: 1 };
  ring['b'] = [ring];
  expect(yamlText(ring)).toBe('&a1\na: 1\nb:\n  - *a1\n');
  const many = Array.from({ length: 100 }, (_, index) => ({ index }));
  for (const index of [0, 31, 32, 33, 99]) {
    const value = [...many, many[index]];
    expect(yamlText(value)).toBe(Yaml.stringify(value));
  }
});

test('symbols and functions are refused as cdk8s refuses them', () => {
  expect(() => yamlText({ a: Symbol('a') })).toThrow('Tag not resolved for Symbol value');
  expect(() => yamlText([() => 1])).toThrow('Tag not resolved for Function value');
});

test.each([60, 64, 65, 66, 67, 200])('%i steps deep', (depth) => {
  let value: unknown = 'a\nb';
  for (let step = 0; step < depth; step++) value = step % 2 ? [value] : { a: value, b: 'c\td\n\n' };
  expect(yamlText(value)).toBe(Yaml.stringify(value));
});

const dist = join(__dirname, '../../dist');
const rendered = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => parseAllDocuments(readFileSync(join(dist, name), 'utf8'), { version: '1.1' }))
  .map((document): unknown => document.toJS());

test('rendered objects are written as cdk8s writes them, without its help', () => {
  const expected = rendered.map((object) => Yaml.stringify(object));
  const help = jest.spyOn(Yaml, 'stringify');
  const texts = rendered.map(yamlText);
  const helped = help.mock.calls;
  help.mockRestore();
  expect(texts).toEqual(expected);
  expect(texts.length).toBeGreaterThan(100);
  expect(helped).toEqual([]);
});

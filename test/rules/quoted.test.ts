import { quoted } from '../../lib/rules/quoted';

test.each([
  [[], ''],
  [['a'], '"a"'],
  [['a', 'b'], '"a" and "b"'],
  [['a', 'b', 'c'], '"a", "b" and "c"'],
  [['a', 'b', 'c', 'd', 'e'], '"a", "b", "c", "d" and "e"'],
  [['a', 'b', 'c', 'd', 'e', 'f', 'g'], '"a", "b", "c", "d", "e" and 2 more'],
] as const)('quotes %j', (texts, expected) => {
  expect(quoted(texts)).toBe(expected);
});

test('joins with another word', () => {
  expect(quoted(['a', 'b'], 'or')).toBe('"a" or "b"');
});

import { matchesWhole } from '../../lib/traffic/full-match';

test.each<[string, string, boolean | undefined]>([
  ['/a.*', '/abc', true],
  ['a', '/a', false],
  ['a|ab', 'ab', true],
  ['', '', true],
  ['(?i)A', 'a', true],
  ['*', 'a', undefined],
  ['(?!a)', 'b', undefined],
  ['(', '(', undefined],
  ['a'.repeat(1024), 'a'.repeat(1024), true],
  ['a'.repeat(1025), 'a'.repeat(1025), undefined],
])('%p is for all of %p: %s', (pattern, text, expected) => {
  expect(matchesWhole(pattern, text)).toBe(expected);
  expect(matchesWhole(pattern, text)).toBe(expected);
});

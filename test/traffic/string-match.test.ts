import { matchesGlob, matchesText } from '../../lib/traffic/string-match';

test.each([
  ['a', ['a'], ['', 'A', 'aa', '*']],
  ['*', ['a', '*', ' '], ['']],
  ['a*', ['a', 'ab', 'a*'], ['', 'ba', 'A']],
  ['*a', ['a', 'ba', '*a'], ['', 'ab']],
  ['a*b', ['a*b'], ['ab', 'axb']],
  // Only the first wildcard is one.
  ['*a*', ['a*', 'ba*'], ['a', 'bab']],
  ['**', ['*', 'a*'], ['', 'a']],
  ['', [''], ['a']],
  ['a.c', ['a.c'], ['abc']],
])('the value %j', (pattern, matching, others) => {
  expect([...matching, ...others].filter((text) => matchesText(pattern, text))).toEqual(matching);
});

test.each([
  ['a', ['a'], ['', 'aa']],
  ['*', ['', 'a'], []],
  ['a*', ['a', 'ab'], ['ba', '']],
  ['*a', ['a', 'ba'], ['ab']],
  ['a*b', ['ab', 'axb', 'abb'], ['a', 'b', 'aba']],
  ['a*b*c', ['abc', 'axbxc', 'abcbc'], ['ac', 'acb', 'abcd']],
  ['*a*', ['a', 'bab'], ['', 'b']],
  ['aa*aa', ['aaaa', 'aaxaa'], ['aaa']],
  ['a*ab*b', ['aabb', 'axabxb'], ['aab', 'ab']],
  ['**', ['', 'a'], []],
  ['', [''], ['a']],
  ['.*', ['.', '.a'], ['a']],
])('the glob %j', (pattern, matching, others) => {
  expect([...matching, ...others].filter((text) => matchesGlob(pattern, text))).toEqual(matching);
});

test('a glob of many wildcards costs no more than its length', () => {
  expect(matchesGlob(`${'a*'.repeat(10_000)}b`, 'a'.repeat(20_000))).toBe(false);
});

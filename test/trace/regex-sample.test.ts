import { regexSample } from '../../lib/trace/regex-sample';

test.each([
  ['/a', '/a'],
  ['^/a$', '/a'],
  ['/api/.*', '/api/'],
  ['/api/.+', '/api/a'],
  ['/v[0-9]+', '/v1'],
  ['/[^/]+/x', '/a/x'],
  ['/[A-Z]{2}', '/AA'],
  ['/[]x]', '/]'],
  ['/[[:digit:]]{2,3}', '/11'],
  ['/a\\.b', '/a.b'],
  ['/\\d\\w\\s', '/1a '],
  ['/(a|b)?c', '/c'],
  ['/(?:a|b)/(?P<id>\\d+)', '/a/1'],
  ['(?i)/a', '/a'],
  ['/a*?b+?', '/b'],
  ['\\A/a\\b\\z', '/a'],
  ['/é', '/é'],
  ['', ''],
])('%s', (pattern, sample) => {
  expect(regexSample(pattern)).toBe(sample);
});

test.each([['(?!a)'], ['[z'], ['(a'], ['a\\Bb\\bc'], ['a'.repeat(1025)], ['[x-z]$a']])('nothing for %s', (pattern) => {
  expect(regexSample(pattern)).toBeUndefined();
});

test('groups that are repeated many times over end', () => {
  expect(regexSample(`${'('.repeat(200)}a${'{9})'.repeat(200)}`)).toBeUndefined();
});

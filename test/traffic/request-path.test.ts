import { matchesPath } from '../../lib/traffic/request-path';

test.each([
  ['/a', ['/a', '/a?b', '/a#b', '/a?b#c'], ['/', '/a/', '/A', '/ab', '']],
  ['/a*', ['/a', '/ab', '/a/b'], ['/', '/ba']],
  ['*/a', ['/a', '/b/a', '/b/a?c=/d'], ['/a/b']],
  ['*', ['/', '/a'], ['']],
  ['/a/{*}', ['/a/b', '/a/b?c/d', '/a/%2F'], ['/a', '/a/', '/a/b/c', '/a/b/', '/b/b', '/a/b*']],
  ['/{*}/b/{*}', ['/a/b/c'], ['/a/c/c', '/b/c', '//b/c']],
  ['/a/{**}', ['/a/', '/a/b', '/a/b/c', '/a//b'], ['/a', '/ab', '/a/b c']],
  ['/a/{**}/', ['/a/b/', '/a//', '/a/b/c/'], ['/a/b', '/a/', '/a/b/c.txt']],
  ['/a/{*}/b/{**}', ['/a/x/b/', '/a/x/b/c', '/a/x/b/c/d'], ['/a/b/c', '/a/x/b']],
  ['/{**}/b', ['/a/b', '/a/c/b', '//b'], ['/b', '/a/b/c']],
  ['/{**}', ['/', '/a', '/a/b'], ['']],
])('the path %s', (pattern, matching, others) => {
  const answers = [...matching, ...others].map((path) => [path, matchesPath(pattern, path)]);
  expect(answers).toEqual([...matching.map((path) => [path, true]), ...others.map((path) => [path, false])]);
});

test.each(['/{**}/{*}', '/{**}/a/{**}', '/{*}.txt', '/a*/{*}', '/{a}/{*}', '/{*}/{**', '{*}{*}', '/{***}/{*}'])(
  'what Envoy makes of the template %s is not known',
  (pattern) => {
    expect(matchesPath(pattern, '/a/b')).toBeUndefined();
  },
);

import { matchesRequestPrincipal } from '../../lib/traffic/request-principal';

const PRINCIPALS = ['i/s', 'i/t', 'j/s', 'https://i.com/a/s', 'is', 'i/', '/s', ''];

test.each([
  ['*', ['i/s', 'i/t', 'j/s', 'https://i.com/a/s']],
  ['i/s', ['i/s']],
  ['i/*', ['i/s', 'i/t']],
  ['*/s', ['i/s', 'j/s', 'https://i.com/a/s']],
  ['https://i.com/a/*', ['https://i.com/a/s']],
  ['https://i.com/a/s', ['https://i.com/a/s']],
  ['*com/a/s', ['https://i.com/a/s']],
  ['*com/a/t', []],
  ['i/s*', ['i/s']],
  ['j/t*', []],
  // Without a slash, a wildcard stands for the whole of the other part.
  ['*s', ['i/s', 'j/s', 'https://i.com/a/s']],
  ['https*', ['https://i.com/a/s']],
  ['i', []],
  // A wildcard at the front leaves none for the subject.
  ['*/*', []],
  ['*/s*', []],
  ['', []],
  ['/', []],
])('the request principal %s', (pattern, matching) => {
  expect(PRINCIPALS.filter((principal) => matchesRequestPrincipal(pattern, principal))).toEqual(matching);
});

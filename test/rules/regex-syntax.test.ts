import { regexFault } from '../../lib/rules/regex-syntax';

const LONG = 'a'.repeat(1024);

test.each([
  'a',
  '^/api/v[0-9]+(/.*)?$',
  '(?i)GET|post',
  '(?P<name>a)|(?<other>b)',
  '\\d\\w\\s\\b\\pL\\p{Greek}\\x{10ffff}\\Qa*\\E\\z',
  '[[:alpha:]_-]{2,}',
  'a{,5}',
  'a{1000}',
  'a*?b+?c??',
  LONG,
])('%s is of RE2', (text) => {
  expect(regexFault(text)).toBeUndefined();
});

test.each([
  ['', 'The regex is empty'],
  [`${LONG}a`, 'The regex has 1025 bytes, and istiod refuses more than 1024'],
  [`${LONG.slice(1)}ä`, 'The regex has 1025 bytes, and istiod refuses more than 1024'],
  ['*', 'Regex "*" is not a regular expression of RE2: missing argument to repetition operator at "*"'],
  ['a++', 'Regex "a++" is not a regular expression of RE2: invalid nested repetition operator at "++"'],
  ['(a', 'Regex "(a" is not a regular expression of RE2: missing closing ) at "(a"'],
  ['a)', 'Regex "a)" is not a regular expression of RE2: unexpected ) at "a)"'],
  ['[a', 'Regex "[a" is not a regular expression of RE2: missing closing ] at "[a"'],
  ['[b-a]', 'Regex "[b-a]" is not a regular expression of RE2: invalid character class range at "b-a"'],
  ['\\1', 'Regex "\\1" is not a regular expression of RE2: invalid escape sequence at "\\1"'],
  ['a\\', 'Regex "a\\" is not a regular expression of RE2: trailing backslash at end of expression'],
  ['a{2,1}', 'Regex "a{2,1}" is not a regular expression of RE2: invalid repeat count at "{2,1}"'],
  ['\\p{None}', 'Regex "\\p{None}" is not a regular expression of RE2: invalid character class range at "\\p{None}"'],
  ['(?=a)', 'Regex "(?=a)" has the look-around "(?=", which RE2 does not know'],
  ['a(?!b)', 'Regex "a(?!b)" has the look-around "(?!", which RE2 does not know'],
  ['(?<=a)b', 'Regex "(?<=a)b" has the look-around "(?<=", which RE2 does not know'],
  ['(?<!a)b', 'Regex "(?<!a)b" has the look-around "(?<!", which RE2 does not know'],
])('%s is refused', (text, fault) => {
  expect(regexFault(text)).toBe(fault);
});

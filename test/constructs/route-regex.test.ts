import { re2Fault } from '../../lib/constructs/route-regex';

/** The verdicts are those of Go's regexp, which Istio's webhook compiles with. */
describe('RE2 takes', () => {
  test.each([
    '',
    '/api/v[0-9]+/.*',
    '/(?:a|b)?/(?P<id>[^/]+)/(?<name>\\w+)',
    '(?i)/API(?-i:x)(?is-mU:y)',
    'a*?b+?c??d{2}?e{2,}f{2,3}g{1000}',
    // Braces that count nothing stand for themselves.
    'a{,3}{x}}{01}{',
    '^*$+\\b?',
    'a(?i)*',
    '()|(|)',
    '\\a\\f\\n\\r\\t\\v\\0\\012\\12\\x41\\x{10FFFF}\\.\\\\\\/\\-\\_\\{',
    '\\d\\D\\s\\S\\w\\W\\pL\\PN\\p{Greek}\\P{^Lu}\\A\\b\\B\\z',
    '\\Q(?=*[\\E*\\Q',
    '[]a][^]a][a-][-a][a\\-z][\\]]',
    '[a-z0-9_.~\\d\\pL[:alpha:][:^digit:]]',
    '[\\x41-\\x5A\\n-\\r\\060-9é-ü😀-😁]',
    'a{0}b{10}c{0,0}d{10,20}e{2,2}f{100,}',
    '\\x00\\x09\\07\\0777\\08\\17\\70\\1234',
    // Each end of a range is the other: these are the same characters.
    '[\\a-\\x07\\x07-\\a\\f-\\x0C\\x0C-\\f\\n-\\x0A\\x0A-\\n]',
    '[\\r-\\x0D\\x0D-\\r\\t-\\x09\\x09-\\t\\v-\\x0B\\x0B-\\v]',
    '[A-\\x41\\101-A\\.-\\x2E\\056-\\.\\x{1F600}-😀😀-\\x{1F600}\\0-\\x00]',
    // In brackets, or behind a backslash, these are no groups and no references.
    '[(?=]\\\\1\\(?=',
  ])('%j', (regex) => {
    expect(re2Fault(regex)).toBeUndefined();
  });
});

describe('RE2 refuses', () => {
  test.each([
    ['(?=a)', 'RE2 has no look-around'],
    ['a(?!b)', 'RE2 has no look-around'],
    ['(?<=a)b', 'RE2 has no look-around'],
    ['(?<!a)b', 'RE2 has no look-around'],
    ['(?>a)', 'RE2 has no groups that begin with (?>'],
    ['(?#a)', 'RE2 has no groups that begin with (?#'],
    ['(?P=n)', 'RE2 has no groups that begin with (?P'],
    ['(?x)a', 'RE2 has no groups that begin with (?x'],
    ['(?', 'RE2 has no groups that begin with (?'],
    ['(a)\\1', 'RE2 has no back-references'],
    ['\\8', 'RE2 has no back-references'],
    ['\\18', 'RE2 has no back-references'],
    ['(?P<n>a)\\k<n>', 'RE2 has no back-references'],
    ['[\\1]', 'RE2 has no back-references'],
    ['\\Z', 'RE2 has no \\Z'],
    ['\\C', 'RE2 has no \\C'],
    ['\\h', 'RE2 has no \\h'],
    ['\\E', 'RE2 has no \\E'],
    ['\\é', 'RE2 has no \\é'],
    ['\\x4', 'RE2 has no \\x'],
    ['\\p', 'RE2 has no \\p'],
    ['[\\b]', 'RE2 has no \\b'],
    ['[\\A]', 'RE2 has no \\A'],
    ['[[:letter:]]', 'RE2 has no [:letter:]'],
    ['/api\\', 'it ends in a backslash'],
    ['[a\\', 'it ends in a backslash'],
    ['*', 'it repeats nothing'],
    ['/api/|+', 'it repeats nothing'],
    ['(?:{2})', 'it repeats nothing'],
    ['(?i)*', 'it repeats nothing'],
    ['\\Q\\E*', 'it repeats nothing'],
    ['a**', 'it repeats a repetition'],
    ['a++', 'it repeats a repetition'],
    ['a{2}{3}', 'it repeats a repetition'],
    ['a*??', 'it repeats a repetition'],
    ['a{1001}', 'RE2 repeats 1000 times at most'],
    ['a{1001,1002}', 'RE2 repeats 1000 times at most'],
    ['a{20,10}', '{20,10} counts down'],
    ['a{0,1001}', 'RE2 repeats 1000 times at most'],
    ['a{3,2}', '{3,2} counts down'],
    ['/(a', 'it has a ( without a )'],
    ['/(?:a', 'it has a ( without a )'],
    ['/a)', 'it has a ) without a ('],
    ['(a))(b', 'it has a ) without a ('],
    ['[', 'it has a [ without a ]'],
    ['[^', 'it has a [ without a ]'],
    ['[^]', 'it has a [ without a ]'],
    ['[]', 'it has a [ without a ]'],
    ['[a-', 'it has a [ without a ]'],
    ['[z-a]', 'z-a is a range in the wrong order'],
    ['[\\x5A-\\x{41}]', '\\x5A-\\x{41} is a range in the wrong order'],
    ['[\\r-\\n]', '\\r-\\n is a range in the wrong order'],
    ['[9-\\060]', '9-\\060 is a range in the wrong order'],
    ['[a-\\-]', 'a-\\- is a range in the wrong order'],
    ['[a-\\q]', 'RE2 has no \\q'],
  ])('%j: %s', (regex, fault) => {
    expect(re2Fault(regex)).toBe(fault);
  });
});

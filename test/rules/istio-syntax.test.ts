import {
  fqdnFault,
  isFractionalPercent,
  isHeaderName,
  isIp,
  isIpOrCidr,
  isLabel,
  isLabelKey,
  isLabelValue,
  isPartialWildcard,
  isPercent,
  isPort,
  isUnixPath,
  wildcardDomainFault,
} from '../../lib/rules/istio-syntax';

const LONG = 'a'.repeat(63);

/** Values that are not judged as they should be. */
function misjudged<Value>(
  accepts: (value: Value) => boolean,
  right: readonly Value[],
  wrong: readonly Value[],
): Value[] {
  return [...right.filter((value) => !accepts(value)), ...wrong.filter((value) => accepts(value))];
}

test('labels are letters of both cases, digits and inner dashes, 63 at most', () => {
  expect(misjudged(isLabel, ['a', 'A1', '1', 'a--b', LONG], ['', '-a', 'a-', 'a.b', 'a_b', '*', `${LONG}a`])).toEqual(
    [],
  );
});

test.each([
  ['', 'is empty'],
  [`${LONG}.`.repeat(4), 'is longer than 255 characters'],
  ['.', 'has an empty label'],
  ['a..b', 'has an empty label'],
  ['.a', 'has an empty label'],
  ['1', 'ends in the number 1, which no domain does'],
  ['a.1', 'ends in the number 1, which no domain does'],
  ['10.0.0.1', 'ends in the number 1, which no domain does'],
  ['*.a', 'has the label "*", which is more than letters, digits and inner dashes'],
  ['a_b.c', 'has the label "a_b", which is more than letters, digits and inner dashes'],
  ['a.b c', 'has the label "b c", which is more than letters, digits and inner dashes'],
  [`${LONG}a.b`, `has the label "${LONG}a", which is longer than 63 characters`],
])('the domain name %j %s', (text, fault) => {
  expect(fqdnFault(text)).toBe(fault);
});

test('domain names', () => {
  const right = [
    'a',
    'a.b',
    'Shop.Example.com',
    '1a',
    '1.a',
    'example.com.',
    `${LONG}.com`,
    `${`${LONG}.`.repeat(3)}com`,
  ];
  expect(right.map((text) => fqdnFault(text))).toEqual(right.map(() => undefined));
});

test('wildcard domains', () => {
  const right = ['*', '*.', '*.com', '*a', '*-a.com', '*a.com', 'a.b', 'a.', '1', '*1'];
  const wrong = ['', 'a.*', '**', '*.*.com', '*.1', '*--a', '*a-', 'a*', 'a*.com', '.com', '*..com', '10.0.0.1', 'a_b'];
  expect(right.map((text) => wildcardDomainFault(text))).toEqual(right.map(() => undefined));
  expect(wrong.map((text) => wildcardDomainFault(text))).toEqual([
    'is empty',
    'has the label "*", which is more than letters, digits and inner dashes',
    'begins with "**", which is none of "*", "*x" and "*-x"',
    'has the label "*", which is more than letters, digits and inner dashes',
    'ends in the number 1, which no domain does',
    'begins with "*--a", which is none of "*", "*x" and "*-x"',
    'begins with "*a-", which is none of "*", "*x" and "*-x"',
    'has the label "a*", which is more than letters, digits and inner dashes',
    'has the label "a*", which is more than letters, digits and inner dashes',
    'has an empty label',
    'has an empty label',
    'ends in the number 1, which no domain does',
    'has the label "a_b", which is more than letters, digits and inner dashes',
  ]);
  expect(wildcardDomainFault(`${`${LONG}.`.repeat(4)}a`)).toBe('is longer than 255 characters');
});

test('partial wildcards', () => {
  expect(misjudged(isPartialWildcard, ['*a', '*-a.b', 'a*', '**'], ['*', '*.a', '*.', 'a', ''])).toEqual([]);
});

test('addresses and ranges', () => {
  const addresses = ['10.0.0.1', '0.0.0.0', '::', '2001:db8::1', 'fe80::1%eth0', '::ffff:1.2.3.4'];
  expect(
    misjudged(isIp, addresses, ['', '10.0.0', '010.0.0.1', '256.0.0.1', 'a', '10.0.0.0/8', '[::1]', '1:2']),
  ).toEqual([]);
  expect(
    misjudged(
      isIpOrCidr,
      [...addresses, '10.0.0.1/8', '0.0.0.0/0', '10.0.0.0/32', '2001:db8::/128', '::/0'],
      [
        '',
        '10.0.0.0/33',
        '10.0.0.0/08',
        '10.0.0.0/',
        '10.0.0.0/-1',
        '::/129',
        'a/8',
        '10.0.0.0/8/8',
        'fe80::1%eth0/64',
      ],
    ),
  ).toEqual([]);
});

test('ports', () => {
  expect(misjudged(isPort, [1, 80, 65_535], [0, -1, 65_536, 1.5, Number.NaN])).toEqual([]);
});

test('unix sockets', () => {
  expect(misjudged(isUnixPath, ['/run/a.sock', '@a', '@'], ['', '/', '/run/', 'run/a.sock', './a'])).toEqual([]);
});

test('percentages', () => {
  expect(misjudged(isPercent, [0, 50, 100], [-1, 101])).toEqual([]);
  expect(misjudged(isFractionalPercent, [0, 0.0001, 0.5, 100], [-0.1, 0.00001, 100.1])).toEqual([]);
});

test('header names', () => {
  expect(
    misjudged(isHeaderName, ['x-a', 'X_A', "!#$%&'*+-.^_`|~", '*'], ['', 'a b', ':path', 'a:', 'ä', 'a/b']),
  ).toEqual([]);
});

test('labels of Kubernetes', () => {
  expect(
    misjudged(
      isLabelKey,
      ['app', 'a.b_c-D', 'example.com/app', 'e/a', LONG],
      ['', '-a', 'a-', '/a', 'a/', 'a/b/c', 'a_b/c', `${LONG}a`, `${'a.'.repeat(127)}/b`, `${'a.'.repeat(127)}a/b`],
    ),
  ).toEqual([]);
  expect(misjudged(isLabelValue, ['', 'v1', 'a.b_c-D'], ['-a', 'a-', 'a b', '*', 'a/b'])).toEqual([]);
});

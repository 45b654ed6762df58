import {
  certificateCovers,
  checkHostPattern,
  checkHostPatterns,
  checkLabel,
  checkLabels,
  checkObjectName,
  checkPort,
  checkServiceName,
  hostCovers,
  isHostName,
  isHostPattern,
  isIpBlock,
  isLabel,
  isSubdomain,
} from '../../lib/constructs/names';
import { Problems } from '../../lib/constructs/problems';
import { untyped } from './rendering';

/** The lines of what `check` finds, without the subject. */
function found(check: (problems: Problems) => void): string[] {
  const problems = new Problems('subject');
  check(problems);
  try {
    problems.finish();
  } catch (error) {
    return (error as Error).message.split('\n  ').slice(1);
  }
  return [];
}

const longest = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}`;

describe('labels', () => {
  test.each(['a', '0', 'a-b', 'a--b', '9lives', 'x'.repeat(63)])('%s is one', (text) => {
    expect(isLabel(text)).toBe(true);
    expect(found((problems) => checkLabel(problems, 'name', text))).toEqual([]);
  });

  test.each(['', '-a', 'a-', 'A', 'a.b', 'a_b', 'ä', ' a', 'a\n', '*', 'x'.repeat(64)])('%j is none', (text) => {
    expect(isLabel(text)).toBe(false);
    expect(found((problems) => checkLabel(problems, 'name', text))).toEqual([
      `\`name\` ${JSON.stringify(text)}: not a DNS label (RFC 1123). Use at most 63 lower-case letters, digits and dashes, with a letter or digit at both ends.`,
    ]);
  });

  test.each([undefined, null, 1, {}])('%j from untyped callers is none', (value) => {
    expect([isLabel(untyped(value as object)), isSubdomain(untyped(value as object))]).toEqual([false, false]);
    expect([isHostName(untyped(value as object)), isHostPattern(untyped(value as object))]).toEqual([false, false]);
  });
});

describe('names of Services', () => {
  test('begin with a letter', () => {
    expect(found((problems) => checkServiceName(problems, 'name', 'lives-9'))).toEqual([]);
    expect(found((problems) => checkServiceName(problems, 'name', '9-lives'))).toEqual([
      '`name` "9-lives": not a name that Kubernetes takes for a Service (RFC 1035 label). Use at most 63 lower-case letters, digits and dashes, with a letter first and no dash last.',
    ]);
  });
});

describe('names of objects', () => {
  test.each(['a', 'a.b', '0.1', longest])('%s is one', (text) => {
    expect(isSubdomain(text)).toBe(true);
    expect(found((problems) => checkObjectName(problems, 'name', text))).toEqual([]);
  });

  test.each(['', '.', 'a.', '.a', 'a..b', 'a/b', 'a_b', 'A', `${longest}e`])('%j is none', (text) => {
    expect(isSubdomain(text)).toBe(false);
    expect(found((problems) => checkObjectName(problems, 'name', text))).toEqual([
      `\`name\` ${JSON.stringify(text)}: not an object name (RFC 1123 subdomain). Use lower-case letters, digits, dashes and dots, at most 253 characters.`,
    ]);
  });
});

describe('hosts', () => {
  test.each(['a.b', 'shop.example.com', '1.example.com', 'xn--strae-oqa.de', 'a.1a', longest])('%s is one', (text) => {
    expect(isHostName(text)).toBe(true);
    expect(isHostPattern(text)).toBe(true);
    expect(isHostPattern(`*.${text.slice(-251)}`)).toBe(true);
  });

  test.each([
    'shop',
    '203.0.113.10',
    'a.1',
    'Shop.example.com',
    'a.b:443',
    'http://a.b',
    'a.b/',
    'a.b.',
    '',
    '2001:db8::1',
  ])('%j is none', (text) => {
    expect([isHostName(text), isHostPattern(text), isHostPattern(`*.${text}`)]).toEqual([false, false, false]);
    expect(found((problems) => checkHostPattern(problems, 'host', text))).toEqual([
      `\`host\` ${JSON.stringify(text)}: not a DNS name with a dot, nor \`*.\` before one. Write the name as clients ask for it, in lower case and without scheme, port or path.`,
    ]);
  });

  test.each(['*', '*.', '*.com', '*a.example.com', 'a.*.com', '*.*.example.com'])('%j is no pattern', (text) => {
    expect([isHostName(text), isHostPattern(text)]).toEqual([false, false]);
  });

  test('a list of them has at least one, and none twice', () => {
    expect(found((problems) => checkHostPatterns(problems, 'hosts', ['a.b', '*.a.b']))).toEqual([]);
    expect(found((problems) => checkHostPatterns(problems, 'hosts', []))).toEqual([
      '`hosts` []: no host. Name at least one, such as shop.example.com.',
    ]);
    expect(found((problems) => checkHostPatterns(problems, 'hosts', ['a.b', 'a', 'a.b']))).toEqual([
      '`hosts[1]` "a": not a DNS name with a dot, nor `*.` before one. Write the name as clients ask for it, in lower case and without scheme, port or path.',
      '`hosts[2]` "a.b": listed twice. List it once.',
    ]);
  });
});

describe('addresses', () => {
  test.each(['0.0.0.0', '203.0.113.10/0', '203.0.113.10/32', '::', '::/0', '2001:db8::1/128', '::ffff:203.0.113.10'])(
    '%s is one',
    (text) => {
      expect(isIpBlock(text)).toBe(true);
    },
  );

  test.each([
    '',
    '203.0.113',
    '256.0.0.1',
    '010.0.0.1',
    '203.0.113.10/33',
    '203.0.113.10/-1',
    '203.0.113.10/',
    '203.0.113.10/08',
    '203.0.113.10/24/24',
    '203.0.113.10 /24',
    '2001:db8::/129',
    '[::1]',
    'shop.example.com',
  ])('%j is none', (text) => {
    expect(isIpBlock(text)).toBe(false);
  });
});

describe('Istio matches', () => {
  test.each([
    ['*', 'shop.example.com'],
    ['*', '*.example.com'],
    ['*', '*'],
    ['shop.example.com', 'shop.example.com'],
    ['*.example.com', 'shop.example.com'],
    ['*.example.com', 'a.shop.example.com'],
    ['*.example.com', '*.example.com'],
    ['*.example.com', '*.shop.example.com'],
  ])('%s covers %s', (outer, inner) => {
    expect(hostCovers(outer, inner)).toBe(true);
  });

  test.each([
    ['*.example.com', 'example.com'],
    ['*.example.com', 'shopexample.com'],
    ['*.example.com', '.example.com'],
    ['shop.example.com', '*.example.com'],
    ['shop.example.com', 'a.shop.example.com'],
    ['*.shop.example.com', '*.example.com'],
    ['*.example.com', '*'],
  ])('%s does not cover %s', (outer, inner) => {
    expect(hostCovers(outer, inner)).toBe(false);
  });
});

describe('certificates match', () => {
  test.each([
    ['shop.example.com', 'shop.example.com'],
    ['*.example.com', 'shop.example.com'],
    ['*.example.com', '*.example.com'],
  ])('%s covers %s', (dnsName, host) => {
    expect(certificateCovers(dnsName, host)).toBe(true);
  });

  test.each([
    ['*.example.com', 'a.shop.example.com'],
    ['*.example.com', 'example.com'],
    ['*.example.com', '*.shop.example.com'],
    ['shop.example.com', '*.example.com'],
    ['*.example.com', '*'],
    ['*.com', 'com'],
  ])('%s does not cover %s', (dnsName, host) => {
    expect(certificateCovers(dnsName, host)).toBe(false);
  });
});

describe('ports', () => {
  test.each([1, 443, 65535])('%i is one', (port) => {
    expect(found((problems) => checkPort(problems, 'port', port))).toEqual([]);
  });

  test.each([
    [0, '0'],
    [-1, '-1'],
    [65536, '65536'],
    [80.5, '80.5'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    ['80' as never, '"80"'],
  ])('%p is none', (port, value) => {
    expect(found((problems) => checkPort(problems, 'port', port))).toEqual([
      `\`port\` ${value}: not a port. Use a whole number from 1 to 65535.`,
    ]);
  });
});

describe('labels of pods', () => {
  test('at least one, without wildcards', () => {
    expect(found((problems) => checkLabels(problems, 'labels', { app: 'shop', 'example.com/tier': '' }))).toEqual([]);
    expect(found((problems) => checkLabels(problems, 'labels', {}))).toEqual([
      '`labels` {}: no label: would select every pod of the namespace, or of the mesh. Name at least one label that only the pods meant carry.',
    ]);
  });

  test.each([
    ['app', '*'],
    ['app', 'shop-*'],
    ['*', 'shop'],
    ['', 'shop'],
  ])('refuses %j: %j', (key, value) => {
    expect(found((problems) => checkLabels(problems, 'labels', { tier: 'web', [key]: value }))).toEqual([
      `\`labels["${key}"]\` "${value}": selectors compare labels as they are, and Istio refuses wildcards and empty keys. Write the whole key and value.`,
    ]);
  });
});

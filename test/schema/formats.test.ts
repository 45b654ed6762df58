import { formatProblem } from '../../lib/schema/formats';
import { parseRequestUri, parseUrl } from '../../lib/schema/go-url';

const FORMATS: Record<string, { wanted: string; valid: string[]; invalid: string[] }> = {
  byte: {
    wanted: 'base64 text, padded with "=" and not empty',
    valid: ['YQ==', 'YWI=', 'YWJj', '+/+/'],
    invalid: ['', 'YQ', 'YQ=', 'Y Q=', '-_-_', 'YWJj\n'],
  },
  cidr: {
    wanted: 'an address range such as "10.0.0.0/8"',
    valid: ['10.0.0.0/8', '0.0.0.0/0', 'fd00::/128'],
    invalid: ['10.0.0.0', '10.0.0.0/33', 'fd00::/129', 'fe80::1%a/64', '10.0.0.0/8/8', '10.0.0.0/', 'a/8'],
  },
  date: {
    wanted: 'a date such as "2030-01-31"',
    valid: ['2030-01-31', '2028-02-29', '0001-01-01'],
    invalid: ['2030-02-29', '2030-13-01', '2030-1-1', '2030-01-31T00:00:00Z', ''],
  },
  'date-time': {
    wanted: 'a time such as "2030-01-31T12:00:00Z"',
    valid: ['2030-01-31T12:00:00Z', '2030-01-31t12:00:00.123z', '2030-01-31T12:00:00+02:00'],
    invalid: [
      '2030-01-31',
      '2030-01-31T24:00:00Z',
      '2030-01-31T12:60:00Z',
      '2030-01-31T12:00:00',
      '2030-02-31T12:00:00Z',
    ],
  },
  duration: {
    wanted: 'a duration such as "1h30m"',
    valid: ['1h30m', '1.5s', '3 days'.replace(' days', 'd')],
    invalid: ['', '5', 'h'],
  },
  email: { wanted: 'an e-mail address', valid: ['a@b.example.com'], invalid: ['a', 'a b@c', '@'] },
  hostname: { wanted: 'a host name', valid: ['a.example.com', 'A-1'], invalid: ['', '-a', 'a..b', 'a b'] },
  ipv4: { wanted: 'an IPv4 address', valid: ['10.0.0.1'], invalid: ['::1', '10.0.0', '10.0.0.256', '10.0.0.01'] },
  ipv6: { wanted: 'an IPv6 address', valid: ['::1', 'fd00::10.0.0.1'], invalid: ['10.0.0.1', 'fe80::1%eth0', ':::'] },
  mac: { wanted: 'a MAC address', valid: ['01:23:45:67:89:ab', '0123.4567.89ab'], invalid: ['01:23:45:67:89', 'a'] },
  quantity: {
    wanted: 'a quantity such as "100m" or "1Gi"',
    valid: ['1', '0.5', '.5', '5.', '100m', '1Gi', '1e3', '1E-3', '+1k', '-1'],
    invalid: ['', '1 Gi', '1gi', '1KB', '0x1', 'Gi'],
  },
  uri: { wanted: 'an absolute URL', valid: ['https://a', '/a', 'urn:a'], invalid: ['', 'a'] },
  uuid: { wanted: 'a UUID', valid: ['123e4567-e89b-12d3-a456-426614174000'], invalid: ['123e4567', ''] },
};

describe.each(Object.entries(FORMATS))('%s', (format, { wanted, valid, invalid }) => {
  test.each(valid)('%j', (text) => {
    expect(formatProblem(format, text, 'crd')).toBeUndefined();
  });

  test.each(invalid)('not %j', (text) => {
    expect(formatProblem(format, text, 'crd')).toBe(wanted);
  });
});

test('formats that the API server does not know are not enforced', () => {
  expect(formatProblem('colour', 'x', 'crd')).toBeUndefined();
});

test.each([
  ['byte', ''],
  ['byte', 'YW\nJj\r\n'],
  ['quantity', ' 1Gi '],
])("%s: Kubernetes' own kinds take %j, too", (format, text) => {
  expect(formatProblem(format, text, 'native')).toBeUndefined();
  expect(formatProblem(format, text, 'crd')).toBe(FORMATS[format]?.wanted);
});

test.each([
  ['byte', 'Y\n'],
  ['quantity', '1 Gi'],
  ['date', '\n'],
])("%s: Kubernetes' own kinds do not take %j either", (format, text) => {
  expect(formatProblem(format, text, 'native')).toBe(FORMATS[format]?.wanted);
});

test.each<[string, string, string]>([
  ['http://a', 'http', 'a'],
  ['HTTP://A:80/b?c#d', 'http', 'A:80'],
  ['https://user:pass@a/', 'https', 'a'],
  ['https://[::1]:443/', 'https', '[::1]:443'],
  ['https://[fe80::1%25eth0]/', 'https', '[fe80::1%eth0]'],
  ['https://a:', 'https', 'a:'],
  ['https://', 'https', ''],
  ['https:///a', 'https', ''],
  ['https://%E2%82%AC/', 'https', '€'],
  ['https://€/', 'https', '€'],
  ['https://a/b c', 'https', 'a'],
  ['https://a"b/', 'https', 'a"b'],
  ['file:///a', 'file', ''],
  ['oci:a', 'oci', ''],
  ['mailto:a@b', 'mailto', ''],
  ['a.b+c-1:x', 'a.b+c-1', ''],
  ['/a/b', '', ''],
  ['//a/b', '', ''],
  ['*', '', ''],
  ['http://a?b', 'http', 'a'],
  ['http:/a', 'http', ''],
])('Go reads %s', (text, scheme, host) => {
  expect(parseRequestUri(text)).toMatchObject({ scheme, host });
});

test.each([
  '',
  'a',
  'a/b',
  'a:80/b'.replace('a:', '1a:'),
  ':a',
  '1http://a',
  'http://a b/',
  'http://a%20b/',
  'http://a%zz/',
  'http://a/%zz',
  'http://a:b/',
  'http://[::1/',
  'http://[::1]a/',
  'http://us er@a/',
  'http://us%2@a/',
  'http://a|b/',
  'http://a^b',
  'http://a\n',
  'http://a\u007f',
  '?a',
  '#a',
])('Go refuses %j', (text) => {
  expect(parseRequestUri(text)).toBeUndefined();
});

test('the fragment is none of the rest', () => {
  expect(parseUrl('https://a/b#c?d')).toEqual({ scheme: 'https', host: 'a', path: '/b', query: '' });
  expect(parseUrl('https://a/b?c#d')).toEqual({ scheme: 'https', host: 'a', path: '/b', query: 'c' });
  expect(parseUrl('https://a/b#%zz')).toBeUndefined();
});

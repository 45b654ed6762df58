import { isIP } from 'node:net';
import { ipVersion } from '../../lib/manifest/ip-version';

test.each([
  ['192.0.2.1', 4],
  ['0.0.0.0', 4],
  ['2001:db8::1', 6],
  ['::', 6],
  ['fe80::1%eth0', 6],
  ['::ffff:192.0.2.1', 6],
  ['192.0.2', 0],
  ['192.0.2.256', 0],
  ['192.0.2.1/24', 0],
  ['192.0.2.1\n', 0],
  ['shop.example.com', 0],
  ['shop:80', 0],
  ['[::1]', 0],
  ['1', 0],
  ['', 0],
])('%j: %d, as Node says', (text, version) => {
  expect(ipVersion(text)).toBe(version);
  expect(isIP(text)).toBe(version);
});

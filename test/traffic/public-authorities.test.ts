import { publicAuthorityIn } from '../../lib/traffic/public-authorities';
import { COMMA_CA, PRIVATE_CA, PUBLIC_CA, VALID } from '../rules/certificates';

test.each<[string, string, string | undefined]>([
  ['a public authority', PUBLIC_CA, 'Internet Security Research Group'],
  ['one with a comma in its name', COMMA_CA, 'DigiCert, Inc.'],
  ['one behind others', PRIVATE_CA + VALID + PUBLIC_CA, 'Internet Security Research Group'],
  [
    'one behind a block that is none',
    `${PRIVATE_CA.replace(/MII/, 'AAA')}${PUBLIC_CA}`,
    'Internet Security Research Group',
  ],
  ['an authority that nobody knows', PRIVATE_CA, undefined],
  ['a certificate without an organisation', VALID, undefined],
  ['nothing', '', undefined],
  ['a key', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n', undefined],
  ['many beginnings', '-----BEGIN CERTIFICATE-----\n'.repeat(10_000), undefined],
])('%s', (_, pem, expected) => {
  expect(publicAuthorityIn(pem)).toBe(expected);
});

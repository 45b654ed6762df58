import type { Json } from '../../lib/manifest/manifest';
import { certificateInSecret, x509Facts } from '../../lib/traffic/pem';
import { objectsOf } from '../manifest/reading';

/** Self-signed; its key was thrown away. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBoDCCAUegAwIBAgIUQEgkqpPUglXdOn/brFKBlGw1mzswCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEc2hvcDAgFw0yNjExMjExMjAzMTdaGA8yMTI2MTAyODEyMDMx
N1owDzENMAsGA1UEAwwEc2hvcDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABG5x
eQd0QwsvMd60iraan6TSULZiTPZhGSrmqJlXtbfWNym7/HjvO2FNAEmPRCU0Cvki
vhh4z3V/wpzcgLzEo/yjfzB9MB0GA1UdDgQWBBT2sUnQOGNqIXy5LkFRM2EaEuxP
ozAfBgNVHSMEGDAWgBT2sUnQOGNqIXy5LkFRM2EaEuxPozAtBgNVHREEJjAkggxz
aG9wLmV4YW1wbGWCDiouc2hvcC5leGFtcGxlhwTAAAIBMAwGA1UdEwEB/wQCMAAw
CgYIKoZIzj0EAwIDRwAwRAIgT9sNeOwu179uh3Z16YzSPKSrvVBi6epTs0UCnbS0
pGkCICuLTjjsOC37d6vhIzBReUzi+2Xs/iCuGe+avUaTmVhs
-----END CERTIFICATE-----
`;

const FACTS = {
  dnsNames: ['shop.example', '*.shop.example'],
  notBefore: Date.UTC(2026, 10, 21, 12, 3, 17),
  notAfter: Date.UTC(2126, 9, 28, 12, 3, 17),
  isCA: false,
};

const block = (label: string, text: string) => `-----BEGIN ${label}-----\n${text}\n-----END ${label}-----\n`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

test.each<[string, string]>([
  ['alone', CERTIFICATE],
  ['before its chain', CERTIFICATE + block('CERTIFICATE', 'AAAA')],
  ['after an explanation', `subject=shop\n${CERTIFICATE}`],
  ['with Windows line ends', CERTIFICATE.replaceAll('\n', '\r\n')],
])('a certificate %s', (_, pem) => {
  expect(x509Facts(pem)).toEqual(FACTS);
});

test.each<[string, string]>([
  ['nothing', ''],
  ['a text', 'shop'],
  ['the placeholder of a template', '{{ .cert }}'],
  ['bytes that are none', block('CERTIFICATE', 'AAAA')],
  ['a block without an end', CERTIFICATE.slice(0, 200)],
  ['a key before the certificate', block('PRIVATE KEY', 'AAAA') + CERTIFICATE],
  ['many beginnings', '-----BEGIN CERTIFICATE-----\n'.repeat(10_000)],
])('no certificate: %s', (_, pem) => {
  expect(x509Facts(pem)).toBeUndefined();
});

function inSecret(fields: { [key: string]: Json }) {
  return objectsOf(JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, ...fields })).map(
    certificateInSecret,
  );
}

test.each<[string, { [key: string]: Json }, Json[] | undefined]>([
  ['tls.crt', { data: { 'tls.crt': base64(CERTIFICATE), 'tls.key': 'eA==' } }, ['data', 'tls.crt']],
  ['cert', { data: { cert: base64(CERTIFICATE), key: 'eA==', 'tls.crt': 'x', 'tls.key': 'x' } }, ['data', 'cert']],
  ['text', { stringData: { 'tls.crt': CERTIFICATE, 'tls.key': 'x' } }, ['stringData', 'tls.crt']],
  [
    'text over data',
    { data: { 'tls.crt': 'eA==', 'tls.key': 'eA==' }, stringData: { 'tls.crt': CERTIFICATE } },
    ['stringData', 'tls.crt'],
  ],
  ['without key', { data: { 'tls.crt': base64(CERTIFICATE) } }, undefined],
  ['with an empty key', { data: { 'tls.crt': base64(CERTIFICATE), 'tls.key': '' } }, undefined],
  ['of mixed pairs', { data: { cert: base64(CERTIFICATE), 'tls.key': 'eA==' } }, undefined],
  ['of no data', {}, undefined],
  ['of wrong types', { data: { 'tls.crt': 1, 'tls.key': {} }, stringData: 'x' }, undefined],
])('the certificate of a Secret: %s', (_, fields, path) => {
  expect(inSecret(fields)).toEqual([path && { path, facts: FACTS }]);
});

test('a Secret with something else in place of a certificate', () => {
  expect(inSecret({ data: { 'tls.crt': '!!', 'tls.key': 'eA==' } })).toEqual([
    { path: ['data', 'tls.crt'], facts: undefined },
  ]);
});

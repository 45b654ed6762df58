import type { Json } from '../../lib/manifest/manifest';
import { certificateFacts, covers } from '../../lib/traffic/certificate-facts';
import { objectsOf } from '../manifest/reading';

function facts(spec: Json) {
  const value = { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', metadata: { name: 'shop' }, spec };
  return objectsOf(JSON.stringify(value)).map(certificateFacts);
}

const NOTHING = {
  dnsNames: [],
  ipAddresses: [],
  uris: [],
  commonName: '',
  usages: ['digital signature', 'key encipherment'],
  isCA: false,
  secretName: '',
  issuer: { group: 'cert-manager.io', kind: 'Issuer', name: '', path: ['spec', 'issuerRef'] },
};

test('what a Certificate says', () => {
  const spec = {
    dnsNames: ['shop.example', '*.shop.example'],
    ipAddresses: ['192.0.2.1'],
    uris: ['spiffe://shop'],
    commonName: 'shop',
    usages: ['server auth'],
    isCA: true,
    secretName: 'shop-tls',
    issuerRef: { group: 'ca.example', kind: 'Signer', name: 'corp' },
  };

  const { issuerRef, ...same } = spec;
  expect(facts(spec)).toEqual([{ ...same, issuer: { ...issuerRef, path: ['spec', 'issuerRef'] } }]);
});

test.each<[string, Json]>([
  ['nothing', null],
  ['a text', 'x'],
  ['empty fields', { dnsNames: [], usages: [], issuerRef: {}, commonName: '', isCA: false }],
  ['nulls', { dnsNames: null, usages: null, issuerRef: null, commonName: null, isCA: null, secretName: null }],
  [
    'wrong types',
    { dnsNames: 'a.b', usages: {}, issuerRef: [], commonName: 1, isCA: 'true', secretName: 3, uris: [1] },
  ],
])('%s reads as the defaults', (_, spec) => {
  expect(facts(spec)).toEqual([NOTHING]);
});

test.each<[string[], string]>([
  [['a.example'], 'a.example'],
  [['A.example'], 'a.EXAMPLE'],
  [['*.example'], 'a.example'],
  [['b.example', '*.a.example'], 'x.a.example'],
  [['*.example'], '*.example'],
])('%j covers %s', (names, host) => {
  expect(covers(names, host)).toBe(true);
});

test.each<[string[], string]>([
  [[], 'a.example'],
  [['a.example'], 'b.example'],
  [['*.a.example'], 'a.example'],
  [['*.example'], 'x.a.example'],
  [['a.example'], '*.example'],
  [['*.example'], '*.a.example'],
  [['*.a.example'], '*.example'],
  [['*'], 'a'],
  [['*.example'], '.example'],
  [['a*.example'], 'ab.example'],
  [['*.example'], '*'],
  [[''], ''],
])('%j does not cover %s', (names, host) => {
  expect(covers(names, host)).toBe(false);
});

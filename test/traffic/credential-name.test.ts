import { type CredentialName, parseCredentialName } from '../../lib/traffic/credential-name';

test.each<[string, CredentialName]>([
  ['shop', { kind: 'Secret', namespace: undefined, name: 'shop' }],
  ['edge/shop', { kind: 'Secret', namespace: 'edge', name: 'shop' }],
  ['/shop', { kind: 'Secret', namespace: undefined, name: 'shop' }],
  ['kubernetes://shop', { kind: 'Secret', namespace: undefined, name: 'shop' }],
  ['kubernetes://edge/shop', { kind: 'Secret', namespace: 'edge', name: 'shop' }],
  ['configmap://edge/ca', { kind: 'ConfigMap', namespace: 'edge', name: 'ca' }],
])('%s', (text, expected) => {
  expect(parseCredentialName(text)).toEqual(expected);
});

test.each(['', '/', 'a/', 'a/b/c', 'sds://shop', 'builtin://', 'kubernetes://', 'kubernetes-gateway://edge/shop'])(
  '"%s" is none of the cluster',
  (text) => {
    expect(parseCredentialName(text)).toBeUndefined();
  },
);

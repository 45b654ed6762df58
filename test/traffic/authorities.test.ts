import { Catalog } from '../../lib/manifest/catalog';
import { Mesh } from '../../lib/traffic/mesh';
import { objectsOf } from '../manifest/reading';
import { acme, certificate, issuer, secret } from '../rules/edge';

/** The authorities above Certificate `shop/leaf`. */
function chainOf(text: string): readonly string[] | undefined {
  const mesh = new Mesh(new Catalog(objectsOf(text)));
  const leaf = mesh.catalog.tryFind('Certificate.cert-manager.io', 'shop', 'leaf');
  return leaf && mesh.authorities.chainOf(leaf);
}

const by = (name: string, kind = 'ClusterIssuer') => `dnsNames: [a.b], issuerRef: { name: ${name}, kind: ${kind} }`;
const LEAF = certificate('shop/leaf', by('ca'));
const CA = issuer('/ca', 'ca: { secretName: root }');
const ROOT = certificate('cert-manager/root', `isCA: true, ${by('self')}`) + issuer('/self');

test.each<[string, string, readonly string[] | undefined]>([
  ['itself', certificate('shop/leaf', by('self')) + issuer('/self'), ['shop/leaf']],
  ['a root', LEAF + CA + ROOT, ['cert-manager/root', 'cert-manager/root']],
  [
    'a root of another cluster resource namespace',
    LEAF + CA + ROOT.replace('namespace: cert-manager', 'namespace: pki'),
    ['pki/root', 'pki/root'],
  ],
  ['a CA that is a Secret', LEAF + CA + secret('cert-manager/root'), ['Secret cert-manager/root']],
  ['a CA that the input lacks', LEAF + CA, ['Secret /root']],
  [
    'an intermediate of a namespace',
    certificate('shop/leaf', by('sub', 'Issuer')) +
      issuer('shop/sub', 'ca: { secretName: sub }') +
      certificate('shop/sub', `isCA: true, ${by('ca')}`) +
      CA +
      ROOT,
    ['shop/sub', 'cert-manager/root', 'cert-manager/root'],
  ],
  [
    'a circle',
    LEAF + CA + certificate('cert-manager/root', `isCA: true, ${by('ca')}`),
    ['cert-manager/root', 'cert-manager/root'],
  ],
  ['an ACME server', LEAF + issuer('/ca', acme('{ http01: {} }')), undefined],
  ['an issuer that the input lacks', LEAF, undefined],
])('%s', (_, text, expected) => {
  expect(chainOf(text)).toEqual(expected);
});

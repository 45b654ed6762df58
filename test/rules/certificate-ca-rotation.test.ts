import { certificate, issuer } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const ca = (key: string, at = 'cert-manager/ca') =>
  certificate(at, `isCA: true, ${key}issuerRef: { name: self, kind: ClusterIssuer }`);
const BY_CA = issuer('/ca', 'ca: { secretName: ca }');

testMeshRule('certificate-ca-rotation', {
  valid: [
    { name: 'Never', objects: ca('privateKey: { rotationPolicy: Never }, ') + BY_CA },
    { name: 'a CA that no issuer uses', objects: ca('') },
    { name: 'an issuer with another CA', objects: ca('', 'cert-manager/other') + BY_CA },
    { name: 'an Issuer of another namespace', objects: ca('', 'shop/ca') + issuer('pki/ca', 'ca: { secretName: ca }') },
    { name: 'no CA', objects: certificate('cert-manager/ca') + BY_CA },
  ],
  invalid: [
    {
      name: 'no rotationPolicy',
      objects: ca('') + BY_CA,
      findings: [
        {
          on: 'Certificate cert-manager/ca',
          path: 'spec.privateKey.rotationPolicy',
          message:
            'rotationPolicy is "Always" by default: when this Certificate is renewed, ClusterIssuer "ca" gets a new key, and all that it has signed is no longer trusted by who has the new CA, nor what it signs from then on by who has the old one',
          fix: 'Write rotationPolicy: Never, and give the CA a long duration',
          replacement: { path: 'spec.privateKey.rotationPolicy', value: 'Never' },
        },
      ],
    },
    {
      name: 'Always, an issuer of the context',
      objects: ca('privateKey: { algorithm: ECDSA, rotationPolicy: Always }, '),
      context: BY_CA,
      findings: [
        {
          on: 'Certificate cert-manager/ca',
          path: 'spec.privateKey.rotationPolicy',
          message:
            'rotationPolicy is "Always": when this Certificate is renewed, ClusterIssuer "ca" gets a new key, and all that it has signed is no longer trusted by who has the new CA, nor what it signs from then on by who has the old one',
          fix: 'Write rotationPolicy: Never, and give the CA a long duration',
          replacement: { path: 'spec.privateKey.rotationPolicy', value: 'Never' },
        },
      ],
    },
    {
      name: 'an Issuer',
      objects: ca('', 'shop/ca') + issuer('shop/ca', 'ca: { secretName: ca }'),
      findings: [
        {
          on: 'Certificate shop/ca',
          path: 'spec.privateKey.rotationPolicy',
          message:
            'rotationPolicy is "Always" by default: when this Certificate is renewed, Issuer "shop/ca" gets a new key, and all that it has signed is no longer trusted by who has the new CA, nor what it signs from then on by who has the old one',
          fix: 'Write rotationPolicy: Never, and give the CA a long duration',
          replacement: { path: 'spec.privateKey.rotationPolicy', value: 'Never' },
        },
      ],
    },
    {
      name: 'another cluster resource namespace',
      objects: ca('', 'pki/ca') + BY_CA,
      findings: [
        {
          on: 'Certificate pki/ca',
          path: 'spec.privateKey.rotationPolicy',
          message:
            'rotationPolicy is "Always" by default: when this Certificate is renewed, ClusterIssuer "ca" gets a new key, and all that it has signed is no longer trusted by who has the new CA, nor what it signs from then on by who has the old one',
          fix: 'Write rotationPolicy: Never, and give the CA a long duration',
          replacement: { path: 'spec.privateKey.rotationPolicy', value: 'Never' },
        },
      ],
    },
  ],
});

import { acme, certificate, issuer } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const ADDRESS = certificate(
  'shop/web',
  'dnsNames: [a.b], ipAddresses: [192.0.2.1, 192.0.2.2], issuerRef: { name: own }',
);
const ACME = acme('{ http01: {} }');

testMeshRule('certificate-acme-address', {
  valid: [
    { name: 'no address', objects: certificate('shop/web') + issuer('shop/own', ACME) },
    { name: 'a private issuer', objects: ADDRESS + issuer('shop/own') },
    {
      name: 'the profile for addresses',
      objects: ADDRESS + issuer('shop/own', ACME.replace('acme: {', 'acme: { profile: shortlived,')),
    },
    {
      name: 'an ACME server of their own',
      objects: ADDRESS + issuer('shop/own', acme('{ http01: {} }', 'https://ca.internal/acme')),
    },
    { name: 'no issuer', objects: ADDRESS },
  ],
  invalid: [
    {
      name: 'no profile',
      objects: ADDRESS + issuer('shop/own', ACME),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.ipAddresses[0]',
          message:
            'Issuer "shop/own" is a public authority, and these sign addresses such as "192.0.2.1" with the profile "shortlived" only: the Certificate is never issued',
          fix: 'Leave ipAddresses out and use a name, or use a private issuer, or one with acme.profile "shortlived"',
        },
      ],
    },
    {
      name: 'another profile, an issuer of the context',
      objects: ADDRESS,
      context: issuer('shop/own', ACME.replace('acme: {', 'acme: { profile: tlsserver,')),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.ipAddresses[0]',
          message:
            'Issuer "shop/own" is a public authority, and these sign addresses such as "192.0.2.1" with the profile "shortlived" only: the Certificate is never issued',
          fix: 'Leave ipAddresses out and use a name, or use a private issuer, or one with acme.profile "shortlived"',
        },
      ],
    },
  ],
});

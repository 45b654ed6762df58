import { acme, certificate, issuer } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const named = (name: string, rest = 'dnsNames: [shop.example.com]') =>
  certificate('shop/web', `commonName: ${name}, ${rest}, issuerRef: { name: own }`);
const ACME = issuer('shop/own', acme('{ dns01: {} }'));
const LONG = 'mycluster-a1b2cdef345678g9hi012j3kl4567890-0001.us-south.containers.appdomain.cloud';

testMeshRule('certificate-common-name', {
  valid: [
    { name: 'none', objects: certificate('shop/web') + ACME },
    { name: 'a name of a private issuer', objects: named('shop') + issuer('shop/own') },
    { name: 'one of the names', objects: named('shop.example.com') + ACME },
    { name: 'one of the addresses', objects: named('192.0.2.1', 'ipAddresses: [192.0.2.1]') + ACME },
    { name: 'sixty-four bytes', objects: named('a'.repeat(64)) },
    { name: 'no issuer', objects: named('shop') },
  ],
  invalid: [
    {
      name: 'too long',
      objects: named(LONG, `dnsNames: [${LONG}]`) + ACME,
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.commonName',
          message:
            'commonName "mycluster-a1b2cdef345678g9hi012j3kl4567890-0001.us-south.containers.appdomain.cloud" has 83 bytes, and with more than 64 cert-manager refuses the Certificate',
          fix: 'Leave commonName out: clients read dnsNames only',
        },
      ],
    },
    {
      name: 'too long in bytes',
      objects: named('ä'.repeat(33)),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.commonName',
          message:
            'commonName "äääääääääääääääääääääääääääääääää" has 66 bytes, and with more than 64 cert-manager refuses the Certificate',
          fix: 'Leave commonName out: clients read dnsNames only',
        },
      ],
    },
    {
      name: 'none of the names',
      objects: named('shop') + ACME,
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.commonName',
          message:
            'commonName "shop" is none of the dnsNames, which Issuer "shop/own" needs as an ACME issuer: the Certificate is never issued',
          fix: 'Leave commonName out, or add "shop" to dnsNames',
        },
      ],
    },
  ],
});

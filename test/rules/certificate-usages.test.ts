import { certificate, onEdge, gateway, https, issuer } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const WEB = gateway(https('mode: SIMPLE, credentialName: shop')) + issuer('edge/own');
const usages = (list: string, at = 'edge/shop') =>
  certificate(at, `dnsNames: [shop.example.com], usages: [${list}], issuerRef: { name: own }`);

testMeshRule(
  'certificate-usages',
  onEdge({
    valid: [
      { name: 'server auth', objects: WEB + usages('digital signature, client auth, server auth') },
      { name: 'none, which rules out nothing', objects: WEB + certificate('edge/shop') },
      { name: 'usages of the key only', objects: WEB + usages('digital signature, key encipherment') },
      { name: 'any', objects: WEB + usages('any, client auth') },
      { name: 'a certificate that no server uses', objects: WEB + usages('client auth', 'edge/client') },
      {
        name: 'a CA for clients beside it',
        objects: WEB + certificate('edge/shop') + usages('client auth', 'edge/shop-cacert'),
      },
      { name: 'of another namespace', objects: WEB + usages('client auth', 'shop/shop') },
      { name: 'a Certificate of the context', objects: WEB, context: usages('client auth') },
    ],
    invalid: [
      {
        name: 'client auth',
        objects: WEB + usages('digital signature, client auth'),
        findings: [
          {
            on: 'Certificate edge/shop',
            path: 'spec.usages',
            message:
              'Gateway "shop/web" serves TLS with this certificate, which is for "client auth" only, so that clients refuse it',
            fix: 'Add "server auth" to the usages',
          },
        ],
      },
      {
        name: 'a Gateway of the context, other usages',
        objects: usages('code signing, timestamping'),
        context: WEB,
        findings: [
          {
            on: 'Certificate edge/shop',
            path: 'spec.usages',
            message:
              'Gateway "shop/web" serves TLS with this certificate, which is for "code signing" and "timestamping" only, so that clients refuse it',
            fix: 'Add "server auth" to the usages',
          },
        ],
      },
      {
        name: 'two Gateways, one finding',
        objects:
          WEB +
          gateway(https('mode: MUTUAL, credentialName: shop', 'a.example.com'), '{ istio: edge }', 'a') +
          usages('client auth'),
        findings: [
          {
            on: 'Certificate edge/shop',
            path: 'spec.usages',
            message:
              'Gateway "shop/a" serves TLS with this certificate, which is for "client auth" only, so that clients refuse it',
            fix: 'Add "server auth" to the usages',
          },
        ],
      },
    ],
  }),
);

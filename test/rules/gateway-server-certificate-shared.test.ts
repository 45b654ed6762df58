import { gateway, gatewayPod, tlsServer } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const POD = gatewayPod('edge/edge');
const SECRET = `
---
apiVersion: v1
kind: Secret
metadata: { name: shop-cert, namespace: edge }
type: kubernetes.io/tls
`;
const certificate = (dnsNames: string) => `
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: shop, namespace: edge }
spec: { secretName: shop-cert, dnsNames: [${dnsNames}], issuerRef: { name: ca } }
`;

const found = (index: number) => ({
  on: 'Gateway shop/gw',
  path: `spec.servers[${index}].tls.credentialName`,
  message:
    'The server has credential "shop-cert" in common with spec.servers[0], which has other hosts: browsers use one HTTP/2 connection for both, and get 404 for the hosts that are not of its server',
  fix: 'Give each server a certificate of its own, or list all hosts in one server',
});

const TWO = gateway('shop/gw', `${tlsServer('a.shop.com')}, ${tlsServer('b.shop.com')}`);

testMeshRule('gateway-server-certificate-shared', {
  valid: [
    { name: 'one server', objects: gateway('shop/gw', tlsServer('a.com, b.com')) + POD },
    {
      name: 'different certificates',
      objects: gateway('shop/gw', `${tlsServer('a.com')}, ${tlsServer('b.com', 'b')}`),
    },
    {
      name: 'different ports',
      objects: gateway('shop/gw', `${tlsServer('a.com')}, ${tlsServer('b.com', 'shop-cert', { port: 8443 })}`),
    },
    {
      name: 'a server that is dropped',
      objects: gateway('shop/gw', `${tlsServer('a.com')}, ${tlsServer('a.com, b.com')}`),
    },
    { name: 'a certificate for the host of one of them', objects: TWO + POD + certificate('a.shop.com') },
    { name: 'two Gateways', objects: gateway('shop/gw', tlsServer('a.com')) + gateway('shop/gx', tlsServer('b.com')) },
  ],
  invalid: [
    { name: 'a credential of which nothing is known', objects: TWO, findings: [found(1)] },
    { name: 'a Secret without data', objects: TWO + POD + SECRET, findings: [found(1)] },
    {
      name: 'a certificate for both, and a third server with its own',
      objects:
        gateway(
          'shop/gw',
          `${tlsServer('a.shop.com')}, ${tlsServer('c.com', 'c')}, ${tlsServer('x.com, b.shop.com')}`,
        ) +
        POD +
        certificate('a.shop.com, b.shop.com'),
      findings: [found(2)],
    },
    {
      name: 'every host',
      objects: gateway('shop/gw', `${tlsServer('a.com')}, ${tlsServer('"*"')}`) + POD + certificate('a.com'),
      findings: [found(1)],
    },
  ],
});

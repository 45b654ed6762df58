import { gateway, gatewayPod, tlsServer } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const POD = gatewayPod('edge/edge');
const certificate = (dnsNames: string, secretName = 'shop-cert') => `
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: shop, namespace: edge }
spec: { secretName: ${secretName}, dnsNames: [${dnsNames}], issuerRef: { name: ca, kind: ClusterIssuer } }
`;
const FILES = 'mode: SIMPLE, serverCertificate: /etc/certs/tls.crt, privateKey: /etc/certs/tls.key';

const found = (on: string, others: string, text = 'credential "shop-cert"', field = 'credentialName') => ({
  on: `Gateway ${on}`,
  path: `spec.servers[0].tls.${field}`,
  message: `The server has ${text} in common with Gateway ${others}, which has other hosts: browsers use one HTTP/2 connection for both, and get 404 for the hosts that are not of its server`,
  fix: 'Give each Gateway a certificate of its own, or list all hosts in one server',
});

const both = (one: string, other: string) => gateway('shop/a', one) + gateway('ops/b', other);

testMeshRule('gateway-certificate-shared', {
  valid: [
    { name: 'different certificates', objects: both(tlsServer('a.com'), tlsServer('b.com', 'other')) + POD },
    { name: 'the same host, which is told', objects: both(tlsServer('a.com'), tlsServer('A.com, b.com')) + POD },
    {
      name: 'different ports',
      objects: both(tlsServer('a.com'), tlsServer('b.com', 'shop-cert', { port: 8443 })) + POD,
    },
    {
      name: 'different Pods',
      objects: gateway('shop/a', tlsServer('a.com')) + gateway('ops/b', tlsServer('b.com'), '{ istio: other }') + POD,
    },
    {
      name: 'what is passed through',
      objects: both(
        tlsServer('a.com', '', { tls: 'mode: PASSTHROUGH, credentialName: shop-cert' }),
        tlsServer('b.com', '', { tls: 'mode: PASSTHROUGH, credentialName: shop-cert' }),
      ),
    },
    {
      name: 'a certificate for the hosts of one of them, which is told',
      objects: both(tlsServer('a.com'), tlsServer('b.com')) + POD + certificate('a.com'),
    },
    {
      name: 'one file of two',
      objects: both(
        tlsServer('a.com', '', { tls: 'mode: SIMPLE, serverCertificate: /a, privateKey: /b' }),
        tlsServer('b.com', '', { tls: 'mode: SIMPLE, serverCertificate: /a' }),
      ),
    },
    {
      name: 'two servers of one Gateway',
      objects: gateway('shop/a', `${tlsServer('a.com')}, ${tlsServer('b.com')}`) + POD,
    },
    { name: 'two of the context', objects: POD, context: both(tlsServer('a.com'), tlsServer('b.com')) },
  ],
  invalid: [
    {
      name: 'a credential of which nothing is known',
      objects: both(tlsServer('a.com'), tlsServer('b.com')) + POD,
      findings: [found('shop/a', '"ops/b"'), found('ops/b', '"shop/a"')],
    },
    {
      name: 'a certificate for the hosts of both',
      objects: both(tlsServer('a.shop.com'), tlsServer('b.shop.com')) + POD + certificate('"*.shop.com"'),
      findings: [found('shop/a', '"ops/b"'), found('ops/b', '"shop/a"')],
    },
    {
      name: 'a Gateway of the context, on the gateway that is assumed',
      objects: gateway('shop/a', tlsServer('a.com'), '{ istio: ingressgateway }'),
      context: gateway('ops/b', tlsServer('"*.b.com"'), '{ istio: ingressgateway }'),
      findings: [found('shop/a', '"ops/b"')],
    },
    {
      name: 'a Gateway on more Pods than the other',
      objects: gateway('shop/a', tlsServer('a.com')) + gateway('ops/b', tlsServer('b.com'), '{ istio: edge, zone: x }'),
      findings: [found('shop/a', '"ops/b"')],
    },
    {
      name: 'a Gateway on all Pods',
      objects: gateway('shop/a', tlsServer('a.com'), '{}') + gateway('ops/b', tlsServer('b.com')) + POD,
      findings: [found('shop/a', '"ops/b"')],
    },
    {
      name: 'files',
      objects: both(tlsServer('a.com', '', { tls: FILES }), tlsServer('b.com', '', { tls: FILES })) + POD,
      findings: [
        found('shop/a', '"ops/b"', 'certificate "/etc/certs/tls.crt"', 'serverCertificate'),
        found('ops/b', '"shop/a"', 'certificate "/etc/certs/tls.crt"', 'serverCertificate'),
      ],
    },
    {
      name: 'one of two credentials',
      objects: both(
        tlsServer('a.com'),
        tlsServer('b.com', '', { tls: 'mode: MUTUAL, credentialNames: [x, shop-cert]' }),
      ),
      findings: [
        found('shop/a', '"ops/b"'),
        found('ops/b', '"shop/a"', 'credential "shop-cert"', 'credentialNames[1]'),
      ],
    },
  ],
});

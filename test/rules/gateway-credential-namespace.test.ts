import { certificate, EDGE, gateway, https, secret } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const SIMPLE = gateway(https('mode: SIMPLE, credentialName: shop'));
const DEFAULT = gateway(https('mode: SIMPLE, credentialName: shop'), '{ istio: ingressgateway }');
const APPLICATION = `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web }] } } }
`;
const named = (text: string) => gateway(https(`mode: SIMPLE, credentialName: "${text}"`)) + EDGE;

testMeshRule('gateway-credential-namespace', {
  valid: [
    { name: 'where the gateway is', objects: SIMPLE + EDGE + certificate('edge/shop') },
    { name: 'in both namespaces', objects: SIMPLE + EDGE + certificate('edge/shop') + secret('shop/shop') },
    { name: 'nowhere', objects: SIMPLE + EDGE + certificate('edge/other') },
    { name: 'the namespace written', objects: named('edge/shop') + secret('edge/shop') },
    { name: 'the namespace written in full', objects: named('kubernetes://edge/shop') + secret('edge/shop') },
    { name: 'where the default gateway is assumed', objects: DEFAULT + certificate('istio-system/shop') },
    {
      name: 'the default gateway is assumed, and may be where the Secret is',
      objects: DEFAULT + certificate('edge/shop') + APPLICATION,
      undecided: ['the Pods of the gateway'],
    },
    {
      name: 'the default gateway is assumed, and may be where Gateway and Secret are',
      objects: DEFAULT + certificate('shop/shop'),
      undecided: ['the Pods of the gateway'],
    },
    {
      name: 'another namespace written, the default gateway assumed',
      objects: gateway(https('mode: SIMPLE, credentialName: edge/shop'), '{ istio: ingressgateway }'),
      undecided: ['the Pods of the gateway'],
    },
    {
      name: 'a root namespace of its own',
      objects: DEFAULT + certificate('mesh/shop'),
      mesh: { rootNamespace: 'mesh' },
    },
    {
      name: 'a gateway on no Pod',
      objects: gateway(https('mode: SIMPLE, credentialName: shop'), '{ istio: none }') + secret('shop/shop'),
    },
    { name: 'no mode', objects: gateway(https('credentialName: shop')) + EDGE + secret('shop/shop') },
  ],
  invalid: [
    {
      name: 'a Certificate beside the Gateway',
      objects: SIMPLE + EDGE + certificate('shop/shop'),
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.credentialName',
          message:
            'Certificate "shop/shop" writes the Secret "shop" in namespace "shop", but the gateway looks for it in namespace "edge", where it runs, so that clients get a reset of their TLS handshake',
          fix: 'Put Certificate "shop/shop" in namespace "edge"',
          refType: 'credentialName',
        },
      ],
    },
    {
      name: 'a Secret of the context',
      objects: SIMPLE + EDGE,
      context: secret('shop/shop'),
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.credentialName',
          message:
            'Secret "shop/shop" is in namespace "shop", but the gateway looks for it in namespace "edge", where it runs, so that clients get a reset of their TLS handshake',
          fix: 'Have the Secret in namespace "edge"',
          refType: 'credentialName',
        },
      ],
    },
    {
      name: 'a Certificate without a namespace',
      objects: SIMPLE + EDGE + certificate('shop/shop').replace(', namespace: shop', ''),
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.credentialName',
          message:
            'Certificate "default/shop" writes the Secret "shop" in namespace "default", but the gateway looks for it in namespace "edge", where it runs, so that clients get a reset of their TLS handshake',
          fix: 'Put Certificate "default/shop" in namespace "edge"',
          refType: 'credentialName',
        },
      ],
    },
    {
      name: 'the default gateway is assumed',
      objects: DEFAULT + certificate('shop/shop') + APPLICATION,
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.credentialName',
          message:
            'Certificate "shop/shop" writes the Secret "shop" in namespace "shop", but the gateway looks for it in namespace "istio-system", where it runs, so that clients get a reset of their TLS handshake',
          fix: 'Put Certificate "shop/shop" in namespace "istio-system", unless the gateway runs elsewhere: then name it with --context',
          refType: 'credentialName',
        },
      ],
    },
    {
      name: 'another namespace written',
      objects: named('shop/shop') + secret('shop/shop'),
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.credentialName',
          message:
            '"shop/shop" is a Secret of namespace "shop", and the gateway runs in "edge": istiod gives a gateway only Secrets of its own namespace, so that clients get a reset of their TLS handshake',
          fix: 'Write "shop", and have the Secret in namespace "edge"',
          refType: 'credentialName',
        },
      ],
    },
    {
      name: 'another namespace written, and the Secret is where the gateway is',
      objects: named('kubernetes://shop/shop') + secret('edge/shop'),
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.credentialName',
          message:
            '"kubernetes://shop/shop" is a Secret of namespace "shop", and the gateway runs in "edge": istiod gives a gateway only Secrets of its own namespace, so that clients get a reset of their TLS handshake',
          fix: 'Write "shop", and have the Secret in namespace "edge"',
          refType: 'credentialName',
          replacement: { path: 'spec.servers[0].tls.credentialName', value: 'shop' },
        },
      ],
    },
    {
      name: 'the namespace of the gateway written, the Secret elsewhere',
      objects: named('edge/shop') + secret('shop/shop'),
      findings: [
        {
          on: 'Gateway shop/web',
          path: 'spec.servers[0].tls.credentialName',
          message:
            'Secret "shop/shop" is in namespace "shop", but the gateway looks for it in namespace "edge", where it runs, so that clients get a reset of their TLS handshake',
          fix: 'Have the Secret in namespace "edge"',
          refType: 'credentialName',
        },
      ],
    },
  ],
});

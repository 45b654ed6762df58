import { testMeshRule } from './mesh-rule-tester';
import { all, rule, tlsRule } from './mutual-tls';

const mesh = { enableAutoMtls: false };
const BALANCED = 'trafficPolicy: { loadBalancer: { simple: RANDOM } }';
const MESH = tlsRule('default', '*.local', 'ISTIO_MUTUAL', 'istio-system');
const NAMESPACE = tlsRule('default', '*.shop.svc.cluster.local', 'ISTIO_MUTUAL');

testMeshRule('destination-rule-no-tls-beside-mutual', {
  valid: [
    { name: 'automatic mutual TLS', objects: all(MESH, rule('reviews', 'reviews', BALANCED)) },
    { name: 'settings of its own', objects: all(MESH, tlsRule('reviews', 'reviews', 'DISABLE')), mesh },
    { name: 'no wider rule', objects: rule('reviews', 'reviews', BALANCED), mesh },
    {
      name: 'a wider rule of another namespace',
      objects: all(NAMESPACE, rule('reviews', 'reviews', BALANCED, 'web')),
      mesh,
    },
    {
      name: 'a wider rule with plaintext',
      objects: all(tlsRule('default', '*.local', 'DISABLE', 'istio-system'), rule('reviews', 'reviews', BALANCED)),
      mesh,
    },
    {
      name: 'settings for the subsets',
      objects: all(
        MESH,
        rule('reviews', 'reviews', 'subsets: [{ name: v1, trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }]'),
      ),
      mesh,
    },
  ],
  invalid: [
    {
      name: 'beside the mesh',
      objects: all(MESH, rule('reviews', 'reviews', BALANCED)),
      mesh,
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.trafficPolicy.tls',
          message:
            'Automatic mutual TLS is off, and clients of "reviews.shop.svc.cluster.local" use this rule instead of DestinationRule "istio-system/default", whose ISTIO_MUTUAL it leaves out: they send plaintext',
          fix: 'Add tls with mode ISTIO_MUTUAL to trafficPolicy',
        },
      ],
    },
    {
      name: 'beside the namespace',
      objects: all(MESH, NAMESPACE, rule('reviews', 'reviews', BALANCED)),
      mesh,
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.trafficPolicy.tls',
          message:
            'Automatic mutual TLS is off, and clients of "reviews.shop.svc.cluster.local" use this rule instead of DestinationRule "shop/default", whose ISTIO_MUTUAL it leaves out: they send plaintext',
          fix: 'Add tls with mode ISTIO_MUTUAL to trafficPolicy',
        },
      ],
    },
    {
      name: 'the wider rule is on the cluster',
      objects: rule('v1', '*.shop.svc.cluster.local', BALANCED),
      context: MESH,
      mesh,
      findings: [
        {
          on: 'DestinationRule shop/v1',
          path: 'spec.trafficPolicy.tls',
          message:
            'Automatic mutual TLS is off, and clients of "*.shop.svc.cluster.local" use this rule instead of DestinationRule "istio-system/default", whose ISTIO_MUTUAL it leaves out: they send plaintext',
          fix: 'Add tls with mode ISTIO_MUTUAL to trafficPolicy',
        },
      ],
    },
    {
      name: 'another root namespace',
      objects: all(
        tlsRule('default', '*.local', 'ISTIO_MUTUAL', 'mesh'),
        rule('reviews', 'reviews', 'subsets: [{ name: v1 }]'),
      ),
      mesh: { ...mesh, rootNamespace: 'mesh' },
      findings: [
        {
          on: 'DestinationRule shop/reviews',
          path: 'spec.trafficPolicy.tls',
          message:
            'Automatic mutual TLS is off, and clients of "reviews.shop.svc.cluster.local" use this rule instead of DestinationRule "mesh/default", whose ISTIO_MUTUAL it leaves out: they send plaintext',
          fix: 'Add tls with mode ISTIO_MUTUAL to trafficPolicy',
        },
      ],
    },
  ],
});

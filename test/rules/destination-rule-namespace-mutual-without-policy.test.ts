import { testMeshRule } from './mesh-rule-tester';
import { all, DISABLE, policy, STRICT, tlsRule } from './mutual-tls';

const MUTUAL = tlsRule('default', '*.shop.svc.cluster.local', 'ISTIO_MUTUAL');

testMeshRule('destination-rule-namespace-mutual-without-policy', {
  valid: [
    { name: 'STRICT', objects: all(MUTUAL, policy('default', STRICT)) },
    {
      name: 'PERMISSIVE for the mesh',
      objects: all(MUTUAL, policy('default', 'mtls: { mode: PERMISSIVE }', 'istio-system')),
    },
    { name: "DISABLE, which is the policy's fault", objects: all(MUTUAL, policy('default', DISABLE)) },
    {
      name: 'the Services of the mesh',
      objects: all(tlsRule('default', '*.local', 'ISTIO_MUTUAL', 'istio-system'), policy('default', STRICT)),
    },
    {
      name: 'one Service',
      objects: all(tlsRule('reviews', 'reviews', 'ISTIO_MUTUAL'), policy('default', STRICT, 'web')),
    },
    { name: 'no policy is known', objects: MUTUAL, undecided: ['a PeerAuthentication'] },
  ],
  invalid: [
    {
      name: 'a policy of another namespace',
      objects: all(MUTUAL, policy('default', STRICT, 'web')),
      findings: [
        {
          on: 'DestinationRule shop/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send mutual TLS to all Services of namespace "shop", and no PeerAuthentication for it or the mesh demands it, so that servers take plaintext of others as well',
          fix: 'Add a PeerAuthentication without a selector, mode STRICT, to namespace "shop"',
        },
      ],
    },
    {
      name: 'a policy of one workload',
      objects: all(MUTUAL, policy('reviews', `selector: { matchLabels: { app: reviews } }, ${STRICT}`)),
      findings: [
        {
          on: 'DestinationRule shop/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send mutual TLS to all Services of namespace "shop", and no PeerAuthentication for it or the mesh demands it, so that servers take plaintext of others as well',
          fix: 'Add a PeerAuthentication without a selector, mode STRICT, to namespace "shop"',
        },
      ],
    },
  ],
});

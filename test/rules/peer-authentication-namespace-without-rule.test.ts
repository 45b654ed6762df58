import { testMeshRule } from './mesh-rule-tester';
import { all, policy, STRICT, tlsRule } from './mutual-tls';

const mesh = { enableAutoMtls: false };
const OWN = policy('default', STRICT);
const OTHER = tlsRule('web', 'web', 'ISTIO_MUTUAL');

testMeshRule('peer-authentication-namespace-without-rule', {
  valid: [
    { name: 'automatic mutual TLS', objects: all(OWN, OTHER) },
    {
      name: 'a rule for the namespace',
      objects: all(OWN, tlsRule('default', '*.shop.svc.cluster.local', 'ISTIO_MUTUAL')),
      mesh,
    },
    {
      name: 'a rule for the mesh',
      objects: all(OWN, tlsRule('default', '*.local', 'ISTIO_MUTUAL', 'istio-system')),
      mesh,
    },
    { name: 'PERMISSIVE', objects: all(policy('default', 'mtls: { mode: PERMISSIVE }'), OTHER), mesh },
    {
      name: 'one workload',
      objects: all(policy('web', `selector: { matchLabels: { app: web } }, ${STRICT}`), OTHER),
      mesh,
    },
    { name: 'the mesh, which is another rule', objects: all(policy('default', STRICT, 'istio-system'), OTHER), mesh },
    { name: 'no rule is known', objects: OWN, mesh, undecided: ['a DestinationRule'] },
  ],
  invalid: [
    {
      name: 'a rule for one Service',
      objects: all(OWN, OTHER),
      mesh,
      findings: [
        {
          on: 'PeerAuthentication shop/default',
          path: 'spec.mtls.mode',
          message:
            'Automatic mutual TLS is off, and no DestinationRule for all of namespace "shop" makes clients send mutual TLS: sidecars refuse the plaintext that they send instead, and requests end with 503',
          fix: 'Add a DestinationRule with host "*.shop.svc.cluster.local" and tls mode ISTIO_MUTUAL, or switch automatic mutual TLS on',
        },
      ],
    },
    {
      name: 'a rule for another namespace',
      objects: all(OWN, tlsRule('default', '*.web.svc.cluster.local', 'ISTIO_MUTUAL', 'web')),
      mesh,
      findings: [
        {
          on: 'PeerAuthentication shop/default',
          path: 'spec.mtls.mode',
          message:
            'Automatic mutual TLS is off, and no DestinationRule for all of namespace "shop" makes clients send mutual TLS: sidecars refuse the plaintext that they send instead, and requests end with 503',
          fix: 'Add a DestinationRule with host "*.shop.svc.cluster.local" and tls mode ISTIO_MUTUAL, or switch automatic mutual TLS on',
        },
      ],
    },
    {
      name: 'no namespace, which is default',
      objects: all(OWN.replace(', namespace: shop', '').replace('/v1', '/v1beta1'), OTHER),
      mesh,
      findings: [
        {
          on: 'PeerAuthentication default',
          path: 'spec.mtls.mode',
          message:
            'Automatic mutual TLS is off, and no DestinationRule for all of namespace "default" makes clients send mutual TLS: sidecars refuse the plaintext that they send instead, and requests end with 503',
          fix: 'Add a DestinationRule with host "*.default.svc.cluster.local" and tls mode ISTIO_MUTUAL, or switch automatic mutual TLS on',
        },
      ],
    },
  ],
});

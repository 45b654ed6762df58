import { testMeshRule } from './mesh-rule-tester';
import { all, policy, STRICT, tlsRule } from './mutual-tls';

const mesh = { enableAutoMtls: false };
const MESH = policy('default', STRICT, 'istio-system');
const OTHER = tlsRule('web', 'web', 'ISTIO_MUTUAL');

testMeshRule('peer-authentication-mesh-without-rule', {
  valid: [
    { name: 'automatic mutual TLS', objects: all(MESH, OTHER) },
    {
      name: 'a rule for the mesh',
      objects: all(MESH, tlsRule('default', '*.local', 'ISTIO_MUTUAL', 'istio-system')),
      mesh,
    },
    {
      name: 'a rule for the mesh, on the cluster',
      objects: MESH,
      context: tlsRule('default', '*', 'ISTIO_MUTUAL', 'istio-system'),
      mesh,
    },
    {
      name: 'a rule with plaintext, which is its own fault',
      objects: all(MESH, tlsRule('default', '*.local', 'DISABLE', 'istio-system')),
      mesh,
    },
    { name: 'PERMISSIVE', objects: all(policy('default', 'mtls: { mode: PERMISSIVE }', 'istio-system'), OTHER), mesh },
    { name: 'one namespace, which is another rule', objects: all(policy('default', STRICT), OTHER), mesh },
    { name: 'no rule is known', objects: MESH, mesh, undecided: ['a DestinationRule'] },
    {
      name: 'the younger of two, which is not in force',
      objects: all(
        policy('a', 'mtls: { mode: PERMISSIVE }', 'istio-system'),
        policy('b', STRICT, 'istio-system'),
        OTHER,
      ),
      mesh,
    },
  ],
  invalid: [
    {
      name: 'a rule for one Service',
      objects: all(MESH, OTHER),
      mesh,
      findings: [
        {
          on: 'PeerAuthentication istio-system/default',
          path: 'spec.mtls.mode',
          message:
            'Automatic mutual TLS is off, and no DestinationRule for the whole mesh makes clients send mutual TLS: sidecars refuse the plaintext that they send instead, and requests end with 503',
          fix: 'Add a DestinationRule with host "*.local" and tls mode ISTIO_MUTUAL to namespace "istio-system", or switch automatic mutual TLS on',
        },
      ],
    },
    {
      name: 'a rule for one namespace',
      objects: all(MESH, tlsRule('default', '*.shop.svc.cluster.local', 'ISTIO_MUTUAL')),
      mesh,
      findings: [
        {
          on: 'PeerAuthentication istio-system/default',
          path: 'spec.mtls.mode',
          message:
            'Automatic mutual TLS is off, and no DestinationRule for the whole mesh makes clients send mutual TLS: sidecars refuse the plaintext that they send instead, and requests end with 503',
          fix: 'Add a DestinationRule with host "*.local" and tls mode ISTIO_MUTUAL to namespace "istio-system", or switch automatic mutual TLS on',
        },
      ],
    },
    {
      name: 'a rule for the clients of one namespace',
      objects: all(MESH, tlsRule('default', '*.local', 'ISTIO_MUTUAL')),
      mesh,
      findings: [
        {
          on: 'PeerAuthentication istio-system/default',
          path: 'spec.mtls.mode',
          message:
            'Automatic mutual TLS is off, and no DestinationRule for the whole mesh makes clients send mutual TLS: sidecars refuse the plaintext that they send instead, and requests end with 503',
          fix: 'Add a DestinationRule with host "*.local" and tls mode ISTIO_MUTUAL to namespace "istio-system", or switch automatic mutual TLS on',
        },
      ],
    },
    {
      name: 'another root namespace',
      objects: all(policy('default', STRICT, 'mesh').replace('/v1', '/v1beta1'), OTHER),
      mesh: { ...mesh, rootNamespace: 'mesh' },
      findings: [
        {
          on: 'PeerAuthentication mesh/default',
          path: 'spec.mtls.mode',
          message:
            'Automatic mutual TLS is off, and no DestinationRule for the whole mesh makes clients send mutual TLS: sidecars refuse the plaintext that they send instead, and requests end with 503',
          fix: 'Add a DestinationRule with host "*.local" and tls mode ISTIO_MUTUAL to namespace "mesh", or switch automatic mutual TLS on',
        },
      ],
    },
  ],
});

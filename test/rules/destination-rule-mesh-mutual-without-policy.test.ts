import { testMeshRule } from './mesh-rule-tester';
import { all, DISABLE, policy, STRICT, tlsRule } from './mutual-tls';

const MUTUAL = tlsRule('default', '*.local', 'ISTIO_MUTUAL', 'istio-system');
const ELSEWHERE = policy('default', STRICT);

testMeshRule('destination-rule-mesh-mutual-without-policy', {
  valid: [
    { name: 'STRICT', objects: all(MUTUAL, policy('default', STRICT, 'istio-system')) },
    {
      name: 'PERMISSIVE, by another name',
      objects: all(MUTUAL, policy('mesh', 'mtls: { mode: PERMISSIVE }', 'istio-system')),
    },
    { name: 'on the cluster already', objects: MUTUAL, context: policy('default', STRICT, 'istio-system') },
    { name: "DISABLE, which is the policy's fault", objects: all(MUTUAL, policy('default', DISABLE, 'istio-system')) },
    { name: 'plaintext', objects: all(tlsRule('default', '*.local', 'DISABLE', 'istio-system'), ELSEWHERE) },
    {
      name: 'the Services of one namespace',
      objects: all(tlsRule('default', '*.shop.svc.cluster.local', 'ISTIO_MUTUAL'), ELSEWHERE),
    },
    { name: 'no policy is known', objects: MUTUAL, undecided: ['a PeerAuthentication'] },
  ],
  invalid: [
    {
      name: 'a policy of one namespace',
      objects: all(MUTUAL, ELSEWHERE),
      findings: [
        {
          on: 'DestinationRule istio-system/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send mutual TLS to all Services, and no PeerAuthentication of namespace "istio-system" demands it, so that servers take plaintext of others as well',
          fix: 'Add a PeerAuthentication without a selector, mode STRICT, to namespace "istio-system"',
        },
      ],
    },
    {
      name: 'a policy that leaves the mode open, and one with a selector',
      objects: all(
        MUTUAL.replace('/v1', '/v1beta1'),
        policy('default', 'mtls: { mode: UNSET }', 'istio-system'),
        policy('gateway', `selector: { matchLabels: { app: gateway } }, ${STRICT}`, 'istio-system'),
      ),
      findings: [
        {
          on: 'DestinationRule istio-system/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send mutual TLS to all Services, and no PeerAuthentication of namespace "istio-system" demands it, so that servers take plaintext of others as well',
          fix: 'Add a PeerAuthentication without a selector, mode STRICT, to namespace "istio-system"',
        },
      ],
    },
    {
      name: 'the usual root namespace is not that of this mesh',
      objects: all(MUTUAL, policy('default', STRICT, 'istio-system')),
      mesh: { rootNamespace: 'mesh' },
      findings: [
        {
          on: 'DestinationRule istio-system/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send mutual TLS to all Services, and no PeerAuthentication of namespace "mesh" demands it, so that servers take plaintext of others as well',
          fix: 'Add a PeerAuthentication without a selector, mode STRICT, to namespace "mesh"',
        },
      ],
    },
  ],
});

import { testMeshRule } from './mesh-rule-tester';
import { rule, tlsRule } from './mutual-tls';

testMeshRule('destination-rule-mesh-wide-mutual', {
  valid: [
    {
      name: 'automatic mutual TLS is off',
      objects: tlsRule('default', '*.local', 'ISTIO_MUTUAL', 'istio-system'),
      mesh: { enableAutoMtls: false },
    },
    { name: 'plaintext', objects: tlsRule('default', '*.local', 'DISABLE', 'istio-system') },
    { name: 'one namespace', objects: tlsRule('default', '*.shop.svc.cluster.local', 'ISTIO_MUTUAL') },
    { name: 'one Service', objects: tlsRule('reviews', 'reviews', 'ISTIO_MUTUAL') },
    {
      name: 'other settings',
      objects: rule('default', '*.local', 'trafficPolicy: { loadBalancer: { simple: RANDOM } }'),
    },
  ],
  invalid: [
    {
      name: 'the mesh',
      objects: tlsRule('default', '*.local', 'ISTIO_MUTUAL', 'istio-system'),
      findings: [
        {
          on: 'DestinationRule istio-system/default',
          path: 'spec.trafficPolicy.tls.mode',
          message: `ISTIO_MUTUAL for "*.local" makes clients send mutual TLS to Services without sidecars, too, such as databases and cert-manager's solvers, which answer with 503; automatic mutual TLS, which is on, sends it to all that can take it`,
          fix: 'Remove the rule; a PeerAuthentication with mode STRICT is what keeps plaintext out',
        },
      ],
    },
    {
      name: 'all Services',
      objects: tlsRule('default', '*.svc.cluster.local', 'ISTIO_MUTUAL', 'istio-system'),
      findings: [
        {
          on: 'DestinationRule istio-system/default',
          path: 'spec.trafficPolicy.tls.mode',
          message: `ISTIO_MUTUAL for "*.svc.cluster.local" makes clients send mutual TLS to Services without sidecars, too, such as databases and cert-manager's solvers, which answer with 503; automatic mutual TLS, which is on, sends it to all that can take it`,
          fix: 'Remove the rule; a PeerAuthentication with mode STRICT is what keeps plaintext out',
        },
      ],
    },
    {
      name: 'every host, for the clients of one namespace',
      objects: tlsRule('default', '*', 'ISTIO_MUTUAL').replace('/v1', '/v1beta1'),
      findings: [
        {
          on: 'DestinationRule shop/default',
          path: 'spec.trafficPolicy.tls.mode',
          message: `ISTIO_MUTUAL for "*" makes clients send mutual TLS to Services without sidecars, too, such as databases and cert-manager's solvers, which answer with 503; automatic mutual TLS, which is on, sends it to all that can take it`,
          fix: 'Remove the rule; a PeerAuthentication with mode STRICT is what keeps plaintext out',
        },
      ],
    },
  ],
});

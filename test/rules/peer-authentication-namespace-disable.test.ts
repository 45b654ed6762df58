import { testMeshRule } from './mesh-rule-tester';
import { all, DISABLE, policy, STRICT, tlsRule } from './mutual-tls';

const OWN = policy('default', DISABLE);
const MESH = tlsRule('default', '*.local', 'ISTIO_MUTUAL', 'istio-system');
const NAMESPACE = '*.shop.svc.cluster.local';

testMeshRule('peer-authentication-namespace-disable', {
  valid: [
    { name: 'no rule', objects: OWN },
    { name: 'STRICT', objects: all(policy('default', STRICT), MESH) },
    {
      name: 'a rule with plaintext for the namespace',
      objects: all(OWN, MESH, tlsRule('default', NAMESPACE, 'DISABLE')),
    },
    {
      name: 'the same, from the root namespace',
      objects: all(OWN, MESH, tlsRule('shop', NAMESPACE, 'DISABLE', 'istio-system')),
    },
    { name: 'a rule for one Service', objects: all(OWN, tlsRule('web', 'web', 'ISTIO_MUTUAL')) },
    {
      name: 'a rule for another namespace',
      objects: all(OWN, tlsRule('default', '*.web.svc.cluster.local', 'ISTIO_MUTUAL', 'web')),
    },
    { name: 'the mesh, which is another rule', objects: all(policy('default', DISABLE, 'istio-system'), MESH) },
  ],
  invalid: [
    {
      name: 'a rule for the namespace',
      objects: all(OWN, tlsRule('default', NAMESPACE, 'ISTIO_MUTUAL')),
      findings: [
        {
          on: 'PeerAuthentication shop/default',
          path: 'spec.mtls.mode',
          message:
            'Sidecars of namespace "shop" take nothing but plaintext, and DestinationRule "shop/default" makes all clients send TLS (ISTIO_MUTUAL): requests end with 503',
          fix: 'Write STRICT or PERMISSIVE, or add a DestinationRule with tls mode DISABLE for "*.shop.svc.cluster.local"',
        },
      ],
    },
    {
      name: 'a rule for the mesh, on the cluster',
      objects: OWN.replace('/v1', '/v1beta1'),
      context: MESH,
      findings: [
        {
          on: 'PeerAuthentication shop/default',
          path: 'spec.mtls.mode',
          message:
            'Sidecars of namespace "shop" take nothing but plaintext, and DestinationRule "istio-system/default" makes all clients send TLS (ISTIO_MUTUAL): requests end with 503',
          fix: 'Write STRICT or PERMISSIVE, or add a DestinationRule with tls mode DISABLE for "*.shop.svc.cluster.local"',
        },
      ],
    },
  ],
});

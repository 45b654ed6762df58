import { testMeshRule } from './mesh-rule-tester';
import { all, deployment, namespace, policy, STRICT, tlsRule } from './mutual-tls';

const PLAIN = tlsRule('default', '*.shop.svc.cluster.local', 'DISABLE');
const OWN = policy('default', STRICT);
const MESH = policy('default', STRICT, 'istio-system');

testMeshRule('destination-rule-namespace-plaintext', {
  valid: [
    { name: 'mutual TLS', objects: all(tlsRule('default', '*.shop.svc.cluster.local', 'ISTIO_MUTUAL'), OWN) },
    { name: 'plaintext is taken, too', objects: all(PLAIN, policy('default', 'mtls: { mode: PERMISSIVE }'), MESH) },
    { name: 'only the mesh is STRICT, which is another rule', objects: all(PLAIN, MESH) },
    {
      name: 'one workload is STRICT',
      objects: all(PLAIN, policy('a', `selector: { matchLabels: { app: a } }, ${STRICT}`)),
    },
    { name: 'no sidecars are there', objects: all(PLAIN, OWN, namespace('shop'), deployment('reviews')) },
    {
      name: 'the younger of two policies',
      objects: all(PLAIN, policy('a', 'mtls: { mode: PERMISSIVE }'), policy('b', STRICT)),
    },
  ],
  invalid: [
    {
      name: 'STRICT',
      objects: all(PLAIN, OWN),
      findings: [
        {
          on: 'DestinationRule shop/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send plaintext to all Services of namespace "shop", where PeerAuthentication "shop/default" is STRICT: sidecars reset the connections, and requests end with 503',
          fix: 'Remove the rule, or write ISTIO_MUTUAL',
        },
      ],
    },
    {
      name: 'STRICT on the cluster',
      objects: all(PLAIN, namespace('shop', 'enabled')),
      context: OWN,
      findings: [
        {
          on: 'DestinationRule shop/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send plaintext to all Services of namespace "shop", where PeerAuthentication "shop/default" is STRICT: sidecars reset the connections, and requests end with 503',
          fix: 'Remove the rule, or write ISTIO_MUTUAL',
        },
      ],
    },
    {
      name: 'from the root namespace, without a mode, which means DISABLE',
      objects: all(
        tlsRule('shop', '*.shop.svc.cluster.local', 'DISABLE', 'istio-system').replace('{ mode: DISABLE }', '{}'),
        OWN,
      ),
      findings: [
        {
          on: 'DestinationRule istio-system/shop',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send plaintext to all Services of namespace "shop", where PeerAuthentication "shop/default" is STRICT: sidecars reset the connections, and requests end with 503',
          fix: 'Remove the rule, or write ISTIO_MUTUAL',
        },
      ],
    },
  ],
});

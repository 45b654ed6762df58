import { testMeshRule } from './mesh-rule-tester';
import { all, deployment, DISABLE, namespace, policy, STRICT, tlsRule } from './mutual-tls';

const OWN = tlsRule('default', '*.shop.svc.cluster.local', 'DISABLE');
const EXEMPT = tlsRule('shop', '*.shop.svc.cluster.local', 'DISABLE', 'istio-system');
const MESH = policy('default', STRICT, 'istio-system');

testMeshRule('destination-rule-mesh-plaintext', {
  valid: [
    { name: 'mutual TLS', objects: all(tlsRule('default', '*.local', 'ISTIO_MUTUAL', 'istio-system'), MESH) },
    { name: 'no policy', objects: tlsRule('default', '*.local', 'DISABLE', 'istio-system') },
    { name: 'the namespace takes plaintext', objects: all(OWN, MESH, policy('default', DISABLE)) },
    {
      name: 'the namespace has a policy of its own, which is another rule',
      objects: all(OWN, MESH, policy('default', STRICT)),
    },
    { name: 'a namespace without sidecars', objects: all(OWN, MESH, namespace('shop'), deployment('reviews')) },
    {
      name: 'a namespace that Istio leaves alone',
      objects: all(tlsRule('kube', '*.kube-system.svc.cluster.local', 'DISABLE', 'istio-system'), MESH),
    },
    {
      name: 'an exception for a namespace of which nothing is known',
      objects: all(EXEMPT, MESH),
      undecided: ['the Pods of namespace "shop"'],
    },
  ],
  invalid: [
    {
      name: 'the whole mesh',
      objects: all(tlsRule('default', '*.local', 'DISABLE', 'istio-system'), MESH),
      findings: [
        {
          on: 'DestinationRule istio-system/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send plaintext to all Services of the mesh, and PeerAuthentication "istio-system/default" is STRICT for the mesh: sidecars reset the connections, and requests end with 503',
          fix: 'Remove the rule, or write ISTIO_MUTUAL',
        },
      ],
    },
    {
      name: 'every host',
      objects: all(tlsRule('default', '*', 'DISABLE', 'istio-system'), MESH),
      findings: [
        {
          on: 'DestinationRule istio-system/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send plaintext to all Services of the mesh, and PeerAuthentication "istio-system/default" is STRICT for the mesh: sidecars reset the connections, and requests end with 503',
          fix: 'Remove the rule, or write ISTIO_MUTUAL',
        },
      ],
    },
    {
      name: 'a namespace, by itself',
      objects: all(OWN, MESH),
      findings: [
        {
          on: 'DestinationRule shop/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send plaintext to all Services of namespace "shop", and PeerAuthentication "istio-system/default" is STRICT for the mesh: sidecars reset the connections, and requests end with 503',
          fix: 'Remove the rule, or write ISTIO_MUTUAL',
        },
      ],
    },
    {
      name: 'an exception for a namespace with sidecars',
      objects: all(EXEMPT, MESH, namespace('shop', 'enabled')),
      findings: [
        {
          on: 'DestinationRule istio-system/shop',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send plaintext to all Services of namespace "shop", and PeerAuthentication "istio-system/default" is STRICT for the mesh: sidecars reset the connections, and requests end with 503',
          fix: 'Remove the rule, or write ISTIO_MUTUAL',
        },
      ],
    },
    {
      name: 'an exception for a namespace with one sidecar, in an old version',
      objects: all(
        EXEMPT.replace('/v1', '/v1alpha3'),
        MESH.replace('/v1', '/v1beta1'),
        deployment('reviews', { labels: 'sidecar.istio.io/inject: "true"' }),
      ),
      findings: [
        {
          on: 'DestinationRule istio-system/shop',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send plaintext to all Services of namespace "shop", and PeerAuthentication "istio-system/default" is STRICT for the mesh: sidecars reset the connections, and requests end with 503',
          fix: 'Remove the rule, or write ISTIO_MUTUAL',
        },
      ],
    },
  ],
});

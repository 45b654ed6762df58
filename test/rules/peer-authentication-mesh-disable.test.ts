import { testMeshRule } from './mesh-rule-tester';
import { all, DISABLE, policy, STRICT, tlsRule } from './mutual-tls';

const MESH = policy('default', DISABLE, 'istio-system');
const MUTUAL = tlsRule('default', '*.local', 'ISTIO_MUTUAL', 'istio-system');

testMeshRule('peer-authentication-mesh-disable', {
  valid: [
    { name: 'no rule', objects: MESH },
    { name: 'STRICT', objects: all(policy('default', STRICT, 'istio-system'), MUTUAL) },
    { name: 'a rule with plaintext', objects: all(MESH, tlsRule('default', '*.local', 'DISABLE', 'istio-system')) },
    {
      name: 'a rule for one namespace',
      objects: all(MESH, tlsRule('default', '*.shop.svc.cluster.local', 'ISTIO_MUTUAL')),
    },
    { name: 'one namespace, which is another rule', objects: all(policy('default', DISABLE), MUTUAL) },
    {
      name: 'one workload',
      objects: all(policy('web', `selector: { matchLabels: { app: web } }, ${DISABLE}`, 'istio-system'), MUTUAL),
    },
  ],
  invalid: [
    {
      name: 'mutual TLS of Istio',
      objects: all(MESH, MUTUAL),
      findings: [
        {
          on: 'PeerAuthentication istio-system/default',
          path: 'spec.mtls.mode',
          message:
            'Sidecars take nothing but plaintext, and DestinationRule "istio-system/default" makes all clients send TLS (ISTIO_MUTUAL): requests end with 503',
          fix: 'Write STRICT or PERMISSIVE, or remove tls from DestinationRule "istio-system/default"',
        },
      ],
    },
    {
      name: 'mutual TLS with certificates of its own, on the cluster',
      objects: MESH.replace('/v1', '/v1beta1'),
      context: MUTUAL.replace('ISTIO_MUTUAL', 'MUTUAL, clientCertificate: /c.pem, privateKey: /k.pem'),
      findings: [
        {
          on: 'PeerAuthentication istio-system/default',
          path: 'spec.mtls.mode',
          message:
            'Sidecars take nothing but plaintext, and DestinationRule "istio-system/default" makes all clients send TLS (MUTUAL): requests end with 503',
          fix: 'Write STRICT or PERMISSIVE, or remove tls from DestinationRule "istio-system/default"',
        },
      ],
    },
  ],
});

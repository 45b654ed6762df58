import { testMeshRule } from './mesh-rule-tester';
import { all, deployment, DISABLE, namespace, policy, service, STRICT, tlsRule } from './mutual-tls';

const SHOP = all(namespace('shop', 'enabled'), deployment('web'), service('web'));
const WEB = policy('web', `selector: { matchLabels: { app: web } }, ${STRICT}`);
const OPEN = policy('default', DISABLE);

testMeshRule('peer-authentication-mode-unseen', {
  valid: [
    { name: 'the namespace takes both', objects: all(SHOP, WEB, policy('default', 'mtls: { mode: PERMISSIVE }')) },
    { name: 'no wider policy', objects: all(SHOP, WEB) },
    { name: 'clients are told', objects: all(SHOP, WEB, OPEN, tlsRule('web', 'web', 'ISTIO_MUTUAL')) },
    {
      name: 'clients are told something else, which is another rule',
      objects: all(SHOP, WEB, OPEN, tlsRule('web', 'web', 'DISABLE')),
    },
    { name: 'automatic mutual TLS is off', objects: all(SHOP, WEB, OPEN), mesh: { enableAutoMtls: false } },
    { name: 'no sidecar', objects: all(namespace('shop'), deployment('web'), service('web'), WEB, OPEN) },
    { name: 'no Service', objects: all(namespace('shop', 'enabled'), deployment('web'), WEB, OPEN) },
    {
      name: 'the port takes both',
      objects: all(
        SHOP,
        policy(
          'web',
          `selector: { matchLabels: { app: web } }, ${STRICT}, portLevelMtls: { 8080: { mode: PERMISSIVE } }`,
        ),
        OPEN,
      ),
    },
  ],
  invalid: [
    {
      name: 'DISABLE for the namespace',
      objects: all(SHOP, WEB, OPEN),
      findings: [
        {
          on: 'PeerAuthentication shop/web',
          path: 'spec.mtls.mode',
          message:
            'This workload takes nothing but mutual TLS, and clients go by PeerAuthentication "shop/default", which is DISABLE: they send plaintext to Service "web" of namespace "shop", and get 503',
          fix: 'Add a DestinationRule with tls mode ISTIO_MUTUAL for "web.shop.svc.cluster.local", or make the wider policy PERMISSIVE',
        },
      ],
    },
    {
      name: 'DISABLE for the mesh, on the cluster',
      objects: all(SHOP, WEB),
      context: policy('default', DISABLE, 'istio-system'),
      findings: [
        {
          on: 'PeerAuthentication shop/web',
          path: 'spec.mtls.mode',
          message:
            'This workload takes nothing but mutual TLS, and clients go by PeerAuthentication "istio-system/default", which is DISABLE: they send plaintext to Service "web" of namespace "shop", and get 503',
          fix: 'Add a DestinationRule with tls mode ISTIO_MUTUAL for "web.shop.svc.cluster.local", or make the wider policy PERMISSIVE',
        },
      ],
    },
    {
      name: 'a port alone',
      objects: all(
        SHOP,
        policy('web', 'selector: { matchLabels: { app: web } }, portLevelMtls: { 8080: { mode: STRICT } }').replace(
          '/v1',
          '/v1beta1',
        ),
        OPEN,
      ),
      findings: [
        {
          on: 'PeerAuthentication shop/web',
          path: 'spec.portLevelMtls["8080"].mode',
          message:
            'This workload takes nothing but mutual TLS, and clients go by PeerAuthentication "shop/default", which is DISABLE: they send plaintext to Service "web" of namespace "shop", and get 503',
          fix: 'Add a DestinationRule with tls mode ISTIO_MUTUAL for "web.shop.svc.cluster.local", or make the wider policy PERMISSIVE',
        },
      ],
    },
  ],
});

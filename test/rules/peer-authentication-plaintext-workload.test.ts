import { testMeshRule } from './mesh-rule-tester';
import { all, deployment, namespace, policy, service, STRICT, tlsRule } from './mutual-tls';

const SHOP = namespace('shop', 'enabled');
const OUT = deployment('db', { labels: 'sidecar.istio.io/inject: "false"' });
const OWN = policy('default', STRICT);

const gateway = `apiVersion: apps/v1
kind: Deployment
metadata: { name: gw, namespace: shop }
spec:
  template:
    metadata: { labels: { app: gw, sidecar.istio.io/inject: "false" } }
    spec: { containers: [{ name: istio-proxy, image: istio/proxyv2, args: [proxy, router] }] }
`;

testMeshRule('peer-authentication-plaintext-workload', {
  valid: [
    { name: 'a sidecar', objects: all(SHOP, deployment('db'), service('db'), OWN) },
    {
      name: 'a mode that takes plaintext',
      objects: all(SHOP, OUT, service('db'), policy('default', 'mtls: { mode: PERMISSIVE }')),
    },
    {
      name: 'the mesh is STRICT, and the workload is not in it',
      objects: all(SHOP, OUT, service('db'), policy('default', STRICT, 'istio-system')),
    },
    { name: 'no Service leads to it', objects: all(SHOP, OUT, OWN) },
    { name: 'a gateway', objects: all(SHOP, gateway, service('gw'), OWN) },
    {
      name: 'ambient',
      objects: all(
        SHOP,
        deployment('db', { labels: 'sidecar.istio.io/inject: "false", istio.io/dataplane-mode: ambient' }),
        service('db'),
        OWN,
      ),
    },
    { name: 'nobody knows whether there is a sidecar', objects: all(deployment('db'), service('db'), OWN) },
    {
      name: 'clients send mutual TLS, which is another rule',
      objects: all(SHOP, OUT, service('db'), OWN, tlsRule('db', 'db', 'ISTIO_MUTUAL')),
    },
    {
      name: 'behind a headless Service with others, which is another rule',
      objects: all(
        SHOP,
        OUT,
        deployment('db-2').replaceAll('app: db-2', 'app: db'),
        service('db', 'shop', 'clusterIP: None'),
        OWN,
      ),
    },
    {
      name: 'the namespace has no injection, and strands a gateway, which is another rule',
      objects: all(
        namespace('shop', 'disabled'),
        deployment('db'),
        service('db'),
        OWN,
        gateway.replace('sidecar.istio.io/inject: "false"', 'istio: own').replace('istio/proxyv2', 'auto'),
      ),
    },
    {
      name: 'the namespace says nothing of injection, which is told there',
      objects: all(namespace('shop'), deployment('db'), service('db'), OWN),
    },
    { name: 'on the cluster already', objects: all(SHOP, service('db'), OWN), context: OUT },
  ],
  invalid: [
    {
      name: 'it opted out by its label',
      objects: all(SHOP, OUT, service('db'), OWN),
      findings: [
        {
          on: 'Deployment shop/db',
          path: 'spec.template.metadata.labels["sidecar.istio.io/inject"]',
          message:
            'PeerAuthentication "shop/default" demands mutual TLS, and this workload has no sidecar to enforce it (its label sidecar.istio.io/inject is "false"): traffic to Service "db" is plaintext, and anyone may send it',
          fix: 'Let the workload have a sidecar, or keep the policy from promising what nothing enforces',
        },
      ],
    },
    {
      name: 'policy and Service are on the cluster',
      objects: OUT,
      context: all(SHOP, service('db'), OWN),
      findings: [
        {
          on: 'Deployment shop/db',
          path: 'spec.template.metadata.labels["sidecar.istio.io/inject"]',
          message:
            'PeerAuthentication "shop/default" demands mutual TLS, and this workload has no sidecar to enforce it (its label sidecar.istio.io/inject is "false"): traffic to Service "db" is plaintext, and anyone may send it',
          fix: 'Let the workload have a sidecar, or keep the policy from promising what nothing enforces',
        },
      ],
    },
    {
      name: 'the namespace has no injection',
      objects: all(deployment('db'), service('db'), OWN),
      context: namespace('shop'),
      findings: [
        {
          on: 'Deployment shop/db',
          path: 'spec.template.metadata.labels',
          message:
            'PeerAuthentication "shop/default" demands mutual TLS, and this workload has no sidecar to enforce it (namespace shop has neither the label istio-injection nor istio.io/rev): traffic to Service "db" is plaintext, and anyone may send it',
          fix: 'Let the workload have a sidecar, or keep the policy from promising what nothing enforces',
        },
      ],
    },
    {
      name: 'a policy for the workload, and a Pod with an annotation',
      objects: all(
        SHOP,
        'apiVersion: v1\nkind: Pod\nmetadata: { name: db-0, namespace: shop, labels: { app: db }, annotations: { sidecar.istio.io/inject: "false" } }\nspec: { containers: [] }\n',
        service('db'),
        policy('db', `selector: { matchLabels: { app: db } }, ${STRICT}`),
      ),
      findings: [
        {
          on: 'Pod shop/db-0',
          path: 'metadata.annotations["sidecar.istio.io/inject"]',
          message:
            'PeerAuthentication "shop/db" demands mutual TLS, and this workload has no sidecar to enforce it (its annotation sidecar.istio.io/inject is "false"): traffic to Service "db" is plaintext, and anyone may send it',
          fix: 'Let the workload have a sidecar, or keep the policy from promising what nothing enforces',
        },
      ],
    },
  ],
});

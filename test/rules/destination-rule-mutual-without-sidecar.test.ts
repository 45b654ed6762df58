import { testMeshRule } from './mesh-rule-tester';
import { all, deployment, namespace, rule, service, tlsRule } from './mutual-tls';

const SHOP = all(namespace('shop', 'enabled'), deployment('web'), service('web'));
const OUT = all(deployment('db', { labels: 'sidecar.istio.io/inject: "false"' }), service('db'));
const WIDE = tlsRule('default', '*.shop.svc.cluster.local', 'ISTIO_MUTUAL');

const GATEWAY = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: edge }
spec:
  selector: { istio: ingressgateway }
  servers: [{ port: { number: 80, name: http, protocol: HTTP }, hosts: ["*"] }]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: db, namespace: shop }
spec:
  hosts: [db.example.com]
  gateways: [edge/public]
  http: [{ route: [{ destination: { host: db } }] }]
`;
const MESH = tlsRule('default', '*.local', 'ISTIO_MUTUAL', 'istio-system');
const BARE = all(namespace('shop'), deployment('db'), service('db'));

testMeshRule('destination-rule-mutual-without-sidecar', {
  valid: [
    { name: 'every Pod has a sidecar', objects: all(SHOP, WIDE) },
    { name: 'an exception', objects: all(SHOP, OUT, WIDE, tlsRule('db', 'db', 'DISABLE')) },
    { name: 'automatic mutual TLS', objects: all(SHOP, OUT) },
    {
      name: 'nobody knows whether there is a sidecar',
      objects: all(deployment('db'), service('db'), tlsRule('db', 'db', 'ISTIO_MUTUAL')),
    },
    {
      name: 'no Service leads to the Pod',
      objects: all(SHOP, deployment('job', { labels: 'sidecar.istio.io/inject: "false"' }), WIDE),
    },
    {
      name: 'ambient',
      objects: all(
        SHOP,
        deployment('db', { labels: 'sidecar.istio.io/inject: "false", istio.io/dataplane-mode: ambient' }),
        service('db'),
        WIDE,
      ),
    },
    { name: 'no client is known that goes by it', objects: all(BARE, MESH) },
    {
      name: 'a subset with sidecars',
      objects: all(
        SHOP,
        OUT,
        deployment('db2', { labels: 'app: db, version: v2' }).replace('app: db2, app: db,', 'app: db,'),
        rule(
          'db',
          'db',
          'subsets: [{ name: v2, labels: { version: v2 }, trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }]',
        ),
      ),
    },
    {
      name: 'a gateway',
      objects: all(tlsRule('default', '*.istio-system.svc.cluster.local', 'ISTIO_MUTUAL', 'istio-system'), GATEWAY),
    },
    { name: 'rule and workload are on the cluster', objects: SHOP, context: all(OUT, WIDE) },
  ],
  invalid: [
    {
      name: 'one that opted out, beside one that did not',
      objects: all(SHOP, OUT, WIDE),
      findings: [
        {
          on: 'DestinationRule shop/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send mutual TLS to Service "db" of namespace "shop", and the Pod of Deployment "shop/db" has no sidecar to take it (its label sidecar.istio.io/inject is "false"): requests to it end with 503',
          fix: 'Let the Pod have a sidecar, or add a DestinationRule with tls mode DISABLE for this host alone',
        },
      ],
    },
    {
      name: 'the mesh, to which a gateway belongs',
      objects: all(BARE, MESH, GATEWAY),
      findings: [
        {
          on: 'DestinationRule istio-system/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send mutual TLS to Service "db" of namespace "shop", and the Pod of Deployment "shop/db" has no sidecar to take it (namespace shop has neither the label istio-injection nor istio.io/rev): requests to it end with 503',
          fix: 'Let the Pod have a sidecar, or add a DestinationRule with tls mode DISABLE for this host alone',
        },
      ],
    },
    {
      name: 'the mesh, and a neighbour with a sidecar',
      objects: all(SHOP, OUT, MESH),
      findings: [
        {
          on: 'DestinationRule istio-system/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send mutual TLS to Service "db" of namespace "shop", and the Pod of Deployment "shop/db" has no sidecar to take it (its label sidecar.istio.io/inject is "false"): requests to it end with 503',
          fix: 'Let the Pod have a sidecar, or add a DestinationRule with tls mode DISABLE for this host alone',
        },
      ],
    },
    {
      name: 'a rule for this very host',
      objects: all(BARE, tlsRule('db', 'db.shop.svc.cluster.local', 'ISTIO_MUTUAL', 'web')),
      findings: [
        {
          on: 'DestinationRule web/db',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send mutual TLS to Service "db" of namespace "shop", and the Pod of Deployment "shop/db" has no sidecar to take it (namespace shop has neither the label istio-injection nor istio.io/rev): requests to it end with 503',
          fix: 'Let the Pod have a sidecar, or add a DestinationRule with tls mode DISABLE for this host alone',
        },
      ],
    },
    {
      name: 'two Services of one rule, on the network of the node and by annotation',
      objects: all(
        SHOP,
        deployment('agent').replace('spec: { containers', 'spec: { hostNetwork: true, containers'),
        service('agent'),
        deployment('legacy', { annotations: 'sidecar.istio.io/inject: "false"' }),
        service('legacy'),
        WIDE.replace('/v1', '/v1alpha3'),
      ),
      findings: [
        {
          on: 'DestinationRule shop/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send mutual TLS to Service "agent" of namespace "shop", and the Pod of Deployment "shop/agent" has no sidecar to take it (it is on the network of its node): requests to it end with 503',
          fix: 'Let the Pod have a sidecar, or add a DestinationRule with tls mode DISABLE for this host alone',
        },
        {
          on: 'DestinationRule shop/default',
          path: 'spec.trafficPolicy.tls.mode',
          message:
            'Clients send mutual TLS to Service "legacy" of namespace "shop", and the Pod of Deployment "shop/legacy" has no sidecar to take it (its annotation sidecar.istio.io/inject is "false"): requests to it end with 503',
          fix: 'Let the Pod have a sidecar, or add a DestinationRule with tls mode DISABLE for this host alone',
        },
      ],
    },
    {
      name: 'a workload that comes to a rule on the cluster',
      objects: all(SHOP, OUT),
      context: WIDE,
      findings: [
        {
          on: 'Deployment shop/db',
          path: 'spec.template.metadata.labels["sidecar.istio.io/inject"]',
          message:
            'Clients send mutual TLS to Service "db" of namespace "shop", and the Pod of Deployment "shop/db" has no sidecar to take it (its label sidecar.istio.io/inject is "false"): requests to it end with 503',
          fix: 'Let the Pod have a sidecar, or add a DestinationRule with tls mode DISABLE for this host alone',
        },
      ],
    },
    {
      name: 'a workload of a namespace without injection that comes to such a rule',
      objects: BARE,
      context: all(MESH, GATEWAY),
      findings: [
        {
          on: 'Deployment shop/db',
          path: 'spec.template.metadata.labels',
          message:
            'Clients send mutual TLS to Service "db" of namespace "shop", and the Pod of Deployment "shop/db" has no sidecar to take it (namespace shop has neither the label istio-injection nor istio.io/rev): requests to it end with 503',
          fix: 'Let the Pod have a sidecar, or add a DestinationRule with tls mode DISABLE for this host alone',
        },
      ],
    },
    {
      name: 'settings for a port',
      objects: all(
        SHOP,
        OUT,
        rule(
          'db',
          'db',
          'trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { mode: ISTIO_MUTUAL } }] }',
        ),
      ),
      findings: [
        {
          on: 'DestinationRule shop/db',
          path: 'spec.trafficPolicy.portLevelSettings[0].tls.mode',
          message:
            'Clients send mutual TLS to Service "db" of namespace "shop", and the Pod of Deployment "shop/db" has no sidecar to take it (its label sidecar.istio.io/inject is "false"): requests to it end with 503',
          fix: 'Let the Pod have a sidecar, or add a DestinationRule with tls mode DISABLE for this host alone',
        },
      ],
    },
  ],
});

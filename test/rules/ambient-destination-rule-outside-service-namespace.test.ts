import { AMBIENT, AMBIENT_WAYPOINT, namespace, policy, service } from './ambient-objects';
import { testMeshRule } from './mesh-rule-tester';

const KIND = 'DestinationRule';
const SETTINGS = 'trafficPolicy: {outlierDetection: {consecutive5xxErrors: 5}}';
const about = (host: string, place?: string) => policy(KIND, `{host: "${host}", ${SETTINGS}}`, place);
const HOST = 'web.back.svc.cluster.local';
const finding = {
  on: 'DestinationRule shop/web',
  path: 'spec.host',
  message:
    'The waypoint of Service "back/web" goes by what is in namespace "back", so that the DestinationRule changes nothing there',
  fix: 'Put the DestinationRule into namespace "back"',
};
const BACK = namespace(AMBIENT_WAYPOINT, 'back') + service('{}', 'back') + namespace(AMBIENT);

testMeshRule('ambient-destination-rule-outside-service-namespace', {
  valid: [
    { name: 'in the namespace of the Service', objects: about(HOST, 'back') + BACK },
    { name: 'in the root namespace', objects: about(HOST, 'istio-system') + BACK + namespace(AMBIENT, 'istio-system') },
    {
      name: 'in the namespace of the waypoint',
      objects:
        about(HOST) + BACK.replace('waypoint: waypoint', 'waypoint: waypoint, istio.io/use-waypoint-namespace: shop'),
    },
    {
      name: 'a Service without a waypoint',
      objects: about(HOST) + namespace(AMBIENT) + namespace(AMBIENT, 'back') + service('{}', 'back'),
    },
    {
      name: 'for clients that are not in ambient mode',
      objects: about(HOST) + BACK.replace(namespace(AMBIENT), '') + namespace('{}'),
    },
    {
      name: 'connections alone',
      objects:
        policy(
          KIND,
          '{host: web.back.svc.cluster.local, trafficPolicy: {connectionPool: {tcp: {maxConnections: 9}}, loadBalancer: {consistentHash: {useSourceIp: true}}}}',
        ) + BACK,
    },
    {
      name: 'a gateway routes to it',
      objects:
        about('web.back.svc.cluster.local') +
        BACK +
        policy(
          'VirtualService',
          '{hosts: [a.example.com], gateways: [edge/web], http: [{route: [{destination: {host: web.back.svc.cluster.local}}]}]}',
        ),
    },
    {
      name: 'a Gateway of the Gateway API routes to it',
      objects:
        about('web.back.svc.cluster.local') +
        BACK +
        'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a, namespace: back}\nspec: {parentRefs: [{name: a}], rules: [{backendRefs: [{name: web}]}]}\n---\n',
    },
  ],
  invalid: [
    { name: 'in another namespace', objects: about(HOST) + BACK, findings: [finding] },
    { name: 'with the rest in the context', objects: about(HOST), context: BACK, findings: [finding] },
    {
      name: 'in other ways',
      objects:
        policy(
          KIND,
          '{host: web.back.svc.cluster.local, trafficPolicy: {portLevelSettings: [{connectionPool: {http: {maxRetries: 1}}}]}}',
        ) +
        policy(
          KIND,
          '{host: web.back.svc.cluster.local, subsets: [{name: a, trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: x}}}}]}',
        ).replace('name: web', 'name: other') +
        BACK,
      findings: [finding, { ...finding, on: 'DestinationRule shop/other' }],
    },
  ],
});

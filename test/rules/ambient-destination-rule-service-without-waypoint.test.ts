import { AMBIENT, AMBIENT_WAYPOINT, namespace, pod, policy, service } from './ambient-objects';
import { testMeshRule } from './mesh-rule-tester';

const KIND = 'DestinationRule';
const SETTINGS = 'trafficPolicy: {outlierDetection: {consecutive5xxErrors: 5}}';
const about = (host: string, place?: string) => policy(KIND, `{host: "${host}", ${SETTINGS}}`, place);
const finding = {
  on: 'DestinationRule shop/web',
  path: 'spec.host',
  message:
    'Service "shop/web" is in ambient mode and has no waypoint, so that the DestinationRule changes nothing there',
  fix: 'Set the label istio.io/use-waypoint of Service "shop/web", or of its namespace, to the name of a waypoint',
};
const SERVICE = namespace(AMBIENT) + service() + pod();

testMeshRule('ambient-destination-rule-service-without-waypoint', {
  valid: [
    { name: 'the waypoint of the namespace', objects: about('web') + namespace(AMBIENT_WAYPOINT) + service() + pod() },
    {
      name: 'a waypoint of its own',
      objects: about('web') + namespace(AMBIENT) + service('{istio.io/use-waypoint: waypoint}') + pod(),
    },
    { name: 'sidecars', objects: about('web') + namespace('{istio-injection: enabled}') + service() + pod() },
    {
      name: 'clients with sidecars in an ambient namespace',
      objects: about('web') + SERVICE + pod('{sidecar.istio.io/inject: "true"}').replace('name: web', 'name: client'),
    },
    {
      name: 'a Service whose Pods are not in ambient mode',
      objects: about('web') + namespace(AMBIENT) + service() + pod('{app: web, istio.io/dataplane-mode: none}'),
    },
    { name: 'no Namespace given', objects: about('web') + service() + pod() },
    { name: 'no such Service', objects: about('gone') + SERVICE },
    {
      name: 'connections alone',
      objects:
        policy(
          KIND,
          '{host: web, trafficPolicy: {connectionPool: {tcp: {maxConnections: 9}}, loadBalancer: {consistentHash: {useSourceIp: true}}}}',
        ) + SERVICE,
    },
    {
      name: 'a gateway routes to it',
      objects:
        about('web') +
        SERVICE +
        policy(
          'VirtualService',
          '{hosts: [a.example.com], gateways: [edge/web], http: [{route: [{destination: {host: web}}]}]}',
        ),
    },
    {
      name: 'a Gateway of the Gateway API routes to it',
      objects:
        about('web') +
        SERVICE +
        'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a, namespace: shop}\nspec: {parentRefs: [{name: a}], rules: [{backendRefs: [{name: web}]}]}\n---\n',
    },
  ],
  invalid: [
    { name: 'no waypoint', objects: about('web') + SERVICE, findings: [finding] },
    {
      name: 'by its full name, without Pods',
      objects: about('web.shop.svc.cluster.local'),
      context: namespace(AMBIENT) + service(),
      findings: [finding],
    },
    {
      name: 'a Service that opts out',
      objects: about('web') + namespace(AMBIENT_WAYPOINT) + service('{istio.io/use-waypoint: none}') + pod(),
      findings: [finding],
    },
    {
      name: 'of another namespace',
      objects:
        about('web.back.svc.cluster.local') + namespace(AMBIENT) + namespace(AMBIENT, 'back') + service('{}', 'back'),
      findings: [
        {
          ...finding,
          message: finding.message.replace('shop/web', 'back/web'),
          fix: finding.fix.replace('shop/web', 'back/web'),
        },
      ],
    },
    {
      name: 'in other ways',
      objects:
        policy(KIND, '{host: web, trafficPolicy: {portLevelSettings: [{connectionPool: {http: {maxRetries: 1}}}]}}') +
        policy(
          KIND,
          '{host: web, subsets: [{name: a, trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: x}}}}]}',
        ).replace('name: web', 'name: other') +
        SERVICE,
      findings: [finding, { ...finding, on: 'DestinationRule shop/other' }],
    },
  ],
});

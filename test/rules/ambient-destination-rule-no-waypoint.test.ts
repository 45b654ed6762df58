import { AMBIENT, AMBIENT_WAYPOINT, namespace, policy, service, serviceEntry } from './ambient-objects';
import { testMeshRule } from './mesh-rule-tester';

const KIND = 'DestinationRule';
const SETTINGS = 'trafficPolicy: {outlierDetection: {consecutive5xxErrors: 5}}';
const about = (host: string, place?: string) => policy(KIND, `{host: "${host}", ${SETTINGS}}`, place);
const finding = (host = 'api.example.com') => ({
  on: 'DestinationRule shop/web',
  path: 'spec.host',
  message: `Clients in ambient mode have no proxy of their own, and no waypoint stands before "${host}", so that the DestinationRule changes nothing there`,
  fix: 'Set the label istio.io/use-waypoint of the destination, or of its namespace',
});
const ENTRY = namespace(AMBIENT) + serviceEntry();

testMeshRule('ambient-destination-rule-no-waypoint', {
  valid: [
    {
      name: 'a waypoint for the namespace',
      objects: about('api.example.com') + namespace(AMBIENT_WAYPOINT) + serviceEntry(),
    },
    {
      name: 'a waypoint for the ServiceEntry',
      objects: about('api.example.com') + namespace(AMBIENT) + serviceEntry('{istio.io/use-waypoint: waypoint}'),
    },
    { name: 'a Service', objects: about('web') + namespace(AMBIENT) + service() },
    { name: 'no ambient mode', objects: about('api.example.com') + namespace('{}') + serviceEntry() },
    { name: 'no such Service', objects: about('gone') + ENTRY },
    { name: 'nothing given', objects: about('gone') + namespace(AMBIENT), undecided: ['a Service or ServiceEntry'] },
    { name: 'a host that is not known', objects: about('other.example.com') + ENTRY },
    {
      name: 'connections alone',
      objects:
        policy(
          KIND,
          '{host: api.example.com, trafficPolicy: {connectionPool: {tcp: {maxConnections: 9}}, loadBalancer: {consistentHash: {useSourceIp: true}}}}',
        ) + ENTRY,
    },
    {
      name: 'a gateway routes to it',
      objects:
        about('api.example.com') +
        ENTRY +
        policy(
          'VirtualService',
          '{hosts: [a.example.com], gateways: [edge/web], http: [{route: [{destination: {host: api.example.com}}]}]}',
        ),
    },
  ],
  invalid: [
    { name: 'a ServiceEntry', objects: about('api.example.com') + ENTRY, findings: [finding()] },
    {
      name: 'all hosts of the namespace',
      objects: about('*.shop.svc.cluster.local') + namespace(AMBIENT),
      findings: [finding('*.shop.svc.cluster.local')],
    },
    {
      name: 'in other ways',
      objects:
        policy(
          KIND,
          '{host: api.example.com, trafficPolicy: {portLevelSettings: [{connectionPool: {http: {maxRetries: 1}}}]}}',
        ) +
        policy(
          KIND,
          '{host: api.example.com, subsets: [{name: a, trafficPolicy: {loadBalancer: {consistentHash: {httpHeaderName: x}}}}]}',
        ).replace('name: web', 'name: other') +
        ENTRY,
      findings: [finding(), { ...finding(), on: 'DestinationRule shop/other' }],
    },
  ],
});

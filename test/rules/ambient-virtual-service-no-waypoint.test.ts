import { AMBIENT, AMBIENT_WAYPOINT, namespace, policy, service, serviceEntry } from './ambient-objects';
import { testMeshRule } from './mesh-rule-tester';

const KIND = 'VirtualService';
const about = (host: string, place?: string) => policy(KIND, `{hosts: ["${host}"], http: [{}]}`, place);
const finding = (host = 'api.example.com') => ({
  on: 'VirtualService shop/web',
  path: 'spec.hosts[0]',
  message: `Clients in ambient mode have no proxy of their own, and no waypoint stands before "${host}", so that the VirtualService changes nothing there`,
  fix: 'Set the label istio.io/use-waypoint of the destination, or of its namespace',
});
const ENTRY = namespace(AMBIENT) + serviceEntry();

testMeshRule('ambient-virtual-service-no-waypoint', {
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
    { name: 'connections alone', objects: policy(KIND, '{hosts: [api.example.com], tcp: [{}]}') + ENTRY },
    {
      name: 'for a gateway',
      objects: policy(KIND, '{hosts: [api.example.com], gateways: [edge/web], http: [{}]}') + ENTRY,
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
      name: 'by server names, for a gateway too',
      objects: policy(KIND, '{hosts: [api.example.com], gateways: [mesh, edge/web], tls: [{}]}') + ENTRY,
      findings: [finding()],
    },
  ],
});

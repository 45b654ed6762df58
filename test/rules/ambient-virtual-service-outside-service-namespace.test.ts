import { AMBIENT, AMBIENT_WAYPOINT, namespace, policy, service } from './ambient-objects';
import { testMeshRule } from './mesh-rule-tester';

const KIND = 'VirtualService';
const about = (host: string, place?: string) => policy(KIND, `{hosts: ["${host}"], http: [{}]}`, place);
const HOST = 'web.back.svc.cluster.local';
const finding = {
  on: 'VirtualService shop/web',
  path: 'spec.hosts[0]',
  message:
    'The waypoint of Service "back/web" goes by what is in namespace "back", so that the VirtualService changes nothing there',
  fix: 'Put the VirtualService into namespace "back"',
};
const BACK = namespace(AMBIENT_WAYPOINT, 'back') + service('{}', 'back') + namespace(AMBIENT);

testMeshRule('ambient-virtual-service-outside-service-namespace', {
  valid: [
    { name: 'in the namespace of the Service', objects: about(HOST, 'back') + BACK },
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
    { name: 'connections alone', objects: policy(KIND, '{hosts: [web.back.svc.cluster.local], tcp: [{}]}') + BACK },
    {
      name: 'for a gateway',
      objects: policy(KIND, '{hosts: [web.back.svc.cluster.local], gateways: [edge/web], http: [{}]}') + BACK,
    },
  ],
  invalid: [
    {
      name: 'in the root namespace',
      objects: about(HOST, 'istio-system') + BACK + namespace(AMBIENT, 'istio-system'),
      findings: [{ ...finding, on: 'VirtualService istio-system/web' }],
    },
    { name: 'in another namespace', objects: about(HOST) + BACK, findings: [finding] },
    { name: 'with the rest in the context', objects: about(HOST), context: BACK, findings: [finding] },
    {
      name: 'by server names, for a gateway too',
      objects: policy(KIND, '{hosts: [web.back.svc.cluster.local], gateways: [mesh, edge/web], tls: [{}]}') + BACK,
      findings: [finding],
    },
  ],
});

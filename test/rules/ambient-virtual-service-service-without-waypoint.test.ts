import { AMBIENT, AMBIENT_WAYPOINT, namespace, pod, policy, service } from './ambient-objects';
import { testMeshRule } from './mesh-rule-tester';

const KIND = 'VirtualService';
const about = (host: string, place?: string) => policy(KIND, `{hosts: ["${host}"], http: [{}]}`, place);
const finding = {
  on: 'VirtualService shop/web',
  path: 'spec.hosts[0]',
  message:
    'Service "shop/web" is in ambient mode and has no waypoint, so that the VirtualService changes nothing there',
  fix: 'Set the label istio.io/use-waypoint of Service "shop/web", or of its namespace, to the name of a waypoint',
};
const SERVICE = namespace(AMBIENT) + service() + pod();

testMeshRule('ambient-virtual-service-service-without-waypoint', {
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
    { name: 'connections alone', objects: policy(KIND, '{hosts: [web], tcp: [{}]}') + SERVICE },
    { name: 'for a gateway', objects: policy(KIND, '{hosts: [web], gateways: [edge/web], http: [{}]}') + SERVICE },
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
      name: 'by server names, for a gateway too',
      objects: policy(KIND, '{hosts: [web], gateways: [mesh, edge/web], tls: [{}]}') + SERVICE,
      findings: [finding],
    },
  ],
});

import { testMeshRule } from './mesh-rule-tester';
import { namespace } from './sidecar-objects';
import { service, workload } from './service-objects';

const INJECTED = namespace('shop');
const WEB = workload('{app: web}') + INJECTED;
const found = (one = 80, other = 8080, target = 8080, on = 'Deployment shop/web') => ({
  on,
  path: 'spec.template.metadata.labels',
  message: `Service "a" leads to port ${target} of the containers by its port ${one}, and Service "b" by its port ${other}: the sidecar knows the port by the older of the two alone, and what is said for the other's number is not in force there`,
  fix: 'Give both Services the same port number, or let them lead to different ports of the containers',
});
const A = service('a', '{name: http, port: 80, targetPort: 8080}');

testMeshRule('deployment-services-port-conflict', {
  valid: [
    { name: 'the same port number', objects: WEB + A + service('b', '{name: http, port: 80, targetPort: web}') },
    {
      name: 'two ports of one Service',
      objects: WEB + service('a', '{name: http, port: 80, targetPort: 8080}, {name: http-alt, port: 8080}'),
    },
    {
      name: 'different ports of the containers',
      objects: WEB + A + service('b', '{name: http, port: 81, targetPort: 9090}'),
    },
    { name: 'different transports', objects: WEB + A + service('b', '{port: 8080, protocol: UDP}') },
    {
      name: 'a name that no container has',
      objects: WEB + A + service('b', '{name: http, port: 81, targetPort: nope}'),
    },
    {
      name: 'a workload out of the mesh',
      objects: workload('{app: web}') + namespace('shop', '{}') + A + service('b', '{name: http, port: 8080}'),
    },
    {
      name: 'nobody knows whether there is a sidecar',
      objects: workload('{app: web}') + A + service('b', '{name: http, port: 8080}'),
      undecided: ['the Namespace "shop"'],
    },
  ],
  invalid: [
    { name: 'by the number alone', objects: WEB + A + service('b', '{name: http, port: 8080}'), findings: [found()] },
    {
      name: 'by the name of the port',
      objects: WEB + A + service('b', '{name: http, port: 81, targetPort: web}'),
      findings: [found(80, 81)],
    },
    {
      name: 'the last of several',
      objects:
        WEB + A + service('c', '{name: http, port: 80, targetPort: 8080}') + service('b', '{name: http, port: 8080}'),
      findings: [found()],
    },
    {
      name: 'the Pods of a DaemonSet',
      objects: workload('{app: web}', 'DaemonSet') + INJECTED + A + service('b', '{name: http, port: 8080}'),
      findings: [found(undefined, undefined, undefined, 'DaemonSet shop/web')],
    },
  ],
});

import { testMeshRule } from './mesh-rule-tester';
import { namespace } from './sidecar-objects';
import { service, workload } from './service-objects';

const INJECTED = namespace('shop');
const WEB = workload('{app: web}') + INJECTED;
const found = (message: string, path = 'spec.template.metadata.labels', on = 'Deployment shop/web') => ({
  on,
  path,
  message,
  fix: 'Give the two Services different port numbers, or the same protocol',
});
const TRANSPORTS =
  'Service "a" has port 53 for TCP and Service "b" for UDP, and Istio knows one protocol for a port number of a workload: which of the two it goes by is not said';
const PROTOCOLS =
  'Service "a" has port 80 for HTTP and Service "b" for TCP, and the sidecar takes what comes to port 8080 of the containers as the older of the two says, whatever Service the client called';
const TCP = '{name: tcp-dns, port: 53}';
const UDP = '{name: udp-dns, port: 53, protocol: UDP}';

testMeshRule('deployment-services-protocol-conflict', {
  valid: [
    { name: 'one Service with both transports', objects: WEB + service('a', `${TCP}, ${UDP}`) },
    { name: 'different port numbers', objects: WEB + service('a', TCP) + service('b', '{port: 54, protocol: UDP}') },
    { name: 'the same twice', objects: WEB + service('a', TCP) + service('b', '{name: dns, port: 53, protocol: TCP}') },
    { name: 'a Service of other Pods', objects: WEB + service('a', TCP) + service('b', UDP, '{app: api}') },
    { name: 'a Service without a selector', objects: WEB + service('a', TCP) + service('b', UDP, '{}') },
    {
      name: 'a Service of another namespace',
      objects: WEB + service('a', TCP) + service('b', UDP, '{app: web}', 'other'),
    },
    {
      name: 'HTTP and gRPC, which a sidecar takes alike',
      objects: WEB + service('a', '{name: http, port: 80}') + service('b', '{name: grpc, port: 80}'),
    },
    {
      name: 'protocols for different ports of the containers',
      objects:
        WEB +
        service('a', '{name: http, port: 80, targetPort: 8080}') +
        service('b', '{name: tcp, port: 80, targetPort: 9090}'),
    },
    {
      name: 'a port that says no protocol',
      objects: WEB + service('a', '{name: http, port: 80}') + service('b', '{name: web, port: 80}'),
    },
    {
      name: 'a workload out of the mesh',
      objects:
        workload('{app: web, sidecar.istio.io/inject: "false"}') + INJECTED + service('a', TCP) + service('b', UDP),
    },
    {
      name: 'a gateway',
      objects:
        workload('{app: web}', 'Deployment', ', annotations: {inject.istio.io/templates: gateway}') +
        INJECTED +
        service('a', TCP) +
        service('b', UDP),
    },
    {
      name: 'nobody knows whether there is a sidecar',
      objects: workload('{app: web}') + service('a', TCP) + service('b', UDP),
      undecided: ['the Namespace "shop"'],
    },
  ],
  invalid: [
    { name: 'TCP and UDP', objects: WEB + service('b', UDP) + service('a', TCP), findings: [found(TRANSPORTS)] },
    {
      name: 'Services of the context',
      objects: WEB,
      context: service('b', UDP) + service('a', TCP),
      findings: [found(TRANSPORTS)],
    },
    {
      name: 'the Pods of a StatefulSet',
      objects: workload('{app: web}', 'StatefulSet') + INJECTED + service('b', UDP) + service('a', TCP),
      findings: [found(TRANSPORTS, undefined, 'StatefulSet shop/web')],
    },
    {
      name: 'HTTP and TCP on one port of the containers',
      objects:
        WEB +
        service('a', '{name: http, port: 80, targetPort: 8080}') +
        service('b', '{name: db, appProtocol: tcp, port: 80, targetPort: web}'),
      findings: [found(PROTOCOLS)],
    },
    {
      name: 'one Service that has both, and another',
      objects: WEB + service('a', `${TCP}, ${UDP}`) + service('b', '{name: udp, port: 53, protocol: UDP}'),
      findings: [found(TRANSPORTS)],
    },
  ],
});

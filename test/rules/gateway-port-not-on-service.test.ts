import { gateway, gatewayDeployment, gatewayPod, server, service } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const on = (port: number, rest = {}) => server('a.com', { port, ...rest });
const POD = gatewayPod('edge/edge');
const SERVICE = service('edge/edge', '{ port: 80, targetPort: 8080 }, { port: 443, targetPort: 8443 }');

const found = (port: number, path: string, services = 'Service "edge/edge" has 80, 443') => ({
  on: 'Gateway shop/gw',
  path,
  message: `Port ${port} is none of the Service over the gateway's Pods (${services}), so clients outside the cluster do not get there`,
  fix: `Use a port of the Service, or add port ${port} to it, or name what the cluster has already with --context`,
});

const DEFAULT = '{ istio: ingressgateway }';

testMeshRule('gateway-port-not-on-service', {
  valid: [
    { name: 'the port of a Service', objects: gateway('shop/gw', `${on(80)}, ${on(443)}`) + POD + SERVICE },
    { name: 'the port that it leads to', objects: gateway('shop/gw', on(8080)) + POD + SERVICE },
    { name: 'a Service of the context', objects: gateway('shop/gw', on(80)), context: POD + SERVICE },
    {
      name: 'a port without a target, and one by name',
      objects:
        gateway('shop/gw', `${on(80)}, ${on(443)}, ${on(8443)}`) +
        gatewayDeployment('edge/edge', 'istio: edge', 'ports: [{ name: https, containerPort: 8443 }]') +
        service('edge/edge', '{ port: 80 }, { port: 443, targetPort: https, protocol: TCP }'),
    },
    {
      name: 'a second Service',
      objects: gateway('shop/gw', on(9000)) + POD + SERVICE + service('edge/more', '{ port: 9000 }'),
    },
    {
      name: 'ports of the default gateway',
      objects: gateway('shop/gw', [80, 443, 8080, 8443, 15021, 31400, 15443].map((port) => on(port)).join(), DEFAULT),
    },
    { name: 'no Pods', objects: gateway('shop/gw', on(9000)) + SERVICE },
    {
      name: 'a gateway on the network of its node',
      objects: gateway('shop/gw', on(9000)) + gatewayDeployment('edge/edge', 'istio: edge', '', 'hostNetwork: true'),
    },
    {
      name: 'a port of the node',
      objects:
        gateway('shop/gw', on(9000)) +
        gatewayDeployment('edge/edge', 'istio: edge', 'ports: [{ containerPort: 9000, hostPort: 9000 }]'),
    },
    { name: 'a socket without a port', objects: gateway('shop/gw', on(0, { bind: 'unix:///run/gw' })) + POD + SERVICE },
    {
      name: 'no Service over the Pods',
      objects: gateway('shop/gw', on(80)) + POD + service('other/edge', '{ port: 80 }'),
      undecided: ['a Service over the Pods of the gateway'],
    },
    {
      name: 'a Service without a selector',
      objects: gateway('shop/gw', on(80)) + POD + service('edge/edge', '{ port: 9000 }', '{}'),
      undecided: ['a Service over the Pods of the gateway'],
    },
  ],
  invalid: [
    {
      name: 'ports that no Service has',
      objects: gateway('shop/gw', `${on(80)}, ${on(8004)}, ${on(9000)}`) + POD + SERVICE,
      findings: [found(8004, 'spec.servers[1].port.number'), found(9000, 'spec.servers[2].port.number')],
    },
    {
      name: 'a port of UDP',
      objects: gateway('shop/gw', on(443)) + POD + service('edge/edge', '{ port: 443, protocol: UDP }'),
      findings: [found(443, 'spec.servers[0].port.number', 'Service "edge/edge" has none')],
    },
    {
      name: 'several Services',
      objects: gateway('shop/gw', on(9000)) + POD + SERVICE + service('edge/b', '{ port: 81 }'),
      findings: [found(9000, 'spec.servers[0].port.number', 'Service "edge/b" and 1 more has 80, 81, 443')],
    },
    {
      name: 'the default gateway, which is assumed',
      objects: gateway('shop/gw', on(8004), DEFAULT),
      findings: [
        found(
          8004,
          'spec.servers[0].port.number',
          'Service "istio-system/istio-ingressgateway" has 80, 443, 15021, 15443, 31400',
        ),
      ],
    },
  ],
});

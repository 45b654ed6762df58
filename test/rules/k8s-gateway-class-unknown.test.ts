import { gatewayClass, k8sGateway } from './gateway-api-objects';
import { testMeshRule } from './mesh-rule-tester';

const gateway = (name: string) => k8sGateway('listeners: []').replace('istio', name);
const finding = (name: string, fix: string) => ({
  on: 'Gateway edge/web',
  path: 'spec.gatewayClassName',
  message: `There is no GatewayClass "${name}", so that nobody implements the Gateway and it gets no address`,
  fix: `${fix}, or name what the cluster has already with --context`,
  refType: 'gatewayClassName',
});

testMeshRule('k8s-gateway-class-unknown', {
  valid: [
    ...['istio', 'istio-waypoint', 'istio-remote', 'istio-east-west'].map((name) => ({
      name: `the class ${name}, which istiod makes`,
      objects: gateway(name) + gatewayClass('nginx'),
    })),
    { name: 'a class of the input', objects: gateway('nginx') + gatewayClass('nginx') },
    { name: 'a class of the context', objects: gateway('nginx'), context: gatewayClass('nginx') },
    { name: 'no classes given', objects: gateway('nginx'), undecided: ['the GatewayClass "nginx"'] },
  ],
  invalid: [
    {
      name: 'another one than there is',
      objects: gateway('contour'),
      context: gatewayClass('nginx'),
      findings: [finding('contour', 'Name a GatewayClass that is there, such as "istio"')],
    },
    {
      name: 'nearly one of istiod',
      objects: gateway('isto') + gatewayClass('nginx'),
      findings: [finding('isto', 'Write "istio"')],
    },
  ],
});

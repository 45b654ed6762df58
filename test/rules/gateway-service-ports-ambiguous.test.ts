import { gatewayDeployment, service } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const GATEWAY = gatewayDeployment(
  'edge/edge',
  'istio: edge',
  'image: auto, ports: [{ name: tls, containerPort: 9443 }]',
);
const ONE = service('edge/a', '{ port: 443, targetPort: 8443 }');
const NOT_TRANSLATED = 'labels: { experimental.istio.io/disable-gateway-port-translation: "true" }';

const found = (on: string, path: string, own: number, target: number, other: string) => ({
  on: `Service ${on}`,
  path,
  message: `Port 443 leads to port ${own} of the gateway here, and to ${target} in Service "${other}": istiod has Gateways listen on one of the two, and connections to the other are refused`,
  fix: `Set \`targetPort: ${target}\`, or the label experimental.istio.io/disable-gateway-port-translation on one of the Services`,
});

testMeshRule('gateway-service-ports-ambiguous', {
  valid: [
    { name: 'the same target', objects: GATEWAY + ONE + service('edge/b', '{ port: 443, targetPort: 8443 }') },
    {
      name: 'the same target by name',
      objects: GATEWAY + service('edge/a', '{ port: 443, targetPort: tls }, { port: 9443 }'),
    },
    { name: 'different ports', objects: GATEWAY + ONE + service('edge/b', '{ port: 8443 }') },
    { name: 'other Pods', objects: GATEWAY + ONE + service('edge/b', '{ port: 443 }', '{ istio: other }') },
    {
      name: 'a Service that opts out',
      objects: GATEWAY + ONE + service('edge/b', '{ port: 443 }', '{ istio: edge }', NOT_TRANSLATED),
    },
    { name: 'a name that the Pod lacks', objects: GATEWAY + ONE + service('edge/b', '{ port: 443, targetPort: x }') },
    { name: 'no gateway', objects: ONE + service('edge/b', '{ port: 443 }') },
    { name: 'two of the context', objects: GATEWAY, context: ONE + service('edge/b', '{ port: 443 }') },
    {
      name: 'a second Service over the gateway that is assumed',
      objects: service('istio-system/b', '{ port: 443 }', '{ istio: ingressgateway }'),
    },
  ],
  invalid: [
    {
      name: 'two that are judged',
      objects: GATEWAY + ONE + service('edge/b', '{ port: 80 }, { port: 443 }'),
      findings: [found('edge/b', 'spec.ports[1].port', 443, 8443, 'edge/a')],
    },
    {
      name: 'by name and by number',
      objects: GATEWAY + ONE + service('edge/b', '{ port: 443, targetPort: tls }'),
      findings: [found('edge/b', 'spec.ports[0].targetPort', 9443, 8443, 'edge/a')],
    },
    {
      name: 'one of the context',
      objects: GATEWAY + ONE,
      context: service('edge/b', '{ port: 443, targetPort: 443 }'),
      findings: [found('edge/a', 'spec.ports[0].targetPort', 8443, 443, 'edge/b')],
    },
  ],
});

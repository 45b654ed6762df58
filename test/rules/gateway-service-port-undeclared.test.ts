import { gatewayDeployment, gatewayPod, service } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const METRICS = 'image: auto, ports: [{ containerPort: 15090 }]';
const GATEWAY = gatewayDeployment('edge/edge', 'istio: edge', METRICS);
const TO_8443 = '{ port: 80, targetPort: 80 }, { port: 443, targetPort: 8443 }';

const found = (path: string, port: number, target: number, owner = 'Deployment "edge/edge"') => ({
  on: 'Service edge/edge',
  path,
  message: `Port ${port} leads to port ${target} of the gateway, which no container of ${owner} declares: if the gateway listens on ${port}, clients are refused`,
  fix: `Set \`targetPort: ${port}\`, or declare \`containerPort: ${target}\` if the gateway is to listen there`,
});

testMeshRule('gateway-service-port-undeclared', {
  valid: [
    { name: 'the same port', objects: GATEWAY + service('edge/edge', '{ port: 443, targetPort: 443 }, { port: 80 }') },
    {
      name: 'a port that is declared',
      objects:
        gatewayDeployment('edge/edge', 'istio: edge', 'image: auto, ports: [{ containerPort: 8443 }]') +
        service('edge/edge', TO_8443),
    },
    {
      name: 'no port is declared',
      objects: gatewayDeployment('edge/edge', 'istio: edge', 'image: auto') + service('edge/edge', TO_8443),
    },
    { name: 'a port by name', objects: GATEWAY + service('edge/edge', '{ port: 443, targetPort: https }') },
    { name: 'UDP', objects: GATEWAY + service('edge/edge', '{ port: 443, targetPort: 8443, protocol: UDP }') },
    {
      name: 'no gateway',
      objects: `${service('edge/edge', TO_8443)}
---
apiVersion: v1
kind: Pod
metadata: { name: edge, namespace: edge, labels: { istio: edge } }
spec: { containers: [{ name: app, image: app }] }`,
    },
    {
      name: 'the default gateway, which is assumed',
      objects: service('istio-system/more', '{ port: 443, targetPort: 9443 }', '{ istio: ingressgateway }'),
    },
    { name: 'Pods of another namespace', objects: GATEWAY + service('shop/edge', TO_8443) },
    {
      name: 'a Service that is at odds with another, which is told',
      objects: GATEWAY + service('edge/edge', TO_8443) + service('edge/other', '{ port: 443 }'),
    },
    { name: 'a Service of the context', objects: GATEWAY, context: service('edge/edge', TO_8443) },
  ],
  invalid: [
    {
      name: 'a port that no container declares',
      objects: GATEWAY + service('edge/edge', TO_8443),
      findings: [found('spec.ports[1].targetPort', 443, 8443)],
    },
    {
      name: 'a gateway of the context, and two ports',
      objects: service('edge/edge', '{ port: 80, targetPort: 8080 }, { port: 443, targetPort: 8443, protocol: TCP }'),
      context: gatewayPod('edge/gw', '{ istio: edge }', `{ name: istio-proxy, args: [proxy, router], ${METRICS} }`),
      findings: [
        found('spec.ports[0].targetPort', 80, 8080, 'Pod "edge/gw"'),
        found('spec.ports[1].targetPort', 443, 8443, 'Pod "edge/gw"'),
      ],
    },
  ],
});

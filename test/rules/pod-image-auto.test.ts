import { gatewayDeployment, gatewayPod, namespace } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const found = (path: string, on = 'Pod edge/edge') => ({
  on,
  path,
  message:
    'Image "auto" of container istio-proxy is for templates: injection replaces it as a Pod is made, so a Pod that has it was passed by, and the node cannot pull it',
  fix: 'Make the Pod by a Deployment, in a namespace with injection',
});

testMeshRule('pod-image-auto', {
  valid: [
    { name: 'an image', objects: gatewayPod('edge/edge') },
    { name: 'another container', objects: gatewayPod('edge/edge', '{}', '{ name: app, image: auto }') },
    { name: 'a Deployment', objects: gatewayDeployment('edge/edge') },
    { name: 'no containers', objects: gatewayPod('edge/edge', '{}', '') },
  ],
  invalid: [
    {
      name: 'the proxy, with injection too',
      objects:
        gatewayPod(
          'edge/edge',
          '{ sidecar.istio.io/inject: "true" }',
          '{ name: app }, { name: istio-proxy, image: auto }',
        ) + namespace('edge', '{ istio-injection: enabled }'),
      findings: [found('spec.containers[1].image')],
    },
    {
      name: 'a proxy that starts first',
      objects: `
apiVersion: v1
kind: Pod
metadata: { name: edge }
spec: { containers: [], initContainers: [{ name: istio-proxy, image: auto, restartPolicy: Always }] }`,
      findings: [found('spec.initContainers[0].image', 'Pod edge')],
    },
  ],
});

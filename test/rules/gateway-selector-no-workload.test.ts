import { gateway, gatewayDeployment, gatewayPod, server } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const SERVER = server('a.com');

const found = (on: string, labels: string) => ({
  on,
  path: 'spec.selector',
  message: `No Pod of any namespace has the labels of the selector, \`${labels}\`, so no gateway opens the ports and clients are refused`,
  fix: "Select labels of the gateway's Pods, or name what the cluster has already with --context",
  refType: 'selector',
});

testMeshRule('gateway-selector-no-workload', {
  valid: [
    { name: 'a Pod in another namespace', objects: gateway('shop/gw', SERVER) + gatewayPod('edge/edge') },
    { name: 'a Deployment', objects: gateway('shop/gw', SERVER) + gatewayDeployment('edge/edge') },
    { name: 'a Pod of the context', objects: gateway('shop/gw', SERVER), context: gatewayPod('edge/edge') },
    { name: 'some of the labels', objects: gateway('gw', SERVER) + gatewayPod('edge', '{ istio: edge, app: edge }') },
    { name: "Istio's default gateway", objects: gateway('shop/gw', SERVER, '{ istio: ingressgateway }') },
    {
      name: 'the default gateway by another label, as the mesh config says',
      objects: gateway('shop/gw', SERVER, '{ istio: front }'),
      mesh: { ingressSelector: 'front' },
    },
    { name: 'no selector', objects: gateway('shop/gw', SERVER, 'null') + gatewayPod('edge/edge') },
    { name: 'an empty selector and no gateway', objects: gateway('shop/gw', SERVER, '{}') },
    {
      name: 'no workload at all',
      objects: gateway('shop/gw', SERVER),
      undecided: ['the Pods of the gateway'],
    },
    {
      name: 'workloads of applications alone',
      objects: `${gateway('shop/gw', SERVER)}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, image: web }] } } }`,
      undecided: ['the Pods of the gateway'],
    },
  ],
  invalid: [
    {
      name: 'another value',
      objects: gateway('shop/gw', SERVER, '{ istio: egde }') + gatewayPod('edge/edge'),
      findings: [found('Gateway shop/gw', 'istio: egde')],
    },
    {
      name: 'one label of two',
      objects: gateway('gw', SERVER, '{ istio: edge, app: edge }', 'v1alpha3') + gatewayDeployment('edge'),
      findings: [found('Gateway gw', 'istio: edge, app: edge')],
    },
    {
      name: 'labels of the Deployment that its Pods do not have',
      objects: `${gateway('shop/gw', SERVER, '{ tier: front }')}
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: edge, namespace: shop, labels: { tier: front } }
spec: { template: { metadata: { labels: { istio: edge } }, spec: { containers: [{ name: istio-proxy, image: p, args: [proxy, router] }] } } }`,
      findings: [found('Gateway shop/gw', 'tier: front')],
    },
    {
      name: "Istio's default gateway, where Istio is no Ingress controller",
      objects: gateway('shop/gw', SERVER, '{ istio: ingressgateway }') + gatewayPod('edge/edge'),
      mesh: { ingressControllerMode: 'OFF' },
      findings: [found('Gateway shop/gw', 'istio: ingressgateway')],
    },
  ],
});

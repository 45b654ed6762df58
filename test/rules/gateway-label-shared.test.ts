import { gateway, gatewayDeployment, gatewayPod, server, service } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const DEFAULT = 'istio: ingressgateway';
const GATEWAY = gateway('shop/gw', server('a.com'), `{ ${DEFAULT} }`);
const PLATFORM = gatewayPod('istio-system/ingress', `{ ${DEFAULT} }`);
const OWN = gatewayDeployment('shop/edge', `${DEFAULT}, app: edge`);

const found = (on: string, path: string, label: string, other: string) => ({
  on,
  path,
  message: `Label ${label} is on the Pods of ${other}, too, so both open the hosts of every Gateway that selects it, such as "shop/gw"`,
  fix: 'Give the label istio a value that no other gateway has, and select that in its Gateways',
});

const LABEL = 'istio: "ingressgateway"';
const PATH = 'spec.template.metadata.labels.istio';

testMeshRule('gateway-label-shared', {
  valid: [
    { name: 'one gateway', objects: GATEWAY + OWN },
    {
      name: 'labels of its own',
      objects:
        GATEWAY + PLATFORM + gatewayDeployment('shop/edge', 'istio: edge') + gateway('shop/own', server('b.com')),
    },
    { name: 'a label that no Gateway selects', objects: PLATFORM + OWN },
    {
      name: 'a Gateway that selects one of them by a second label',
      objects: gateway('shop/gw', server('a.com'), `{ ${DEFAULT}, app: edge }`) + PLATFORM + OWN,
    },
    {
      name: 'a Gateway without a selector, which is told',
      objects: gateway('shop/gw', server('a.com'), '{}') + PLATFORM + OWN,
    },
    {
      name: 'an application',
      objects: `${GATEWAY}${PLATFORM}
---
apiVersion: v1
kind: Pod
metadata: { name: app, namespace: shop, labels: { ${DEFAULT} } }
spec: { containers: [{ name: app, image: app }] }`,
    },
    { name: 'two of the context', objects: GATEWAY, context: PLATFORM + OWN },
    {
      name: 'two workloads behind one Service',
      objects:
        GATEWAY +
        gatewayDeployment('shop/edge', DEFAULT) +
        gatewayDeployment('shop/edge-canary', DEFAULT) +
        service('shop/edge', '{ port: 80 }', `{ ${DEFAULT} }`),
    },
    {
      name: 'two workloads of a namespace without Services',
      objects: GATEWAY + gatewayDeployment('shop/edge', DEFAULT) + gatewayDeployment('shop/edge-canary', DEFAULT),
    },
  ],
  invalid: [
    {
      name: "next to the mesh's own, of the context",
      objects: GATEWAY + OWN,
      context: PLATFORM,
      findings: [found('Deployment shop/edge', PATH, LABEL, 'Pod "istio-system/ingress"')],
    },
    {
      name: "next to the mesh's own, with a Gateway of the context",
      objects: PLATFORM + OWN,
      context: GATEWAY,
      findings: [found('Deployment shop/edge', PATH, LABEL, 'Pod "istio-system/ingress"')],
    },
    {
      name: 'the root namespace of the mesh config',
      objects: GATEWAY + OWN + gatewayPod('aaa/ingress', `{ ${DEFAULT} }`),
      mesh: { rootNamespace: 'shop' },
      findings: [found('Pod aaa/ingress', 'metadata.labels.istio', LABEL, 'Deployment "shop/edge"')],
    },
    {
      name: 'three namespaces',
      objects: GATEWAY + OWN + gatewayPod('ops/b', `{ ${DEFAULT} }`) + gatewayPod('ops/a', `{ ${DEFAULT} }`),
      findings: [found('Deployment shop/edge', PATH, LABEL, 'Pod "ops/a"')],
    },
    {
      name: 'two Services of one namespace, and another label',
      objects:
        gateway('shop/gw', server('a.com'), '{ tier: front, istio: x }') +
        gatewayDeployment('shop/a', 'istio: x, tier: front, app: a') +
        gatewayDeployment('shop/b', 'istio: x, tier: front, app: b') +
        service('shop/a', '{ port: 80 }', '{ app: a }') +
        service('shop/b', '{ port: 80 }', '{ app: b }'),
      findings: [found('Deployment shop/b', PATH, 'istio: "x"', 'Deployment "shop/a"')],
    },
  ],
});

import { testMeshRule } from './mesh-rule-tester';
import { deployment, namespace, pod } from './sidecar-objects';

const shop = (labels = '{}', name = 'shop') => namespace(name, labels);
const found = (workload = 'Deployment "shop/web"') => ({
  on: 'Namespace shop',
  path: 'metadata.labels',
  message: `Nothing says whether the workloads of "shop" are in the mesh, so ${workload} gets no sidecar: its traffic is plaintext, and no policy applies to it`,
  fix: 'Label the Namespace `istio-injection: enabled`, or `istio-injection: disabled` where it is meant to stay out',
});
const injector = (enabled: boolean, name = 'istio-sidecar-injector') => `
apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, namespace: istio-system}
data: {values: '{"sidecarInjectorWebhook": {"enableNamespacesByDefault": ${enabled}}}'}
---`;

const STRICT = `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: shop}
spec: {mtls: {mode: STRICT}}
`;

testMeshRule('namespace-not-injected', {
  valid: [
    ...[
      '{istio-injection: enabled}',
      '{istio-injection: disabled}',
      '{istio.io/rev: stable}',
      '{istio.io/dataplane-mode: ambient}',
    ].map((labels) => ({ name: labels, objects: shop(labels) + deployment('{}') })),
    { name: 'no workloads', objects: shop() },
    { name: 'workloads of another namespace', objects: shop() + deployment('{}', 'other') },
    ...[
      '{sidecar.istio.io/inject: "true"}',
      '{sidecar.istio.io/inject: "false"}',
      '{istio.io/rev: a}',
      '{istio.io/dataplane-mode: none}',
    ].map((labels) => ({ name: `a workload that says so itself: ${labels}`, objects: shop() + deployment(labels) })),
    { name: "Istio's own", objects: shop('{}', 'istio-system') + deployment('{}', 'istio-system') },
    {
      name: 'the root namespace',
      objects: shop('{}', 'mesh') + deployment('{}', 'mesh'),
      mesh: { rootNamespace: 'mesh' },
    },
    { name: "Kubernetes' own", objects: shop('{}', 'kube-system') + deployment('{}', 'kube-system') },
    { name: 'a Namespace of the context', objects: deployment('{}'), context: shop() },
    {
      name: 'injection by default',
      objects: shop() + deployment('{}'),
      context: injector(true, 'istio-sidecar-injector-canary'),
    },
    {
      name: 'the network of the node',
      objects: shop() + pod('{}').replace('spec: {', 'spec: {hostNetwork: true, '),
    },
  ],
  invalid: [
    { name: 'no labels', objects: shop() + deployment('{app: web}'), findings: [found()] },
    { name: 'other labels', objects: shop('{team: a}') + pod('{}'), findings: [found('Pod "shop/web"')] },
    { name: 'no injection by default', objects: shop() + deployment('{}') + injector(false), findings: [found()] },
    {
      name: 'one workload that says so itself, and one that does not',
      objects: shop() + pod('{sidecar.istio.io/inject: "true"}', 'shop', 'in') + deployment('{}'),
      findings: [found()],
    },
    {
      name: 'a policy demands mutual TLS of workloads that have none',
      objects: `${shop()}${deployment('{app: web}')}${STRICT}`,
      findings: [
        {
          ...found(),
          message: `${found().message}, though PeerAuthentication "shop/default" demands mutual TLS`,
          severity: 'warning',
        },
      ],
    },
    { name: 'workloads of the context', objects: shop(), context: deployment('{}'), findings: [found()] },
  ],
});

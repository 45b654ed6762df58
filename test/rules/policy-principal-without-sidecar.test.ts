import { testMeshRule } from './mesh-rule-tester';

const policy = (source: string, action = 'ALLOW') => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: orders, namespace: shop}
spec: {action: ${action}, rules: [{from: [{source: ${source}}]}]}
---`;
const deployment = (name: string, labels = '{}', namespace = 'shop') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec: {template: {metadata: {labels: ${labels}}, spec: {serviceAccountName: web, containers: [{name: app, image: app}]}}}
---`;
const OUT = '{sidecar.istio.io/inject: "false"}';
const IN = '{sidecar.istio.io/inject: "true"}';
const WEB = '{principals: [cluster.local/ns/shop/sa/web]}';

const finding = (path: string, who = 'shop/web', pods = 'the Pods of Deployment shop/web') => ({
  on: 'AuthorizationPolicy shop/orders',
  path: `spec.rules[0].from[0].source.${path}`,
  message: `Whoever runs as ServiceAccount "${who}" has no sidecar (${pods}), and so no identity by which the policy could let it in: it gets 403`,
  fix: `Put ${pods} into the mesh`,
});

testMeshRule('policy-principal-without-sidecar', {
  valid: [
    { name: 'with a sidecar', objects: policy(WEB) + deployment('web', IN) },
    { name: 'one with, one without', objects: policy(WEB) + deployment('web', OUT) + deployment('other', IN) },
    { name: 'ambient', objects: policy(WEB) + deployment('web', '{istio.io/dataplane-mode: ambient}') },
    { name: 'nobody knows', objects: policy(WEB) + deployment('web') },
    { name: 'no Pods of it', objects: policy(WEB) + deployment('web', OUT, 'other') },
    {
      name: 'denied, or excluded',
      objects:
        policy(WEB, 'DENY') +
        policy('{notPrincipals: [cluster.local/ns/shop/sa/web], notServiceAccounts: [web]}') +
        deployment('web', OUT),
    },
    {
      name: 'wildcards',
      objects: policy('{principals: ["*", "cluster.local/ns/shop/sa/w*"]}') + deployment('web', OUT),
    },
    {
      name: 'the gateway that Istio installs',
      objects: policy('{serviceAccounts: [istio-system/istio-ingressgateway-service-account]}'),
    },
  ],
  invalid: [
    {
      name: 'a workload that opts out',
      objects: policy(WEB) + deployment('web', OUT),
      findings: [finding('principals[0]')],
    },
    {
      name: 'in a namespace without injection',
      objects: `${policy('{serviceAccounts: [web]}')}${deployment('web')}
apiVersion: v1
kind: Namespace
metadata: {name: shop}`,
      findings: [finding('serviceAccounts[0]')],
    },
    {
      name: 'of another namespace, in the context',
      objects: policy('{serviceAccounts: [other/web]}'),
      context: deployment('web', OUT, 'other'),
      findings: [finding('serviceAccounts[0]', 'other/web', 'the Pods of Deployment other/web')],
    },
    {
      name: 'two workloads, both without',
      objects: policy(WEB) + deployment('web', OUT) + deployment('web2', OUT),
      findings: [finding('principals[0]')],
    },
  ],
});

import { testMeshRule } from './mesh-rule-tester';
import { namespace } from './sidecar-objects';

const deployment = (spec: string, labels = '{app: web}', kind = 'Deployment', own = '{}') => `
apiVersion: apps/v1
kind: ${kind}
metadata: {name: web, namespace: shop, labels: ${own}}
spec: {template: {metadata: {labels: ${labels}}, spec: ${spec}}}
---`;
const PROXY_USER = 'securityContext: {runAsUser: 1337}';
const OTHER = 'securityContext: {runAsUser: 1000}';
const SPEC = `{containers: [{name: app, image: app, ${PROXY_USER}}]}`;
const found = (path: string, on = 'Deployment shop/web', name = 'app') => ({
  on,
  path,
  message: `Container "${name}" runs as user 1337, which is that of Istio's proxy: what it sends passes by the sidecar, without mutual TLS, routes and policies`,
  fix: 'Use another user',
});
const CONTAINER = 'spec.template.spec.containers[0].securityContext.runAsUser';
const POD = 'spec.template.spec.securityContext.runAsUser';

testMeshRule('invalid-application-uid', {
  valid: [
    { name: 'another user', objects: deployment(`{containers: [{name: app, image: app, ${OTHER}}]}`) },
    {
      name: 'the proxy itself',
      objects: deployment(`{containers: [{name: istio-proxy, image: auto, ${PROXY_USER}}]}`),
    },
    {
      name: 'the user of the Pod, which no container has',
      objects: deployment(`{${PROXY_USER}, containers: [{name: app, image: app, ${OTHER}}]}`),
    },
    {
      name: 'a gateway',
      objects: deployment(`{${PROXY_USER}, containers: [{name: istio-proxy, image: x, args: [proxy, router]}]}`),
    },
    {
      name: 'an init container, before the sidecar is there',
      objects: deployment(`{initContainers: [{name: i, image: i, ${PROXY_USER}}], containers: []}`),
    },
    { name: 'a workload out of the mesh', objects: deployment(SPEC) + namespace('shop', '{}') },
    {
      name: 'an ambient workload',
      objects: deployment(SPEC) + namespace('shop', '{istio.io/dataplane-mode: ambient}'),
    },
    {
      name: "a part of Istio's",
      objects: deployment(SPEC, '{istio: pilot}') + deployment(SPEC, '{}', 'DaemonSet', '{release: istio}'),
    },
  ],
  invalid: [
    { name: 'a container', objects: deployment(SPEC) + namespace('shop'), findings: [found(CONTAINER)] },
    { name: 'nobody knows whether there is a sidecar', objects: deployment(SPEC), findings: [found(CONTAINER)] },
    {
      name: 'the Pod, for two containers',
      objects: deployment(
        `{${PROXY_USER}, containers: [{name: app, image: app}, {name: b, image: b}]}`,
        '{}',
        'StatefulSet',
      ),
      findings: [found(POD, 'StatefulSet shop/web')],
    },
    {
      name: 'a Pod',
      objects: `
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec: {containers: [{name: istio-proxy, image: x, ${PROXY_USER}}, {name: app, image: app, ${PROXY_USER}}]}`,
      findings: [found('spec.containers[1].securityContext.runAsUser', 'Pod shop/web')],
    },
  ],
});

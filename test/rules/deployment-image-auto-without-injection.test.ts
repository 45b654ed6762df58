import { gatewayDeployment, gatewayPod, namespace } from './gateway-objects';
import { testMeshRule } from './mesh-rule-tester';

const found = (why: string, on = 'Deployment edge/edge', path = 'spec.template.spec.containers[0].image') => ({
  on,
  path,
  message: `Injection replaces the image "auto" of container istio-proxy, and does not happen here: ${why}. The node would look for an image of that name, and the Pods stay in ImagePullBackOff`,
  fix: 'Label the Namespace "edge" `istio-injection: enabled`, or the Pods `sidecar.istio.io/inject: "true"` where the Namespace says nothing',
});

const DEPLOYMENT = gatewayDeployment('edge/edge');
const MEANT = gatewayDeployment('edge/edge', 'sidecar.istio.io/inject: "true"');

const webhook = (selectors: string, name = 'namespace.sidecar-injector.istio.io') => `
---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: injector }
webhooks: [{ name: ${name}, ${selectors} }]
`;
const BY_NAMESPACE = webhook('namespaceSelector: { matchLabels: { istio-injection: enabled } }');
const BY_POD = webhook(
  'namespaceSelector: { matchExpressions: [{ key: istio-injection, operator: DoesNotExist }] }, objectSelector: { matchLabels: { sidecar.istio.io/inject: "true" } }',
);

testMeshRule('deployment-image-auto-without-injection', {
  valid: [
    { name: 'a namespace with injection', objects: DEPLOYMENT + namespace('edge', '{ istio-injection: enabled }') },
    {
      name: 'a namespace with a revision',
      objects: DEPLOYMENT,
      context: namespace('edge', '{ istio.io/rev: canary }'),
    },
    { name: 'Pods with injection', objects: MEANT + namespace('edge') },
    { name: 'Pods with injection, and nothing of the namespace', objects: MEANT },
    {
      name: 'another image',
      objects: gatewayDeployment('edge/edge', 'istio: edge', 'image: istio/proxyv2') + namespace('edge'),
    },
    { name: 'no image', objects: gatewayDeployment('edge/edge', 'istio: edge', 'ports: []') + namespace('edge') },
    {
      name: 'a Pod, which is told',
      objects: gatewayPod('edge/edge', '{}', '{ name: istio-proxy, image: auto }') + namespace('edge'),
    },
    { name: 'nothing of the namespace', objects: DEPLOYMENT, undecided: ['the Namespace "edge"'] },
    {
      name: 'a webhook for the namespace',
      objects: DEPLOYMENT + BY_NAMESPACE + namespace('edge', '{ istio-injection: enabled }'),
    },
    { name: 'a webhook for the Pods', objects: MEANT + namespace('edge'), context: BY_POD },
    { name: 'a webhook for all', objects: DEPLOYMENT + webhook('failurePolicy: Fail') },
    {
      name: 'a webhook, and nothing of the namespace',
      objects: DEPLOYMENT + BY_NAMESPACE,
      undecided: ['the Namespace "edge"'],
    },
    {
      name: 'a webhook for the name of the namespace',
      objects:
        DEPLOYMENT +
        webhook('namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: edge } }') +
        namespace('edge'),
    },
  ],
  invalid: [
    {
      name: 'a namespace without labels',
      objects: DEPLOYMENT + namespace('edge'),
      findings: [found('namespace edge has neither the label istio-injection nor istio.io/rev')],
    },
    {
      name: 'a namespace without injection, whatever its Pods say',
      objects: MEANT,
      context: namespace('edge', '{ istio-injection: disabled }'),
      findings: [found('label istio-injection of namespace edge is "disabled"')],
    },
    {
      name: 'Pods that opt out',
      objects: gatewayDeployment('edge/edge', 'sidecar.istio.io/inject: "false"'),
      findings: [found('its label sidecar.istio.io/inject is "false"')],
    },
    {
      name: 'a CronJob',
      objects: `${namespace('edge')}
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: job, namespace: edge }
spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: app }, { name: istio-proxy, image: auto }] } } } } }`,
      findings: [
        found(
          'namespace edge has neither the label istio-injection nor istio.io/rev',
          'CronJob edge/job',
          'spec.jobTemplate.spec.template.spec.containers[1].image',
        ),
      ],
    },
    {
      name: 'webhooks for others',
      objects: MEANT + BY_NAMESPACE + namespace('edge', '{ istio-injection: disabled }'),
      findings: [found('no webhook of Istio selects namespace "edge" with the labels of the Pod')],
    },
    {
      name: 'webhooks, and a namespace that is missing where others are given',
      objects: DEPLOYMENT + BY_NAMESPACE + namespace('shop'),
      findings: [found('no webhook of Istio selects namespace "edge" with the labels of the Pod')],
    },
    {
      name: "webhooks that are not Istio's",
      objects: DEPLOYMENT + webhook('failurePolicy: Fail', 'linkerd.io') + namespace('edge'),
      findings: [found('namespace edge has neither the label istio-injection nor istio.io/rev')],
    },
  ],
});

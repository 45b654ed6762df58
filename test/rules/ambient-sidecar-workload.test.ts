import { AMBIENT, deployment, namespace, pod } from './ambient-objects';
import { testMeshRule } from './mesh-rule-tester';

const INJECT = '{sidecar.istio.io/inject: "true"}';
const finding = (on: string, who: string, path: string, why = 'its label sidecar.istio.io/inject is "true"') => ({
  on,
  path,
  message: `Namespace "shop" is in ambient mode, and ${who} has a sidecar, because ${why}, so that ztunnels and waypoints leave it alone`,
  fix: 'Leave out the sidecar, or set the label istio.io/dataplane-mode of the Pods to "none" where it is meant',
});

testMeshRule('ambient-sidecar-workload', {
  valid: [
    { name: 'ambient Pods', objects: namespace(AMBIENT) + pod() },
    { name: 'a sidecar elsewhere', objects: namespace('{}') + pod(INJECT) },
    { name: 'no Namespace given', objects: pod(INJECT) },
    {
      name: 'a sidecar that is meant',
      objects: namespace(AMBIENT) + pod('{sidecar.istio.io/inject: "true", istio.io/dataplane-mode: none}'),
    },
    {
      name: 'a namespace that asks for both',
      objects: namespace('{istio.io/dataplane-mode: ambient, istio-injection: enabled}') + pod(),
    },
    {
      name: 'a gateway',
      objects: namespace(AMBIENT) + pod(INJECT, 'shop', '{inject.istio.io/templates: gateway}'),
    },
  ],
  invalid: [
    {
      name: 'by the label of a Pod',
      objects: pod(INJECT),
      context: namespace(AMBIENT),
      findings: [finding('Pod shop/web', 'Pod shop/web', 'metadata.labels["sidecar.istio.io/inject"]')],
    },
    {
      name: 'by the label of a Deployment',
      objects: namespace(AMBIENT) + deployment(INJECT),
      findings: [
        finding(
          'Deployment shop/web',
          'the Pods of Deployment shop/web',
          'spec.template.metadata.labels["sidecar.istio.io/inject"]',
        ),
      ],
    },
    {
      name: 'written out',
      objects: namespace(AMBIENT) + pod().replace('{name: app, image: app}', '{name: istio-proxy, image: proxyv2}'),
      findings: [finding('Pod shop/web', 'Pod shop/web', 'spec.containers[0]', 'it has a container istio-proxy')],
    },
  ],
});

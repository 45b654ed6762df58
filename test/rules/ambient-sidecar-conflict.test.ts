import { AMBIENT, deployment, namespace, pod } from './ambient-objects';
import { testMeshRule } from './mesh-rule-tester';

const BOTH = '{istio.io/dataplane-mode: ambient, istio-injection: enabled}';
const EFFECT = 'and the sidecar wins, so that ztunnels and waypoints leave these Pods alone';
const ofWorkload = (on: string, who: string, why: string, template = '') => ({
  on,
  path: `${template}metadata.labels["istio.io/dataplane-mode"]`,
  message: `The label istio.io/dataplane-mode of ${who} is "ambient", and a sidecar is injected because ${why}, ${EFFECT}`,
  fix: 'Set the label sidecar.istio.io/inject to "false", or remove the label istio.io/dataplane-mode',
});

testMeshRule('ambient-sidecar-conflict', {
  valid: [
    { name: 'labels of the namespace alone', objects: namespace(BOTH) + pod() + deployment('{app: web}') },
    { name: 'ambient mode', objects: namespace(AMBIENT) + pod() },
    { name: 'sidecars', objects: namespace('{istio-injection: enabled}') + pod() },
    {
      name: 'a Pod in ambient mode that wants no sidecar',
      objects:
        namespace('{istio-injection: enabled}') +
        pod('{istio.io/dataplane-mode: ambient, sidecar.istio.io/inject: "false"}'),
    },
    {
      name: 'a Pod that opts out of ambient mode',
      objects: namespace(AMBIENT) + pod('{istio.io/dataplane-mode: none, sidecar.istio.io/inject: "true"}'),
    },
    {
      name: 'a Pod with a sidecar in an ambient namespace',
      objects: namespace(AMBIENT) + pod('{sidecar.istio.io/inject: "true"}'),
    },
    { name: 'no Namespace given', objects: deployment('{istio.io/dataplane-mode: ambient}') },
  ],
  invalid: [
    {
      name: 'Pods by their labels',
      objects: deployment('{istio.io/dataplane-mode: ambient, sidecar.istio.io/inject: "true"}') + namespace('{}'),
      findings: [
        ofWorkload(
          'Deployment shop/web',
          'the Pods of Deployment shop/web',
          'its label sidecar.istio.io/inject is "true"',
          'spec.template.',
        ),
      ],
    },
    {
      name: 'a Pod by its label and that of its namespace',
      objects: pod('{istio.io/dataplane-mode: ambient}'),
      context: namespace('{istio-injection: enabled}'),
      findings: [ofWorkload('Pod shop/web', 'Pod shop/web', 'label istio-injection of namespace shop is "enabled"')],
    },
  ],
});

import { testMeshRule } from './mesh-rule-tester';
import { deployment, namespace, pod, selecting, sidecar } from './sidecar-objects';

const ALL = '{egress: [{hosts: ["./*"]}]}';
const AMBIENT = '{istio.io/dataplane-mode: ambient}';
const idle = (subject: string, path = 'metadata.namespace') => ({
  on: 'Sidecar shop/default',
  path,
  message: `${subject} is in the ambient mesh, without sidecars that would go by the Sidecar, so that it limits and configures nothing there`,
  fix: 'Remove it, or have sidecars injected in place of the ambient mode',
});
const SELECTOR = 'spec.workloadSelector.labels';

testMeshRule('sidecar-in-ambient', {
  valid: [
    { name: 'a namespace with sidecars', objects: sidecar(ALL) + namespace('shop') },
    { name: 'no Namespace given', objects: sidecar(ALL) + pod('{}') },
    {
      name: 'a namespace with both',
      objects: sidecar(ALL) + namespace('shop', '{istio.io/dataplane-mode: ambient, istio.io/rev: stable}'),
    },
    { name: 'another mode', objects: sidecar(ALL) + namespace('shop', '{istio.io/dataplane-mode: none}') },
    {
      name: 'a workload that stays out of ambient',
      objects:
        selecting('{app: web}') +
        pod('{app: web, istio.io/dataplane-mode: none, sidecar.istio.io/inject: "true"}') +
        namespace('shop', AMBIENT),
    },
    { name: 'the default of the mesh', objects: sidecar(ALL, 'istio-system') + namespace('istio-system', AMBIENT) },
  ],
  invalid: [
    {
      name: 'an ambient namespace',
      objects: sidecar(ALL) + namespace('shop', AMBIENT),
      findings: [idle('Namespace "shop"')],
    },
    {
      name: 'an ambient Namespace of the context',
      objects: sidecar(ALL, 'shop', 'default', 'v1beta1'),
      context: namespace('shop', AMBIENT),
      findings: [idle('Namespace "shop"')],
    },
    {
      name: 'a workload of an ambient namespace',
      objects: selecting('{app: web}') + deployment('{app: web}') + namespace('shop', AMBIENT),
      findings: [idle('Deployment "shop/web"', SELECTOR)],
    },
    {
      name: 'a Pod by its own label',
      objects: selecting('{app: web}') + pod('{app: web, istio.io/dataplane-mode: ambient}') + namespace('shop', '{}'),
      findings: [idle('Pod "shop/web"', SELECTOR)],
    },
  ],
});

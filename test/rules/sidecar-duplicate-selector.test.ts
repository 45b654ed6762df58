import { testMeshRule } from './mesh-rule-tester';
import { deployment, namespace, pod, selecting, sidecar } from './sidecar-objects';

const again = (name: string, rival: string, workload = 'Pod "shop/web"') => ({
  on: `Sidecar shop/${name}`,
  path: 'spec.workloadSelector.labels',
  message: `Sidecar "shop/${rival}" selects ${workload}, too, and istiod goes by the older of the two alone: which one is in force depends on which was created first`,
  fix: 'Merge the two, or let their selectors have no workload in common',
});
const web = (name: string, ns = 'shop') => selecting('{app: web}', ns, name);

testMeshRule('sidecar-duplicate-selector', {
  valid: [
    {
      name: 'different workloads',
      objects: web('a') + selecting('{app: api}', 'shop', 'b') + pod('{app: web}') + pod('{app: api}', 'shop', 'api'),
    },
    {
      name: 'selectors that could meet on a workload that is not there',
      objects: web('a') + selecting('{v: a}', 'shop', 'b'),
    },
    {
      name: 'other namespaces',
      objects: web('a') + web('b', 'other') + pod('{app: web}') + pod('{app: web}', 'other'),
    },
    {
      name: 'one without a selector, for all others',
      objects: web('a') + sidecar('{egress: [{hosts: ["./*"]}]}', 'shop', 'b') + pod('{app: web}'),
    },
    {
      name: 'an ambient workload, which is the fault',
      objects: web('a') + web('b') + pod('{app: web}') + namespace('shop', '{istio.io/dataplane-mode: ambient}'),
    },
    { name: 'two of the context', objects: pod('{app: web}'), context: web('a') + web('b') },
  ],
  invalid: [
    { name: 'the same labels', objects: web('a') + web('b') + pod('{app: web}'), findings: [again('b', 'a')] },
    {
      name: 'labels of which one Pod has both',
      objects:
        web('a') +
        selecting('{v: a}', 'shop', 'b', 'v1beta1') +
        deployment('{app: web, v: a}') +
        pod('{app: web}', 'shop', 'x'),
      findings: [again('b', 'a', 'Deployment "shop/web"')],
    },
    {
      name: 'three',
      objects: web('a') + web('b') + web('c') + pod('{app: web}'),
      findings: [again('b', 'a'), again('c', 'a')],
    },
    {
      name: 'a Pod of the context',
      objects: web('a') + web('b'),
      context: pod('{app: web}'),
      findings: [again('b', 'a')],
    },
    {
      name: 'the younger is on the cluster',
      objects: web('a') + pod('{app: web}'),
      context: web('b'),
      findings: [again('a', 'b')],
    },
  ],
});

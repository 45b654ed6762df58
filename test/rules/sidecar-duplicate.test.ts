import { testMeshRule } from './mesh-rule-tester';
import { namespace, selecting, sidecar } from './sidecar-objects';

const SPEC = '{egress: [{hosts: ["./*"]}]}';
const one = (name: string, ns = 'shop', version = 'v1') => sidecar(SPEC, ns, name, version);
const again = (name: string, rival: string, ns = 'shop') => ({
  on: `Sidecar ${ns}/${name}`,
  path: 'spec.workloadSelector',
  message: `Sidecar "${ns}/${rival}" has no workloadSelector either, and of two for one namespace istiod goes by the older alone: which one is in force depends on which was created first`,
  fix: `Merge it into "${rival}", or select the workloads that it is meant for`,
});
const created = (name: string, time: string) => `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: ${name}, namespace: shop, creationTimestamp: "${time}"}
spec: ${SPEC}
---`;

testMeshRule('sidecar-duplicate', {
  valid: [
    { name: 'one', objects: one('a') },
    { name: 'one in each namespace', objects: one('a') + one('b', 'other') },
    { name: 'one with a selector beside it', objects: one('a') + selecting('{app: web}', 'shop', 'b') },
    { name: 'one name is one Sidecar', objects: one('a'), context: one('a', 'shop', 'v1beta1') },
    {
      name: 'an ambient namespace, which is the fault',
      objects: one('a') + one('b') + namespace('shop', '{istio.io/dataplane-mode: ambient}'),
    },
  ],
  invalid: [
    { name: 'two', objects: one('b') + one('a', 'shop', 'v1alpha3'), findings: [again('b', 'a')] },
    { name: 'three', objects: one('a') + one('b') + one('c'), findings: [again('b', 'a'), again('c', 'a')] },
    {
      name: 'an empty selector is none',
      objects: one('a') + selecting('{}', 'shop', 'b'),
      findings: [again('b', 'a')],
    },
    {
      name: 'the older of two that are dumped',
      objects: created('a', '2026-02-01T00:00:00Z') + created('b', '2026-01-01T00:00:00Z'),
      findings: [again('a', 'b')],
    },
    {
      name: 'the younger is on the cluster already',
      objects: one('a'),
      context: one('b'),
      findings: [again('a', 'b')],
    },
    { name: 'the older is on the cluster already', objects: one('b'), context: one('a'), findings: [again('b', 'a')] },
    {
      name: 'with and without the default namespace',
      objects: one('a', '""') + one('b', 'default'),
      findings: [{ ...again('b', 'a', 'default') }],
    },
    {
      name: 'a namespace with both modes',
      objects: one('a') + one('b') + namespace('shop', '{istio.io/dataplane-mode: ambient, istio-injection: enabled}'),
      findings: [again('b', 'a')],
    },
  ],
});

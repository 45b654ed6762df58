import { testMeshRule } from './mesh-rule-tester';
import { deployment, pod, selecting, sidecar } from './sidecar-objects';

const workload = (kind: string, spec: string, namespace = 'shop') => `
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: {name: vm, namespace: ${namespace}}
spec: ${spec}
---`;

const nothing = (where = 'namespace "shop"', labels = 'app: web', on = 'shop') => ({
  on: `Sidecar ${on}/default`,
  path: 'spec.workloadSelector.labels',
  message: `No workload of ${where} has the labels of the selector, \`${labels}\`, so that the Sidecar is in force nowhere`,
  fix: 'Select labels that the Pods have, in their namespace, or name what the cluster has already with --context',
  refType: 'selector',
});

testMeshRule('sidecar-selector-no-workload', {
  valid: [
    { name: 'a Pod', objects: selecting('{app: web}') + pod('{app: web, v: a}') },
    {
      name: 'the Pods of a StatefulSet',
      objects: selecting('{app: web}') + deployment('{app: web}', 'shop', 'a', 'StatefulSet'),
    },
    { name: 'a Deployment of the context', objects: selecting('{app: web}'), context: deployment('{app: web}') },
    { name: 'no selector', objects: sidecar('{egress: [{hosts: ["./*"]}]}') + pod('{app: other}') },
    { name: 'an empty selector', objects: selecting('{}') + pod('{app: other}') },
    {
      name: 'a virtual machine',
      objects:
        selecting('{app: web}') + pod('{}') + workload('WorkloadEntry', '{address: 10.0.0.1, labels: {app: web}}'),
    },
    {
      name: 'virtual machines that are to join',
      objects:
        selecting('{app: web}') +
        pod('{}') +
        workload('WorkloadGroup', '{metadata: {labels: {app: web}}, template: {}}'),
    },
    {
      name: 'in the root namespace, a Pod of any',
      objects: selecting('{app: web}', 'mesh') + pod('{app: web}', 'other'),
      mesh: { rootNamespace: 'mesh' },
    },
    {
      name: 'no namespace written is one namespace',
      objects: selecting('{app: web}', '""') + pod('{app: web}', 'default'),
    },
    {
      name: 'no Pods given',
      objects: selecting('{app: web}'),
      undecided: ['the Pods of namespace "shop"'],
    },
  ],
  invalid: [
    { name: 'another label', objects: selecting('{app: web}') + pod('{app: wep}'), findings: [nothing()] },
    {
      name: 'one of two labels',
      objects: selecting('{app: web, v: b}', 'shop', 'default', 'v1beta1') + pod('{app: web, v: a}'),
      findings: [nothing(undefined, 'app: web, v: b')],
    },
    { name: 'another namespace', objects: selecting('{app: web}') + pod('{app: web}', 'other'), findings: [nothing()] },
    {
      name: 'labels of the Deployment instead of its Pods',
      objects: selecting('{own: label}', 'shop', 'default', 'v1alpha3') + deployment('{app: web}'),
      findings: [nothing(undefined, 'own: label')],
    },
    { name: 'Pods known by the context', objects: selecting('{app: web}'), context: pod('{}'), findings: [nothing()] },
    {
      name: 'a virtual machine elsewhere',
      objects:
        selecting('{app: web}') +
        pod('{}') +
        workload('WorkloadEntry', '{address: 10.0.0.1, labels: {app: web}}', 'vm'),
      findings: [nothing()],
    },
    {
      name: 'in the root namespace, no Pod of any',
      objects: selecting('{app: web}', 'istio-system') + pod('{}'),
      findings: [nothing('any namespace', undefined, 'istio-system')],
    },
  ],
});

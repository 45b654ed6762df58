import { testMeshRule } from './mesh-rule-tester';
import { pod, selecting, sidecar } from './sidecar-objects';

const selected = (root: string) => ({
  on: `Sidecar ${root}/default`,
  path: 'spec.workloadSelector.labels',
  message: `"${root}" is the root namespace, whose Sidecar is the default of the whole mesh; one with a selector is for workloads of "${root}" alone`,
  fix: 'Remove the selector if the mesh is meant, else move the Sidecar to the namespace of the workloads',
});

testMeshRule('sidecar-root-selector', {
  valid: [
    { name: 'the default of the mesh', objects: sidecar('{egress: [{hosts: ["./*"]}]}', 'istio-system') },
    { name: 'an empty selector', objects: selecting('{}', 'istio-system') },
    { name: 'another namespace', objects: selecting('{app: web}') + pod('{app: web}') },
    {
      name: 'istio-system where another namespace is the root',
      objects: selecting('{app: web}', 'istio-system'),
      mesh: { rootNamespace: 'mesh' },
    },
    {
      name: 'one that selects nothing, which is another fault',
      objects: selecting('{app: web}', 'istio-system') + pod('{}'),
    },
  ],
  invalid: [
    {
      name: 'a workload elsewhere',
      objects: selecting('{app: web}', 'istio-system') + pod('{app: web}'),
      findings: [selected('istio-system')],
    },
    { name: 'no Pods given', objects: selecting('{app: web}', 'istio-system'), findings: [selected('istio-system')] },
    {
      name: 'a root namespace of the mesh config',
      objects: selecting('{app: web}', 'mesh'),
      mesh: { rootNamespace: 'mesh' },
      findings: [selected('mesh')],
    },
  ],
});

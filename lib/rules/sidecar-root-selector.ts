import { SIDECAR } from '../traffic/kinds';
import { areWorkloadsKnown } from './known-objects';
import type { MeshRule } from './rule';
import { selectsWorkload } from './selected-workloads';
import { isForAll, isOfRoot, selectorField } from './sidecar';

export const sidecarRootSelector: MeshRule = {
  id: 'sidecar-root-selector',
  code: 'KIA1006',
  severity: 'warning',
  kinds: [SIDECAR],
  summary: 'A Sidecar in the root namespace has no workloadSelector.',
  check(sidecar, { mesh, report }) {
    if (isForAll(sidecar) || !isOfRoot(sidecar, mesh)) return;
    const selector = selectorField(sidecar);
    // One that selects nothing at all is a broken reference, of which another rule speaks.
    if (areWorkloadsKnown(mesh) && !selectsWorkload(selector, sidecar, mesh)) return;
    const { rootNamespace } = mesh.config;
    const message = `"${rootNamespace}" is the root namespace, whose Sidecar is the default of the whole mesh; one with a selector is for workloads of "${rootNamespace}" alone`;
    const fix = 'Remove the selector if the mesh is meant, else move the Sidecar to the namespace of the workloads';
    report({ path: selector.path, message, fix });
  },
};

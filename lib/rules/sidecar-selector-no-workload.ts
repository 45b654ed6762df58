import { SIDECAR } from '../traffic/kinds';
import type { MeshRule } from './rule';
import { checkSelection } from './selected-workloads';
import { selectorField } from './sidecar';

export const sidecarSelectorNoWorkload: MeshRule = {
  id: 'sidecar-selector-no-workload',
  code: 'IST0101',
  severity: 'error',
  kinds: [SIDECAR],
  summary: 'The workloadSelector of a Sidecar selects workloads of its namespace.',
  check(sidecar, inquiry) {
    checkSelection(selectorField(sidecar), sidecar, inquiry);
  },
};

import { specOf } from '../manifest/field';
import type { MeshRule } from './rule';
import { checkSelection } from './selected-workloads';

export const telemetrySelectorNoWorkload: MeshRule = {
  id: 'telemetry-selector-no-workload',
  code: 'IST0101',
  severity: 'error',
  kinds: ['Telemetry.telemetry.istio.io'],
  summary: 'The selector of a Telemetry selects workloads of its namespace.',
  check(telemetry, inquiry) {
    checkSelection(specOf(telemetry).get('selector', 'matchLabels'), telemetry, inquiry);
  },
};

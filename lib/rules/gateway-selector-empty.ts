import { specOf } from '../manifest/field';
import { GATEWAY } from '../traffic/kinds';
import type { MeshRule } from './rule';

export const gatewaySelectorEmpty: MeshRule = {
  id: 'gateway-selector-empty',
  code: 'SI0101',
  severity: 'warning',
  kinds: [GATEWAY],
  summary: 'A Gateway selects the workload that it is for.',
  check(manifest, { report }) {
    const { path, entries } = specOf(manifest).get('selector');
    if (entries.length > 0) return;
    const message =
      'Without a selector the Gateway is for every gateway of the mesh, so its hosts are open on those of other teams and on internal ones, too';
    report({ path, message, fix: "Set the labels of one gateway's Pods, such as `istio: ingressgateway`" });
  },
};

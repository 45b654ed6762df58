import { specOf } from '../manifest/field';
import { DESTINATION_RULE } from '../traffic/kinds';
import type { MeshRule } from './rule';

export const destinationRuleSubsetNoLabels: MeshRule = {
  id: 'destination-rule-subset-no-labels',
  code: 'KIA0209',
  severity: 'warning',
  kinds: [DESTINATION_RULE],
  about: ['subsets'],
  summary: 'Every subset has labels, or settings of its own.',
  check(manifest, { report }) {
    const subsets = specOf(manifest)
      .get('subsets')
      .items.filter(({ isSet }) => isSet);
    const isBare = (at: (typeof subsets)[number]) => at.get('labels').entries.length === 0;
    // Beside others it is often meant for all of them.
    const mildly = subsets.every(isBare) ? {} : { severity: 'info' as const };
    // With settings it is these that routes choose, as for what leaves by an egress gateway.
    for (const subset of subsets.filter((at) => isBare(at) && !at.get('trafficPolicy').isSet)) {
      const { path } = subset.get('labels');
      const message = `Subset "${subset.get('name').text}" has no labels, so that it is every Pod of "${specOf(manifest).get('host').text}", those of other subsets too`;
      report({ path, message, fix: 'Give it the labels of its Pods, such as version: v1', ...mildly });
    }
  },
};

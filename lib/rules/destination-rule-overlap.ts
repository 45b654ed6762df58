import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { DESTINATION_RULE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { rivalOf } from './rival-rules';
import type { MeshRule } from './rule';
import { titleOf } from './title';

function effectOf(rule: Manifest, rival: Manifest, { catalog, clientSettings }: Mesh): string {
  const host = specOf(rule).get('host').text;
  if (clientSettings.hostOf(rival).toLowerCase() !== clientSettings.hostOf(rule).toLowerCase())
    return `covers host "${host}", too, and nothing of it is in force there: clients use the rule of the narrower host whole`;
  if (catalog.namespaceOf(rival) !== catalog.namespaceOf(rule))
    return `is for host "${host}", too, and clients use one of the two whole: that of their own namespace, else that of the Service's`;
  return `is for host "${host}", too, and istiod makes one of the two: the trafficPolicy of the older counts, and of subsets of one name that of the older`;
}

export const destinationRuleOverlap: MeshRule = {
  id: 'destination-rule-overlap',
  code: 'KIA0201',
  severity: 'warning',
  kinds: [DESTINATION_RULE],
  summary: 'No two DestinationRules have settings for the same Pods.',
  check(manifest, { mesh, report }) {
    const rival = rivalOf(manifest, mesh);
    if (rival === undefined) return;
    const { path } = specOf(manifest).get('host');
    const other = titleOf(rival, mesh);
    const message = `${other} ${effectOf(manifest, rival, mesh)}`;
    report({ path, message, fix: 'Put all settings for the host into one DestinationRule' });
  },
};

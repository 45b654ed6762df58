import { specOf } from '../manifest/field';
import { DESTINATION_RULE } from '../traffic/kinds';
import type { MeshRule } from './rule';
import { unverifiedServer } from './server-verification';

export const destinationRuleServerUnverified: MeshRule = {
  id: 'destination-rule-server-unverified',
  code: 'IST0128',
  severity: 'warning',
  kinds: [DESTINATION_RULE],
  about: ['tls'],
  summary: 'A DestinationRule that starts TLS names the CA of the server.',
  check(manifest, { report }) {
    const policies = [specOf(manifest), ...specOf(manifest).get('subsets').items];
    for (const owner of policies) {
      const violation = unverifiedServer(manifest, owner.get('trafficPolicy', 'tls'));
      if (violation !== undefined) report(violation);
    }
  },
};

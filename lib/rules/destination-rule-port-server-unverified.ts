import { DESTINATION_RULE } from '../traffic/kinds';
import type { MeshRule } from './rule';
import { unverifiedServer } from './server-verification';
import { portSettingsOf } from './traffic-policy';

export const destinationRulePortServerUnverified: MeshRule = {
  id: 'destination-rule-port-server-unverified',
  code: 'IST0129',
  severity: 'warning',
  kinds: [DESTINATION_RULE],
  about: ['portLevelSettings'],
  summary: 'Settings for a port that start TLS name the CA of the server.',
  check(manifest, { report }) {
    for (const settings of portSettingsOf(manifest)) {
      const violation = unverifiedServer(manifest, settings.get('tls'));
      if (violation !== undefined) report(violation);
    }
  },
};

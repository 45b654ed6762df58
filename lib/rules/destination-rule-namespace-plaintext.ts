import { DESTINATION_RULE } from '../traffic/kinds';
import type { MeshRule } from './rule';
import { titleOf } from './title';
import { widePlaintextOf } from './wide-plaintext';

export const destinationRuleNamespacePlaintext: MeshRule = {
  id: 'destination-rule-namespace-plaintext',
  code: 'KIA0207',
  severity: 'error',
  kinds: [DESTINATION_RULE],
  about: ['tls'],
  summary: 'Clients do not send plaintext to a whole namespace whose own policy takes none.',
  check(manifest, { mesh, report }) {
    const found = widePlaintextOf(manifest, mesh);
    if (found === undefined || found.isMeshPolicy) return;
    const message = `Clients send plaintext to all Services of namespace "${found.breadth}", where ${titleOf(found.policy, mesh)} is STRICT: sidecars reset the connections, and requests end with 503`;
    const path = ['spec', 'trafficPolicy', 'tls', 'mode'];
    report({ path, message, fix: 'Remove the rule, or write ISTIO_MUTUAL' });
  },
};

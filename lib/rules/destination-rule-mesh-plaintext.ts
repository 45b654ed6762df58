import { DESTINATION_RULE } from '../traffic/kinds';
import { WHOLE_MESH } from './destination-rule';
import type { MeshRule } from './rule';
import { titleOf } from './title';
import { widePlaintextOf } from './wide-plaintext';

export const destinationRuleMeshPlaintext: MeshRule = {
  id: 'destination-rule-mesh-plaintext',
  code: 'KIA0208',
  severity: 'error',
  kinds: [DESTINATION_RULE],
  about: ['tls'],
  summary:
    'Clients do not send plaintext to all Services of a namespace or the mesh when the policy of the mesh takes none.',
  check(manifest, { mesh, report, cannotTell }) {
    const found = widePlaintextOf(manifest, mesh);
    if (found === undefined || !found.isMeshPolicy) return;
    if (found.isCertain === undefined) return cannotTell(`the Pods of namespace "${found.breadth}"`);
    const whose = found.breadth === WHOLE_MESH ? 'of the mesh' : `of namespace "${found.breadth}"`;
    const message = `Clients send plaintext to all Services ${whose}, and ${titleOf(found.policy, mesh)} is STRICT for the mesh: sidecars reset the connections, and requests end with 503`;
    const path = ['spec', 'trafficPolicy', 'tls', 'mode'];
    report({ path, message, fix: 'Remove the rule, or write ISTIO_MUTUAL' });
  },
};

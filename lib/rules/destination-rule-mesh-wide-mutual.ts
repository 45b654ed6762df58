import { specOf } from '../manifest/field';
import { DESTINATION_RULE } from '../traffic/kinds';
import { WHOLE_MESH } from './destination-rule';
import type { MeshRule } from './rule';
import { wideMutualBreadth } from './wide-mutual';

export const destinationRuleMeshWideMutual: MeshRule = {
  id: 'destination-rule-mesh-wide-mutual',
  code: 'SI0170',
  severity: 'warning',
  kinds: [DESTINATION_RULE],
  about: ['tls'],
  summary: 'Mutual TLS for all Services is left to automatic mutual TLS where that is on.',
  check(manifest, { mesh, report }) {
    if (!mesh.config.autoMtls || wideMutualBreadth(manifest, mesh) !== WHOLE_MESH) return;
    const host = specOf(manifest).get('host').text;
    const message = `ISTIO_MUTUAL for "${host}" makes clients send mutual TLS to Services without sidecars, too, such as databases and cert-manager's solvers, which answer with 503; automatic mutual TLS, which is on, sends it to all that can take it`;
    const fix = 'Remove the rule; a PeerAuthentication with mode STRICT is what keeps plaintext out';
    report({ path: ['spec', 'trafficPolicy', 'tls', 'mode'], message, fix });
  },
};

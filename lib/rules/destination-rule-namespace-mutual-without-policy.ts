import { DESTINATION_RULE, PEER_AUTHENTICATION } from '../traffic/kinds';
import { WHOLE_MESH } from './destination-rule';
import type { MeshRule } from './rule';
import { wideMutualBreadth } from './wide-mutual';

export const destinationRuleNamespaceMutualWithoutPolicy: MeshRule = {
  id: 'destination-rule-namespace-mutual-without-policy',
  code: 'KIA0206',
  severity: 'warning',
  kinds: [DESTINATION_RULE],
  about: ['tls'],
  summary: 'Where all clients of a namespace send mutual TLS, a policy for it or the mesh says what servers take.',
  check(manifest, { mesh, report, cannotTell }) {
    const namespace = wideMutualBreadth(manifest, mesh);
    if (namespace === undefined || namespace === WHOLE_MESH) return;
    if (mesh.peerAuthentication.namespaceMode(namespace).decidedBy !== undefined) return;
    if (mesh.catalog.ofKind(PEER_AUTHENTICATION).length === 0) return cannotTell('a PeerAuthentication');
    const message = `Clients send mutual TLS to all Services of namespace "${namespace}", and no PeerAuthentication for it or the mesh demands it, so that servers take plaintext of others as well`;
    const fix = `Add a PeerAuthentication without a selector, mode STRICT, to namespace "${namespace}"`;
    report({ path: ['spec', 'trafficPolicy', 'tls', 'mode'], message, fix });
  },
};

import { DESTINATION_RULE, PEER_AUTHENTICATION } from '../traffic/kinds';
import { WHOLE_MESH } from './destination-rule';
import type { MeshRule } from './rule';
import { wideMutualBreadth } from './wide-mutual';

export const destinationRuleMeshMutualWithoutPolicy: MeshRule = {
  id: 'destination-rule-mesh-mutual-without-policy',
  code: 'KIA0205',
  severity: 'warning',
  kinds: [DESTINATION_RULE],
  about: ['tls'],
  summary: 'Where all clients of the mesh send mutual TLS, a policy for the mesh says what servers take.',
  check(manifest, { mesh, report, cannotTell }) {
    if (wideMutualBreadth(manifest, mesh) !== WHOLE_MESH) return;
    if (mesh.peerAuthentication.meshMode().decidedBy !== undefined) return;
    if (mesh.catalog.ofKind(PEER_AUTHENTICATION).length === 0) return cannotTell('a PeerAuthentication');
    const { rootNamespace } = mesh.config;
    const message = `Clients send mutual TLS to all Services, and no PeerAuthentication of namespace "${rootNamespace}" demands it, so that servers take plaintext of others as well`;
    const fix = `Add a PeerAuthentication without a selector, mode STRICT, to namespace "${rootNamespace}"`;
    report({ path: ['spec', 'trafficPolicy', 'tls', 'mode'], message, fix });
  },
};

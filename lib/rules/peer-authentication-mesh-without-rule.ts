import { DESTINATION_RULE, PEER_AUTHENTICATION } from '../traffic/kinds';
import { MODE, wideMode } from './peer-authentication';
import type { MeshRule } from './rule';
import { meshBasis } from './wide-mutual';

export const peerAuthenticationMeshWithoutRule: MeshRule = {
  id: 'peer-authentication-mesh-without-rule',
  code: 'KIA0401',
  severity: 'error',
  kinds: [PEER_AUTHENTICATION],
  summary: 'Without automatic mutual TLS, a STRICT mesh has a DestinationRule that makes clients send it.',
  check(manifest, { mesh, report, cannotTell }) {
    const isMesh = mesh.catalog.namespaceOf(manifest) === mesh.config.rootNamespace;
    if (mesh.config.autoMtls || !isMesh || wideMode(manifest, mesh) !== 'STRICT') return;
    // What a rule tells them in vain is that rule's fault.
    if (meshBasis(mesh) !== undefined) return;
    if (mesh.catalog.ofKind(DESTINATION_RULE).length === 0) return cannotTell('a DestinationRule');
    const message =
      'Automatic mutual TLS is off, and no DestinationRule for the whole mesh makes clients send mutual TLS: sidecars refuse the plaintext that they send instead, and requests end with 503';
    const fix = `Add a DestinationRule with host "*.local" and tls mode ISTIO_MUTUAL to namespace "${mesh.config.rootNamespace}", or switch automatic mutual TLS on`;
    report({ path: MODE, message, fix });
  },
};

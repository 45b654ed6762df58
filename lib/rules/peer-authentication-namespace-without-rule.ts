import { DESTINATION_RULE, PEER_AUTHENTICATION } from '../traffic/kinds';
import { MODE, wideMode } from './peer-authentication';
import type { MeshRule } from './rule';
import { namespaceBasis } from './wide-mutual';

export const peerAuthenticationNamespaceWithoutRule: MeshRule = {
  id: 'peer-authentication-namespace-without-rule',
  code: 'KIA0501',
  severity: 'error',
  kinds: [PEER_AUTHENTICATION],
  summary: 'Without automatic mutual TLS, a STRICT namespace has a DestinationRule that makes clients send it.',
  check(manifest, { mesh, report, cannotTell }) {
    const namespace = mesh.catalog.namespaceOf(manifest);
    const isMesh = namespace === mesh.config.rootNamespace;
    if (mesh.config.autoMtls || isMesh || wideMode(manifest, mesh) !== 'STRICT') return;
    // What a rule tells them in vain is that rule's fault.
    if (namespaceBasis(namespace, mesh) !== undefined) return;
    if (mesh.catalog.ofKind(DESTINATION_RULE).length === 0) return cannotTell('a DestinationRule');
    const message = `Automatic mutual TLS is off, and no DestinationRule for all of namespace "${namespace}" makes clients send mutual TLS: sidecars refuse the plaintext that they send instead, and requests end with 503`;
    const fix = `Add a DestinationRule with host "*.${namespace}.svc.cluster.local" and tls mode ISTIO_MUTUAL, or switch automatic mutual TLS on`;
    report({ path: MODE, message, fix });
  },
};

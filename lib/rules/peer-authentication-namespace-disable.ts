import { PEER_AUTHENTICATION } from '../traffic/kinds';
import { MODE, wideMode } from './peer-authentication';
import type { MeshRule } from './rule';
import { namespaceBasis } from './wide-mutual';

export const peerAuthenticationNamespaceDisable: MeshRule = {
  id: 'peer-authentication-namespace-disable',
  code: 'KIA0505',
  severity: 'error',
  kinds: [PEER_AUTHENTICATION],
  summary: 'Where a namespace takes plaintext only, no DestinationRule makes all its clients send TLS.',
  check(manifest, { mesh, report }) {
    const namespace = mesh.catalog.namespaceOf(manifest);
    const isMesh = namespace === mesh.config.rootNamespace;
    const basis = !isMesh && wideMode(manifest, mesh) === 'DISABLE' ? namespaceBasis(namespace, mesh) : undefined;
    if (basis === undefined || (basis.mode !== 'ISTIO_MUTUAL' && basis.mode !== 'MUTUAL')) return;
    const rule = `DestinationRule "${mesh.catalog.namespaceOf(basis.rule)}/${basis.rule.name}"`;
    const message = `Sidecars of namespace "${namespace}" take nothing but plaintext, and ${rule} makes all clients send TLS (${basis.mode}): requests end with 503`;
    const fix = `Write STRICT or PERMISSIVE, or add a DestinationRule with tls mode DISABLE for "*.${namespace}.svc.cluster.local"`;
    report({ path: MODE, message, fix });
  },
};

import { PEER_AUTHENTICATION } from '../traffic/kinds';
import { MODE, wideMode } from './peer-authentication';
import type { MeshRule } from './rule';
import { meshBasis } from './wide-mutual';

export const peerAuthenticationMeshDisable: MeshRule = {
  id: 'peer-authentication-mesh-disable',
  code: 'KIA0506',
  severity: 'error',
  kinds: [PEER_AUTHENTICATION],
  summary: 'Where the mesh takes plaintext only, no DestinationRule makes all clients send TLS.',
  check(manifest, { mesh, report }) {
    const isMesh = mesh.catalog.namespaceOf(manifest) === mesh.config.rootNamespace;
    const basis = isMesh && wideMode(manifest, mesh) === 'DISABLE' ? meshBasis(mesh) : undefined;
    if (basis === undefined || (basis.mode !== 'ISTIO_MUTUAL' && basis.mode !== 'MUTUAL')) return;
    const rule = `DestinationRule "${mesh.catalog.namespaceOf(basis.rule)}/${basis.rule.name}"`;
    const message = `Sidecars take nothing but plaintext, and ${rule} makes all clients send TLS (${basis.mode}): requests end with 503`;
    report({ path: MODE, message, fix: `Write STRICT or PERMISSIVE, or remove tls from ${rule}` });
  },
};

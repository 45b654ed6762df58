import { specOf } from '../manifest/field';
import type { Path } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { PEER_AUTHENTICATION } from '../traffic/kinds';
import { selectorIn } from '../traffic/labels';
import type { Mesh } from '../traffic/mesh';
import type { RegistryEntry } from '../traffic/registry';
import { selectedPods } from '../traffic/selected-pods';
import type { MeshRule } from './rule';
import { inboundMode } from './sidecar-inbound';
import { serviceText, titleOf } from './title';

/** A Service to a port of which clients with automatic mutual TLS send the plaintext that the policy refuses. */
interface Unreachable {
  readonly service: RegistryEntry;
  readonly path: Path;
}

function unreachableOn(pod: Pod, mesh: Mesh): Unreachable | undefined {
  for (const manifest of mesh.services.of(pod)) {
    const service = mesh.registry.service(mesh.catalog.namespaceOf(manifest), manifest.name);
    if (service === undefined) continue;
    const rule = mesh.clientSettings.inForce(service.namespace, service.host, service.namespace);
    for (const port of service.ports) {
      const tls = rule && mesh.clientSettings.tlsFor(rule, port.number, '');
      if (tls !== undefined && tls.mode !== '') continue;
      const mode = inboundMode(pod, service, port, mesh);
      if (mode?.mode === 'STRICT' && mode.decidedBy !== undefined) return { service, path: mode.decidedBy.path };
    }
  }
  return undefined;
}

export const peerAuthenticationModeUnseen: MeshRule = {
  id: 'peer-authentication-mode-unseen',
  code: 'SI0167',
  severity: 'error',
  kinds: [PEER_AUTHENTICATION],
  summary: 'A workload is not STRICT in a namespace that is DISABLE, which is all that clients see.',
  check(manifest, { mesh, report }) {
    const namespace = mesh.catalog.namespaceOf(manifest);
    const seen = mesh.peerAuthentication.namespaceMode(namespace);
    const labels = selectorIn(specOf(manifest).get('selector', 'matchLabels'));
    if (!mesh.config.autoMtls || seen.mode !== 'DISABLE' || seen.decidedBy === undefined || labels === undefined)
      return;
    for (const pod of selectedPods(labels, namespace, mesh)) {
      const found = mesh.peerAuthentication.workloadPolicy(pod) === manifest ? unreachableOn(pod, mesh) : undefined;
      if (found === undefined) continue;
      const message = `This workload takes nothing but mutual TLS, and clients go by ${titleOf(seen.decidedBy.manifest, mesh)}, which is DISABLE: they send plaintext to ${serviceText(found.service)}, and get 503`;
      const fix = `Add a DestinationRule with tls mode ISTIO_MUTUAL for "${found.service.host}", or make the wider policy PERMISSIVE`;
      return report({ path: found.path, message, fix });
    }
  },
};

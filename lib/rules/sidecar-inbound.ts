import { Field } from '../manifest/field';
import type { Pod } from '../manifest/pods';
import { isCaptured } from '../traffic/inbound-ports';
import type { Mesh } from '../traffic/mesh';
import type { PeerMode } from '../traffic/peer-authentications';
import type { RegistryEntry, RegistryPort } from '../traffic/registry';

/** What the Pod's sidecar takes on a Service's port; nothing where no sidecar is certain, or none sees the port. */
export function inboundMode(pod: Pod, service: RegistryEntry, port: RegistryPort, mesh: Mesh): PeerMode | undefined {
  const target = mesh.services.targetPort(Field.root(service.manifest).get(...port.path), pod);
  if (target === undefined || mesh.proxies.of(pod).kind !== 'sidecar' || !isCaptured(pod, target)) return undefined;
  return mesh.peerAuthentication.modeOf(pod, target);
}

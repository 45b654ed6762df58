import type { Manifest, Path } from '../manifest/manifest';
import { specOf } from '../manifest/field';
import type { Mesh } from '../traffic/mesh';
import type { PeerMode } from '../traffic/peer-authentications';

/** The path of the mode that a policy has for all ports. */
export const MODE: Path = ['spec', 'mtls', 'mode'];

/** The mode of a policy that is in force for all of its namespace, or of the mesh; of several only the oldest is. */
export function wideMode(policy: Manifest, mesh: Mesh): string | undefined {
  const [inForce] = mesh.peerAuthentication.selectorless(mesh.catalog.namespaceOf(policy));
  return inForce === policy ? specOf(policy).get('mtls', 'mode').text : undefined;
}

/** Whether a mode comes from the policy for the whole mesh, which is the one in the root namespace. */
export function isMeshWide({ decidedBy }: PeerMode, { catalog, config }: Mesh): boolean {
  return decidedBy !== undefined && catalog.namespaceOf(decidedBy.manifest) === config.rootNamespace;
}

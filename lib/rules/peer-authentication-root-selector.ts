import { specOf } from '../manifest/field';
import { PEER_AUTHENTICATION } from '../traffic/kinds';
import type { MeshRule } from './rule';

export const peerAuthenticationRootSelector: MeshRule = {
  id: 'peer-authentication-root-selector',
  code: 'SI0165',
  severity: 'warning',
  kinds: [PEER_AUTHENTICATION],
  summary: 'A PeerAuthentication in the root namespace has no selector.',
  check(manifest, { mesh, report }) {
    const { rootNamespace } = mesh.config;
    const selector = specOf(manifest).get('selector');
    if (mesh.catalog.namespaceOf(manifest) !== rootNamespace || selector.get('matchLabels').entries.length === 0)
      return;
    const message = `"${rootNamespace}" is the root namespace, whose policies are for the whole mesh: istiod ignores one with a selector there, so that nothing of it is in force`;
    const fix = 'Remove the selector if the mesh is meant, else move the policy to the namespace of the workload';
    report({ path: selector.path, message, fix });
  },
};

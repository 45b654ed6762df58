import type { Manifest } from '../manifest/manifest';
import type { Mesh } from '../traffic/mesh';
import { PEER_AUTHENTICATION, policyText } from './peer-authentication';
import type { MeshRule } from './rule';

/**
 * The policy that a further one in the namespace competes with: the one that is called `default`, as is the custom,
 * else the oldest. That one itself only where no other is there to be judged.
 */
function rivalOf(policy: Manifest, mesh: Mesh): Manifest | undefined {
  const all = mesh.peerAuthentication.selectorless(mesh.catalog.namespaceOf(policy));
  if (all.length < 2 || !all.includes(policy)) return undefined;
  const kept = all.find(({ name }) => name === 'default') ?? all[0];
  if (kept !== policy) return kept;
  return all.some((other) => other !== policy && mesh.catalog.isJudged(other))
    ? undefined
    : all.find((one) => one !== policy);
}

export const peerAuthenticationDuplicate: MeshRule = {
  id: 'peer-authentication-duplicate',
  code: 'KIA0002',
  severity: 'error',
  kinds: [PEER_AUTHENTICATION],
  summary: 'A namespace has one PeerAuthentication without a selector.',
  check(manifest, { mesh, report }) {
    const rival = rivalOf(manifest, mesh);
    if (rival === undefined) return;
    const message = `${policyText(rival, mesh)} has no selector either, and of two for one namespace istiod goes by the older alone: which mode is in force depends on which was created first`;
    report({
      path: ['spec', 'selector'],
      message,
      fix: `Merge it into "${rival.name}", or select the workload that it is meant for`,
    });
  },
};

import type { Manifest } from '../manifest/manifest';
import { specOf } from '../manifest/field';
import { PEER_AUTHENTICATION } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import type { MeshRule } from './rule';
import { titleOf } from './title';

/** The policies of a namespace that all want to be in force there. */
interface Rivals {
  /** The one that is called `default`, as is the custom, else the oldest: the others are too many. */
  readonly kept: Manifest | undefined;
  /** Another. */
  readonly other: Manifest | undefined;
  readonly isOtherJudged: boolean;
}

const RIVALS = new WeakMap<readonly Manifest[], Rivals>();

function rivalsAmong(policies: readonly Manifest[], { catalog }: Mesh): Rivals {
  const known = RIVALS.get(policies);
  if (known !== undefined) return known;
  const kept = policies.find(({ name }) => name === 'default') ?? policies[0];
  const others = policies.filter((policy) => policy !== kept);
  const rivals = { kept, other: others[0], isOtherJudged: others.some((policy) => catalog.isJudged(policy)) };
  RIVALS.set(policies, rivals);
  return rivals;
}

/** The policy that this one competes with. Of the one that is kept, only where no other is there to be judged. */
function rivalOf(policy: Manifest, mesh: Mesh): Manifest | undefined {
  const isForSome = specOf(policy).get('selector', 'matchLabels').entries.length > 0;
  const all = mesh.peerAuthentication.selectorless(mesh.catalog.namespaceOf(policy));
  if (isForSome || all.length < 2) return undefined;
  const { kept, other, isOtherJudged } = rivalsAmong(all, mesh);
  if (kept !== policy) return kept;
  return isOtherJudged ? undefined : other;
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
    const message = `${titleOf(rival, mesh)} has no selector either, and of two for one namespace istiod goes by the older alone: which mode is in force depends on which was created first`;
    report({
      path: ['spec', 'selector'],
      message,
      fix: `Merge it into "${rival.name}", or select the workload that it is meant for`,
    });
  },
};

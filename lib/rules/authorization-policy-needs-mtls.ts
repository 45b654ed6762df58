import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { conditionsOf, listsOf, PEER_KEYS, sourcesOf } from './authorization-policy';
import { plaintextCause } from './plaintext-cause';
import type { MeshRule } from './rule';
import { podText } from './title';

const KEYS: ReadonlySet<string> = new Set([
  'source.namespace',
  'source.principal',
  'source.serviceAccount',
  'source.trustDomain',
  'connection.sni',
]);

export const authorizationPolicyNeedsMtls: MeshRule = {
  id: 'authorization-policy-needs-mtls',
  code: 'KIA0105',
  severity: 'error',
  kinds: [AUTHORIZATION_POLICY],
  summary: 'Workloads whose AuthorizationPolicy asks who calls are called by mutual TLS.',
  check(policy, inquiry) {
    const { mesh } = inquiry;
    const [asked] = identityFields(policy);
    if (asked === undefined) return;
    const [first] = plaintextPods(policy, mesh);
    if (first === undefined) return;
    inquiry.report({
      path: asked.path,
      message: `The policy asks who calls, and ${first.cause}, so that callers of ${podText(first.pod)} have no identity: what allows by it lets nobody in`,
      fix: 'Take mutual TLS there, or ask for addresses and requests alone',
    });
  },
};

function identityFields(policy: Manifest): readonly Field[] {
  const conditions = conditionsOf(policy).map((condition) => condition.get('key'));
  return [
    ...sourcesOf(policy).flatMap((source) => listsOf(source, PEER_KEYS)),
    ...conditions.filter(({ text }) => KEYS.has(text)),
  ];
}

function plaintextPods(policy: Manifest, mesh: Mesh): readonly { readonly pod: Pod; readonly cause: string }[] {
  return mesh.authorization.podsOf(policy).flatMap((pod) => {
    const cause = plaintextCause(pod, mesh);
    return cause === undefined ? [] : { pod, cause };
  });
}

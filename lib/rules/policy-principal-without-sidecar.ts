import { append } from '../groups';
import type { Pod } from '../manifest/pods';
import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { actionOf } from './authorization-policy';
import { type Callers, callersOf } from './policy-callers';
import type { MeshRule } from './rule';
import { podText } from './title';

export const policyPrincipalWithoutSidecar: MeshRule = {
  id: 'policy-principal-without-sidecar',
  code: 'SI0185',
  severity: 'warning',
  kinds: [AUTHORIZATION_POLICY],
  summary: 'Workloads that an AuthorizationPolicy lets in by their ServiceAccount are in the mesh.',
  check(policy, inquiry) {
    const { mesh } = inquiry;
    if (actionOf(policy) !== 'ALLOW') return;
    for (const callers of callersOf(policy, mesh).filter(({ isExcluded }) => !isExcluded)) {
      const [pod, ...others] = podsAs(callers, mesh);
      if (pod === undefined || ![pod, ...others].every((one) => mesh.proxies.isInMesh(one) === false)) continue;
      const { namespace, name, field } = callers;
      inquiry.report({
        path: field.path,
        message: `Whoever runs as ServiceAccount "${namespace}/${name}" has no sidecar (${podText(pod)}), and so no identity by which the policy could let it in: it gets 403`,
        fix: `Put ${podText(pod)} into the mesh`,
      });
    }
  },
};

const podsIn = oncePer(byServiceAccount);

function podsAs({ namespace, name }: Callers, mesh: Mesh): readonly Pod[] {
  return podsIn(mesh).get(`${namespace}/${name}`) ?? [];
}

function byServiceAccount({ catalog }: Mesh): ReadonlyMap<string, readonly Pod[]> {
  const found = new Map<string, Pod[]>();
  for (const pod of catalog.pods) append(found, `${pod.namespace}/${pod.serviceAccountName}`, pod);
  return found;
}

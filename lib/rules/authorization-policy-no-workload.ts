import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import { selectorOf } from '../traffic/labels';
import type { Mesh } from '../traffic/mesh';
import { targetsOf } from '../traffic/workload-policies';
import { areWorkloadsKnown } from './known-objects';
import type { MeshRule } from './rule';
import { labelsText, podText } from './title';

/** `targetRefs` name what the policy is for, which is not the question here. */
export const authorizationPolicyNoWorkload: MeshRule = {
  id: 'authorization-policy-no-workload',
  code: 'IST0127',
  severity: 'warning',
  kinds: [AUTHORIZATION_POLICY],
  summary: 'An AuthorizationPolicy is in force on some workload of the mesh.',
  check(policy, inquiry) {
    const { mesh } = inquiry;
    if (targetsOf(policy).length > 0 || isForAll(policy, mesh) || selectsKubernetesGateway(policy, mesh)) return;
    const pods = mesh.authorization.podsOf(policy);
    const answers = pods.map((pod) => mesh.proxies.isInMesh(pod));
    if (answers.includes(true)) return;
    const open = pods.find((_, index) => answers[index] === undefined);
    if (open !== undefined) inquiry.cannotTell(`the Namespace "${open.namespace}"`);
    else if (pods.length === 0 && !areWorkloadsKnown(mesh)) inquiry.cannotTell('the Pods that it selects');
    else inquiry.report({ path: pathOf(policy), ...(pods[0] ? outside(pods[0]) : nobody(policy, mesh)) });
  },
};

function isForAll(policy: Manifest, mesh: Mesh): boolean {
  return isOfRoot(policy, mesh) && !hasSelector(policy);
}

function isOfRoot(policy: Manifest, { catalog, config }: Mesh): boolean {
  return catalog.namespaceOf(policy) === config.rootNamespace;
}

function hasSelector(policy: Manifest): boolean {
  return Object.keys(selectorOf(policy)).length > 0;
}

/** One that is a waypoint ignores selectors, of which another rule speaks. */
function selectsKubernetesGateway(policy: Manifest, mesh: Mesh): boolean {
  const namespace = isOfRoot(policy, mesh) ? undefined : mesh.catalog.namespaceOf(policy);
  return mesh.kubernetesGatewayPods.matching(selectorOf(policy), namespace).length > 0;
}

function pathOf(policy: Manifest): readonly string[] {
  return hasSelector(policy) ? ['spec', 'selector', 'matchLabels'] : ['metadata', 'namespace'];
}

const EFFECT = 'so that the policy allows and denies nothing';

function nobody(policy: Manifest, mesh: Mesh) {
  const namespace = mesh.catalog.namespaceOf(policy);
  const where = isOfRoot(policy, mesh) ? 'any namespace' : `namespace "${namespace}"`;
  return hasSelector(policy)
    ? {
        message: `No Pod of ${where} has the labels "${labelsText(selectorOf(policy))}", ${EFFECT}`,
        fix: 'Select labels that the Pods have, in their namespace, or name what the cluster has already with --context',
      }
    : {
        message: `There is no Pod in namespace "${namespace}", ${EFFECT}`,
        fix: 'Put the policy into the namespace of the workload, or name what the cluster has already with --context',
      };
}

function outside(pod: Pod) {
  return {
    message: `Nothing that the policy is for is in the mesh: no proxy asks it before ${podText(pod)}, ${EFFECT}`,
    fix: 'Have a sidecar injected, for instance by the label sidecar.istio.io/inject: "true" on the Pods',
  };
}

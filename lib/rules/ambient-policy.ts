import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { SERVICE_ENTRY } from '../traffic/kinds';
import { selectorOf } from '../traffic/labels';
import type { Mesh } from '../traffic/mesh';
import { targetsOf } from '../traffic/workload-policies';
import { UNENFORCED } from './ambient-http';
import { ambientPodOf, hasPods } from './ambient-pods';
import type { Inquiry, MeshRule } from './rule';
import { podText } from './title';

type Head = Pick<MeshRule, 'id' | 'code' | 'summary'> & { readonly kind: string };

/**
 * A rule on policies that only a waypoint can enforce, for Pods in ambient mode, without the `targetRefs` by which
 * waypoints go. Policies with `targetRefs` are for the rules that `unlessWaypoint` makes.
 *
 * @param why what becomes of such a policy, as a sentence's end; undefined for policies that need no waypoint
 */
export function unlessTargeted({ kind, ...head }: Head, why: (policy: Manifest) => string | undefined): MeshRule {
  return {
    ...head,
    severity: 'warning',
    kinds: [kind],
    check(policy, inquiry) {
      const reason = targetsOf(policy).length > 0 ? undefined : why(policy);
      if (reason === undefined) return;
      const whom = ambientTarget(policy, inquiry);
      if (whom === undefined) return;
      const selected = Object.keys(selectorOf(policy)).length > 0;
      inquiry.report({
        path: ['spec', selected ? 'selector' : 'targetRefs'],
        message: `The ${policy.kind} is for ${whom} in ambient mode and names no waypoint or Service in targetRefs: ${reason}`,
        fix: `Write targetRefs with the Service, or the Gateway that is its waypoint${selected ? ', instead of the selector' : ''}`,
      });
    },
  };
}

/** What a policy without `targetRefs` is for, if that is in ambient mode. */
function ambientTarget(policy: Manifest, { mesh, cannotTell }: Inquiry): string | undefined {
  const namespace = mesh.catalog.namespaceOf(policy);
  const pod = ambientPodOf(policy, mesh);
  if (pod !== undefined) return podText(pod);
  if (namespace === mesh.config.rootNamespace || mesh.ambient.hasNamespace(namespace) !== true) return undefined;
  const gateways = mesh.kubernetesGatewayPods.matching(selectorOf(policy), namespace);
  if (hasPods(namespace, mesh) || gateways.some(({ isWaypoint }) => !isWaypoint)) return undefined;
  if (Object.keys(selectorOf(policy)).length === 0) return `namespace "${namespace}"`;
  cannotTell(`the Pods of namespace "${namespace}"`);
  return undefined;
}

/** A rule on policies that target Services or ServiceEntries without a waypoint, which nothing else enforces. */
export function unlessWaypoint({ kind, ...head }: Head): MeshRule {
  return {
    ...head,
    severity: 'warning',
    kinds: [kind],
    check(policy, inquiry) {
      for (const target of targetsOf(policy)) checkTarget(policy, target, inquiry);
    },
  };
}

function checkTarget(policy: Manifest, target: Field, { mesh, report, cannotTell }: Inquiry): void {
  const [kind, name] = [target.get('kind').text, target.get('name').text];
  const object = targetOf(target, mesh.catalog.namespaceOf(policy), mesh);
  if (object === 'other') return;
  const namespace = mesh.catalog.namespaceOf(policy);
  if (object === undefined) {
    if (mesh.ambient.hasNamespaceWaypoint(namespace) !== true) cannotTell(`the ${kind} "${namespace}/${name}"`);
    return;
  }
  const answer = mesh.ambient.hasWaypoint(object);
  if (answer === undefined) cannotTell(`the Namespace "${namespace}"`);
  if (answer !== false) return;
  report({
    path: target.path,
    message: `${kind} "${namespace}/${name}" has no waypoint, and nothing else enforces a ${policy.kind} for it, ${UNENFORCED.get(`${policy.kind}.${policy.group}`) ?? ''}`,
    fix: `Set the label istio.io/use-waypoint of ${kind} "${name}", or of its namespace, to the name of a waypoint`,
  });
}

/** What a waypoint could stand before; `other` for targets of other kinds. */
function targetOf(target: Field, namespace: string, { catalog }: Mesh): Manifest | 'other' | undefined {
  const [group, kind, name] = ['group', 'kind', 'name'].map((key) => target.get(key).text);
  const isService = kind === 'Service' && (group === '' || group === 'core');
  const isEntry = kind === 'ServiceEntry' && group === 'networking.istio.io';
  if (!(isService || isEntry) || name === undefined || name === '') return 'other';
  return catalog.tryFind(isService ? 'Service' : SERVICE_ENTRY, namespace, name);
}

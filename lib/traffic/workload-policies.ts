import { append } from '../groups';
import type { Catalog } from '../manifest/catalog';
import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';
import type { Pod } from '../manifest/pods';
import { GATEWAY_NAME, MANAGED } from './istio-labels';
import { hasLabels, selectorOf } from './labels';

const WAYPOINT_CONTROLLER = 'istio.io-mesh-controller';
const WAYPOINT_CLASS = 'istio-waypoint';

/**
 * Policies of one kind, and the Pods that they are in force on: those that the `selector` selects, in the namespace of
 * the policy, or in all if that is the root namespace; without a selector all of them. With `targetRefs` only the Pods
 * of the Gateways named, so that a policy for a Service is on no Pod of that Service: its waypoint enforces it.
 */
export class WorkloadPolicies {
  /** By namespace and one of the labels that a Pod must have: the one that the fewest policies want. */
  private readonly buckets = new Map<string, Manifest[]>();
  private readonly order: ReadonlyMap<Manifest, number>;

  constructor(
    private readonly catalog: Catalog,
    private readonly rootNamespace: string,
    kind: string,
  ) {
    const policies = catalog.ofKind(kind);
    this.order = new Map(policies.map((policy, index) => [policy, index]));
    const wanted = policies.flatMap((policy) =>
      labelSetsOf(policy).map((labels) => ({ policy, keys: keysOf(labels) })),
    );
    const uses = new Map<string, number>();
    for (const key of wanted.flatMap(({ keys }) => keys)) uses.set(key, usesOf(key, uses) + 1);
    for (const { policy, keys } of wanted) {
      const [rarest = ''] = keys.toSorted((one, other) => usesOf(one, uses) - usesOf(other, uses));
      append(this.buckets, bucketKey(catalog.namespaceOf(policy), rarest), policy);
    }
  }

  /** Those of the root namespace first, each in the order of the input. */
  on(pod: Pod): readonly Manifest[] {
    return [...new Set([this.rootNamespace, pod.namespace])].flatMap((namespace) => this.inNamespace(namespace, pod));
  }

  podsOf(policy: Manifest): readonly Pod[] {
    const namespace = this.catalog.namespaceOf(policy);
    const candidates = labelSetsOf(policy).flatMap((labels) =>
      this.catalog.podsWith(labels, namespace === this.rootNamespace ? undefined : namespace),
    );
    return [...new Set(candidates)].filter((pod) => this.isOn(policy, pod));
  }

  private inNamespace(namespace: string, pod: Pod): readonly Manifest[] {
    const candidates = ['', ...keysOf(pod.labels)].flatMap((key) => this.buckets.get(bucketKey(namespace, key)) ?? []);
    return [...new Set(candidates)]
      .filter((policy) => this.isOn(policy, pod))
      .toSorted((one, other) => (this.order.get(one) ?? 0) - (this.order.get(other) ?? 0));
  }

  /** Source: ShouldAttachPolicy of istiod. */
  private isOn(policy: Manifest, pod: Pod): boolean {
    const targets = targetsOf(policy);
    if (pod.labels[GATEWAY_NAME] === undefined)
      return targets.length === 0 && hasLabels(pod.labels, selectorOf(policy));
    if (targets.length === 0) return !isWaypoint(pod) && hasLabels(pod.labels, selectorOf(policy));
    return targets.some((target) => this.isTarget(target, this.catalog.namespaceOf(policy), pod));
  }

  private isTarget(target: Field, namespace: string, pod: Pod): boolean {
    const [group, kind, name, other] = ['group', 'kind', 'name', 'namespace'].map((key) => target.get(key).text);
    if (group !== 'gateway.networking.k8s.io') return false;
    if (kind === 'GatewayClass') return namespace === this.rootNamespace && isWaypoint(pod) && name === WAYPOINT_CLASS;
    if (namespace !== pod.namespace || (other !== '' && other !== namespace)) return false;
    return kind === 'Gateway' && name === pod.labels[GATEWAY_NAME];
  }
}

/** What a policy is for instead of a selector: `targetRefs`, or the older `targetRef`. */
export function targetsOf(policy: Manifest): readonly Field[] {
  const spec = specOf(policy);
  const { items } = spec.get('targetRefs');
  const single = spec.get('targetRef');
  return items.length > 0 || !single.isSet ? items : [single];
}

/** A Pod that the policy is on has all labels of one of these. */
function labelSetsOf(policy: Manifest): readonly Labels[] {
  const targets = targetsOf(policy);
  if (targets.length === 0) return [selectorOf(policy)];
  return targets.map(
    (target): Labels =>
      target.get('kind').text === 'GatewayClass'
        ? { [MANAGED]: WAYPOINT_CONTROLLER }
        : { [GATEWAY_NAME]: target.get('name').text },
  );
}

function usesOf(key: string, uses: ReadonlyMap<string, number>): number {
  return uses.get(key) ?? 0;
}

function isWaypoint(pod: Pod): boolean {
  return pod.labels[MANAGED] === WAYPOINT_CONTROLLER;
}

function keysOf(labels: Labels): readonly string[] {
  return Object.entries(labels).map(([name, value]) => `${name}=${value}`);
}

function bucketKey(namespace: string, label: string): string {
  return `${namespace}\0${label}`;
}

import { canonical } from '../../manifest/canonical';
import { specOf } from '../../manifest/field';
import { isList, isObject } from '../../manifest/fields';
import type { Json, Path } from '../../manifest/manifest';
import type { Pod } from '../../manifest/pods';
import type { Answer } from '../../traffic/answer';
import { isDryRun } from '../../traffic/authorization-match';
import { rulesOf } from '../../traffic/authorization-policy-fields';
import type { Mesh } from '../../traffic/mesh';
import type { RequestFacts } from '../../traffic/request-facts';
import type { Decider } from '../request';
import type { PlacedPolicy } from './probes';

/** The AuthorizationPolicies on a Pod, and whether there is a proxy that enforces them. */
export interface Guard {
  readonly mesh: Mesh;
  readonly pod: Pod;
  readonly policies: readonly PlacedPolicy[];
  readonly isEnforced: boolean;
  /** The same for policies that say the same, in whatever order. */
  readonly key: string;
}

export function guardOf(mesh: Mesh, pod: Pod): Guard {
  const policies = mesh.authorization
    .policiesFor(pod)
    .map((policy) => ({ policy, namespace: mesh.catalog.namespaceOf(policy) }));
  const isEnforced = mesh.proxies.of(pod).kind !== 'none' || mesh.gateways.on(pod).length > 0;
  const texts = policies.map(
    ({ policy, namespace }) => `${namespace} ${isDryRun(policy)} ${canonical(unordered(specOf(policy).value ?? null))}`,
  );
  return { mesh, pod, policies, isEnforced, key: `${isEnforced} ${texts.toSorted().join('\n')}` };
}

/** Lists in policies have no order. */
function unordered(value: Json): Json {
  if (isList(value)) {
    const items = value.map(unordered).map((item) => ({ item, text: canonical(item) }));
    return items.toSorted((one, other) => (one.text < other.text ? -1 : 1)).map(({ item }) => item);
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unordered(each)]))
    : value;
}

/** Whether the policies let the request in. */
export function allows({ mesh, pod, policies, isEnforced }: Guard, request: RequestFacts): Answer {
  return isEnforced && policies.length > 0 ? mesh.authorization.decide(pod, request).allowed : true;
}

const FIELDS: readonly Path[] = [
  ['metadata', 'annotations', 'istio.io/dry-run'],
  ['spec', 'action'],
  ['spec', 'selector'],
  ['spec', 'targetRefs'],
  ['spec', 'provider'],
];

/** All that makes policies decide as they do. */
export function fieldsOf({ policies }: Guard): readonly Decider[] {
  return policies.flatMap(({ policy }) =>
    [...rulesOf(policy).map(({ path }) => path), ...FIELDS].map((path) => ({ manifest: policy, path })),
  );
}

import type { Pod } from '../manifest/pods';
import type { Mesh } from '../traffic/mesh';
import type { RequestFacts } from '../traffic/request-facts';
import type { End } from './request';

/**
 * What the AuthorizationPolicies on a Pod make of a request; nothing when they let it pass.
 * @param hasProxy whether the Pod has one to enforce them; undefined where that is not known
 */
export function deniedAt(mesh: Mesh, pod: Pod, facts: RequestFacts, hasProxy: boolean | undefined): End | undefined {
  const { allowed, by, path = [], why } = mesh.authorization.decide(pod, facts);
  if (allowed === true || hasProxy === false) return undefined;
  const decidedBy = by === undefined ? [] : [{ manifest: by, path }];
  if (allowed === undefined || hasProxy === undefined) {
    return { arrives: undefined, failure: null, status: null, why: `Could not tell: ${why}`, decidedBy };
  }
  return { arrives: false, failure: 'denied', status: 403, why: `403: ${why}`, decidedBy };
}

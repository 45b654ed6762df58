import type { Pod } from '../manifest/pods';
import type { Mesh } from '../traffic/mesh';
import type { RequestFacts } from '../traffic/request-facts';
import { untold } from './ends';
import type { End } from './request';

/**
 * What the AuthorizationPolicies on a Pod make of a request; nothing when they let it pass.
 * @param hasProxy whether the Pod has one to enforce them; undefined where that is not known
 */
export function deniedAt(mesh: Mesh, pod: Pod, facts: RequestFacts, hasProxy: boolean | undefined): End | undefined {
  const { allowed, by, path = [], why } = mesh.authorization.decide(pod, facts);
  if (allowed === true || hasProxy === false) return undefined;
  const decidedBy = by === undefined ? [] : [{ manifest: by, path }];
  const reason = `${why}${by === undefined ? '' : ` (AuthorizationPolicy ${mesh.catalog.namespaceOf(by)}/${by.name})`}`;
  if (hasProxy === undefined) {
    return untold(` whether ${pod.namespace}/${pod.owner.name} has a proxy that denies it: ${reason}`, decidedBy);
  }
  if (allowed === undefined) return untold(`: ${reason}`, decidedBy);
  return denial(reason, facts, decidedBy);
}

/** Connections that are not read as HTTP are closed. */
function denial(why: string, { protocol }: RequestFacts, decidedBy: End['decidedBy']): End {
  const status = protocol === 'tcp' ? null : 403;
  return { arrives: false, failure: 'denied', status, why: `${status ?? 'Connection closed'}: ${why}`, decidedBy };
}

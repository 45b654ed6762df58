import type { Mesh } from '../traffic/mesh';
import { policyCalls } from './policy-calls';
import type { Client } from './request';
import { ordered } from './requests';
import { routedCalls } from './routed-calls';

/**
 * Calls inside the mesh that AuthorizationPolicies and VirtualServices of the input speak about: those that are allowed
 * by the name of their sender, and those that sidecars route. In the order of host, port, path and method.
 */
export function meshRequests(mesh: Mesh): readonly Client[] {
  return ordered([...policyCalls(mesh), ...routedCalls(mesh)]);
}

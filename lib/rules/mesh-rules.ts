import { authorizationPolicyMethod } from './authorization-policy-method';
import { authorizationPolicyNamespace } from './authorization-policy-namespace';
import { authorizationPolicyNoWorkload } from './authorization-policy-no-workload';
import { authorizationPolicySelectorIneffective } from './authorization-policy-selector-ineffective';
import type { MeshRule } from './rule';

/** Every rule on one object among all others. Rules that are not in this list do not run. */
export const MESH_RULES: readonly MeshRule[] = [
  authorizationPolicyMethod,
  authorizationPolicyNamespace,
  authorizationPolicyNoWorkload,
  authorizationPolicySelectorIneffective,
];

import type { Catalog } from '../manifest/catalog';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { REQUEST_AUTHENTICATION } from './kinds';
import type { MeshConfig } from './mesh-config';
import { WorkloadPolicies } from './workload-policies';

/** The RequestAuthentications of the input. Those on one Pod add up. */
export class RequestAuthentications {
  private readonly policies: WorkloadPolicies;

  constructor(catalog: Catalog, config: MeshConfig) {
    this.policies = new WorkloadPolicies(catalog, config.rootNamespace, REQUEST_AUTHENTICATION);
  }

  /** In force on the Pod: of the root namespace, then of its own. */
  policiesFor(pod: Pod): readonly Manifest[] {
    return this.policies.on(pod);
  }

  /** That the policy is in force on. */
  podsOf(policy: Manifest): readonly Pod[] {
    return this.policies.podsOf(policy);
  }
}

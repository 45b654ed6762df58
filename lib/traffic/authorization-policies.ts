import type { Catalog } from '../manifest/catalog';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import type { Answer } from './answer';
import { decide, type Decision, ruleMatches } from './authorization-match';
import { AUTHORIZATION_POLICY } from './kinds';
import type { MeshConfig } from './mesh-config';
import type { RequestFacts } from './request-facts';
import { WorkloadPolicies } from './workload-policies';

/** The AuthorizationPolicies of the input, and what they make of requests. */
export class Authorization {
  private readonly policies: WorkloadPolicies;

  constructor(
    private readonly catalog: Catalog,
    private readonly config: MeshConfig,
  ) {
    this.policies = new WorkloadPolicies(catalog, config.rootNamespace, AUTHORIZATION_POLICY);
  }

  /** In force on the Pod: of the root namespace, then of its own. Dry runs and audits are among them. */
  policiesFor(pod: Pod): readonly Manifest[] {
    return this.policies.on(pod);
  }

  /** That the policy is in force on. */
  podsOf(policy: Manifest): readonly Pod[] {
    return this.policies.podsOf(policy);
  }

  /** What the policies in force on the Pod make of a request that arrives there. */
  decide(pod: Pod, request: RequestFacts): Decision {
    return decide(this.policiesFor(pod), request, this.config, (policy) => this.catalog.namespaceOf(policy));
  }

  ruleMatches(policy: Manifest, ruleIndex: number, request: RequestFacts): Answer {
    return ruleMatches(policy, ruleIndex, request, this.config, this.catalog.namespaceOf(policy));
  }
}

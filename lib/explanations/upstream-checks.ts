/** A check of the tools that this verifier learns from, and what became of it here. */
export interface UpstreamCheck {
  readonly by: 'istioctl analyze' | 'Kiali' | 'istiod' | 'cert-manager with Istio';
  /** The tool's code; empty for what istiod does and no tool checks. */
  readonly code: string;
  /** What it checks, in a few words. */
  readonly check: string;
  /** Rules here that mean it, each by its id. */
  readonly rules: readonly string[];
  /** Why there is no rule, or how it differs. Empty where the rules say it all. */
  readonly remark: string;
}

/** Every check that has to do with secure ingress, each with its rules or the reason why it has none. */
export const UPSTREAM_CHECKS: readonly UpstreamCheck[] = [];

import { policy } from './authorization-examples';
import type { Explanations } from './explanation';
import { securityReference, VALIDATION } from './istio-reference';

const SOURCE = `${securityReference('authorization-policy', 'Rule')} ${VALIDATION}`;

/** That allows one rule. */
function policyOf(rule: string): string {
  return policy(rule, 'ALLOW', 'web');
}

export const AUTHORIZATION_POLICY_RULES_WEBHOOK_EXPLANATIONS: Explanations = {
  'authorization-policy-empty-values': {
    why: 'An empty value is mostly what is left of a template whose variable was not set. It could match nobody, and then all callers get 403, or, among negated values, it would keep nobody out; istiod refuses the policy.',
    fix: 'Set the value that was meant, or remove the item, and the list where it was the only one.',
    bad: policyOf(`    - from:
        - source:
            namespaces: ["istio-system", ""]
`),
    good: policyOf(`    - from:
        - source:
            namespaces: ["istio-system"]
`),
    source: SOURCE,
  },
  'authorization-policy-rule-parts': {
    why: 'To some an empty list of sources reads as "nobody", and to Istio a rule without sources is for everybody: the workload would be open to the world. istiod refuses the policy, so that nobody has to guess.',
    fix: 'Say who may send, or leave `from` (or `to`) out where it does not matter. The rule `{}` is for all requests.',
    bad: policyOf(`    - from: []
      to:
        - operation:
            methods: ["GET"]
`),
    good: policyOf(`    - to:
        - operation:
            methods: ["GET"]
`),
    source: SOURCE,
  },
};

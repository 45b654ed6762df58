import { policy } from './authorization-examples';
import type { Explanations } from './explanation';
import { securityReference, VALIDATION } from './istio-reference';

const SOURCE = `https://istio.io/latest/docs/reference/config/security/conditions/ ${securityReference('authorization-policy', 'Condition')} ${VALIDATION}`;

/** That allows what meets one condition. */
function policyFor(key: string, value: string): string {
  return policy(`    - when:\n        - key: ${key}\n          values: ["${value}"]\n`, 'ALLOW', 'web');
}

export const AUTHORIZATION_POLICY_CONDITIONS_WEBHOOK_EXPLANATIONS: Explanations = {
  'authorization-policy-condition-keys': {
    why: 'A condition on an attribute that does not exist is never met: an ALLOW rule would let nobody in (403 for all), and a DENY rule would stop nobody. istiod refuses the policy, so the apply fails and the old one stays in force.',
    fix: 'Use an attribute of the list of conditions, with the name of the header or claim in brackets.',
    bad: policyFor('request.header[x-tenant]', 'acme'),
    good: policyFor('request.headers[x-tenant]', 'acme'),
    source: SOURCE,
  },
  'authorization-policy-condition-values': {
    why: 'What is neither an address nor a range, or no port, can be compared with nothing: the condition would lock out everybody under ALLOW, or stop nobody under DENY. istiod refuses the policy, so the addresses that it was to keep away get in meanwhile.',
    fix: 'Write addresses, or ranges as ADDRESS/BITS, and ports as numbers. Names of hosts cannot be used.',
    bad: policyFor('remote.ip', '203.0.113.0-203.0.113.255'),
    good: policyFor('remote.ip', '203.0.113.0/24'),
    source: SOURCE,
  },
};

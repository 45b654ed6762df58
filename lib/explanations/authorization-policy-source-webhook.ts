import { policy } from './authorization-examples';
import type { Explanations } from './explanation';
import { securityReference, VALIDATION } from './istio-reference';

const SOURCE = `${securityReference('authorization-policy', 'Source')} ${VALIDATION}`;

/** That allows one source. */
function policyFor(source: string): string {
  return policy(`    - from:\n        - source:\n${source}`);
}

export const AUTHORIZATION_POLICY_SOURCE_WEBHOOK_EXPLANATIONS: Explanations = {
  'authorization-policy-ip-blocks': {
    why: 'No peer has such an address, so the list would let nobody in under ALLOW (403 for all), or stop nobody under DENY. istiod refuses the policy, and the workload stays as open as it was before.',
    fix: 'Write addresses, or ranges as ADDRESS/BITS. Ranges from one address to another are split into such blocks.',
    bad: policyFor(`            ipBlocks: ["10.20.0.0-10.20.0.255"]
`),
    good: policyFor(`            ipBlocks: ["10.20.0.0/24"]
`),
    source: SOURCE,
  },
  'authorization-policy-service-accounts': {
    why: 'Service accounts are compared whole: a "*" would stand for an account of that very name, so that every caller gets 403. istiod refuses the policy, and the workload stays as open as it was before.',
    fix: 'Name each account as NAME or NAMESPACE/NAME, 16 in one source at most; use `namespaces` for all of a namespace.',
    bad: policyFor(`            serviceAccounts: ["checkout/*"]
`),
    good: policyFor(`            serviceAccounts: ["checkout/web"]
`),
    source: SOURCE,
  },
  'authorization-policy-trust-domains': {
    why: 'The trust domain is what stands before the first slash of an identity, so a whole identity in its place would match no certificate: callers of the other mesh get 403. istiod refuses the policy.',
    fix: 'Write the trust domain alone, such as `cluster.local`, or put the whole identity into `principals`.',
    bad: policyFor(`            trustDomains: ["partner.example.com/ns/checkout/sa/web"]
`),
    good: policyFor(`            trustDomains: ["partner.example.com"]
`),
    source: SOURCE,
  },
};

import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import { ADDRESS_KEYS, listsOf, sourcesOf, valuesOf } from './authorization-policy';
import { isIpOrCidr } from './istio-syntax';
import type { ObjectRule } from './rule';
import { refused } from './webhook-rule';

const KINDS = [AUTHORIZATION_POLICY];

const SERVICE_ACCOUNTS = ['serviceAccounts', 'notServiceAccounts'];
const MOST_SERVICE_ACCOUNTS = 16;
const LONGEST_SERVICE_ACCOUNT = 320;

function serviceAccountFault(text: string): string | undefined {
  if (text.includes('*')) return 'has a "*", and service accounts are named in full';
  if (text.length > LONGEST_SERVICE_ACCOUNT) return `is longer than ${LONGEST_SERVICE_ACCOUNT} characters`;
  return /^[^/]+(\/[^/]+)?$/.test(text) ? undefined : 'is neither NAME nor NAMESPACE/NAME';
}

const authorizationPolicyServiceAccounts = refused({
  id: 'authorization-policy-service-accounts',
  kinds: KINDS,
  summary: 'Service accounts are named in full, 16 at most.',
  check(manifest, report) {
    for (const { path, items } of sourcesOf(manifest).flatMap((source) => listsOf(source, SERVICE_ACCOUNTS))) {
      if (items.length <= MOST_SERVICE_ACCOUNTS) continue;
      const message = `There are ${items.length} service accounts, and istiod takes ${MOST_SERVICE_ACCOUNTS} at most`;
      report({ path, message, fix: 'Spread them over several sources' });
    }
    for (const { path, text } of valuesOf(sourcesOf(manifest), SERVICE_ACCOUNTS)) {
      const fault = serviceAccountFault(text);
      if (fault === undefined) continue;
      report({ path, message: `Service account "${text}" ${fault}`, fix: 'Use NAME or NAMESPACE/NAME' });
    }
  },
});

const authorizationPolicyIpBlocks = refused({
  id: 'authorization-policy-ip-blocks',
  kinds: KINDS,
  summary: 'Blocks of addresses are addresses or ranges in CIDR notation.',
  check(manifest, report) {
    for (const { path, text } of valuesOf(sourcesOf(manifest), ADDRESS_KEYS)) {
      if (isIpOrCidr(text)) continue;
      const message = `"${text}" is neither an address nor a range in CIDR notation`;
      report({ path, message, fix: 'Write for instance 10.0.0.0/8' });
    }
  },
});

function trustDomainFault(text: string): string | undefined {
  if (text.includes('/')) return 'has a slash, and a trust domain is only the beginning of a principal';
  return /^\*?[^*]*$|^[^*]*\*$/.test(text) ? undefined : 'has a "*" that is not its only one at its beginning or end';
}

const authorizationPolicyTrustDomains = refused({
  id: 'authorization-policy-trust-domains',
  kinds: KINDS,
  summary: 'Trust domains have no slash, and at most one "*", at an end.',
  check(manifest, report) {
    for (const { path, text } of valuesOf(sourcesOf(manifest), ['trustDomains', 'notTrustDomains'])) {
      const fault = trustDomainFault(text);
      if (fault === undefined) continue;
      report({
        path,
        message: `Trust domain "${text}" ${fault}`,
        fix: 'Write for instance cluster.local or *.example.com',
      });
    }
  },
});

export const AUTHORIZATION_POLICY_SOURCE_WEBHOOK_RULES: readonly ObjectRule[] = [
  authorizationPolicyIpBlocks,
  authorizationPolicyServiceAccounts,
  authorizationPolicyTrustDomains,
];

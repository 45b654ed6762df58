import type { Manifest } from '../manifest/manifest';
import { isAssumed } from '../traffic/default-gateway';
import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import { authorizationPolicyHost } from './authorization-policy-host';
import { authorizationPolicyNamespace } from './authorization-policy-namespace';
import { authorizationPolicyPrincipal } from './authorization-policy-principal';
import { AUTHORIZATION_POLICY_SOURCE_WEBHOOK_RULES } from './authorization-policy-source-webhook';
import { authorizationPolicyTcp } from './authorization-policy-tcp';
import { authorizationPolicyTrustDomain } from './authorization-policy-trust-domain';
import { type Lockout, lockoutsOf } from './lockouts';
import type { Inquiry, MeshRule, ObjectRule } from './rule';
import { podText } from './title';

/** What they find in a policy may be why it locks out. */
const CAUSES: readonly MeshRule[] = [
  authorizationPolicyHost,
  authorizationPolicyNamespace,
  authorizationPolicyPrincipal,
  authorizationPolicyTcp,
  authorizationPolicyTrustDomain,
];

/** For these istiod refuses the policy, which then locks out nobody. */
const REFUSALS: readonly ObjectRule[] = AUTHORIZATION_POLICY_SOURCE_WEBHOOK_RULES;

export const authorizationPolicyLocksOutGateway: MeshRule = {
  id: 'authorization-policy-locks-out-gateway',
  code: 'SI0180',
  severity: 'error',
  kinds: [AUTHORIZATION_POLICY],
  summary: 'An AuthorizationPolicy lets in what a public route leads to its workload.',
  check(policy, inquiry) {
    const { denied, isOpen } = lockoutsOf(policy, inquiry.mesh);
    const [first] = denied;
    if (first === undefined && isOpen) inquiry.cannotTell('the Pods of the gateway');
    if (first === undefined) return;
    const policies = first.action === 'DENY' ? [policy] : inquiry.mesh.authorization.policiesFor(first.request.at);
    if (!policies.some((one) => hasFault(one, inquiry))) inquiry.report(violation(first, denied));
  },
};

function hasFault(policy: Manifest, { mesh }: Inquiry): boolean {
  let isFound = false;
  const report = () => {
    isFound = true;
  };
  for (const rule of CAUSES) {
    // Whom a principal of another trust domain means is open without the mesh config, and its own rule says so.
    const cannotTell = rule === authorizationPolicyTrustDomain ? report : () => {};
    rule.check(policy, { mesh, report, cannotTell });
  }
  for (const rule of REFUSALS) rule.check(policy, report);
  return isFound;
}

function violation(first: Lockout, all: readonly Lockout[]) {
  const { request, action, path } = first;
  const { vs, host, facts } = request;
  const others = new Set(all.map((one) => one.request.vs)).size - 1;
  const more = others === 0 ? '' : `, and so are those of ${others} more`;
  const what = facts.protocol === 'tcp' ? 'connections' : 'requests';
  const why = action === 'DENY' ? 'the rule denies them' : 'no rule allows them';
  return {
    path,
    message: `All ${what} for "${host}${facts.path ?? ''}" that VirtualService "${vs.name}" takes in are refused at ${podText(request.at)}${more}: ${originOf(first)}, and ${why}`,
    fix: adviceFor(first),
  };
}

function isAtGateway({ request }: Lockout): boolean {
  return request.at.owner === request.gateway.owner;
}

/** The name is a guess where the gateway is. */
function accountOf({ request: { gateway } }: Lockout): string {
  return isAssumed(gateway.owner)
    ? 'the ServiceAccount of the gateway'
    : `ServiceAccount "${gateway.namespace}/${gateway.serviceAccountName}"`;
}

function originOf(lockout: Lockout): string {
  if (!isAtGateway(lockout)) return `they come through the gateway, as ${accountOf(lockout)}`;
  return 'they come from outside the mesh, from clients without an identity';
}

function adviceFor(lockout: Lockout): string {
  const { action } = lockout;
  if (isAtGateway(lockout)) {
    return action === 'DENY'
      ? 'Deny by what clients from outside have: addresses, hosts, paths or tokens'
      : 'Allow by what clients from outside have: addresses, hosts, paths or tokens';
  }
  return action === 'DENY'
    ? `Leave ${accountOf(lockout)} out of the rule, for instance by notPrincipals`
    : `Add a rule that allows ${accountOf(lockout)}`;
}

import { Field, namespaceOf } from '../manifest/field';
import type { Manifest, Path } from '../manifest/manifest';
import type { Answer } from './answer';
import { actionOf, rulesOf } from './authorization-policy-fields';
import { matchRule } from './authorization-rule';
import type { MeshConfig } from './mesh-config';
import type { RequestFacts } from './request-facts';

export type { RequestFacts } from './request-facts';

/**
 * Whether a rule of an AuthorizationPolicy matches a request. Undefined where that depends on what is not known of the
 * request. `policyNamespace` is what serviceAccounts without a namespace are in.
 */
export function ruleMatches(
  policy: Manifest,
  ruleIndex: number,
  request: RequestFacts,
  config: MeshConfig,
  policyNamespace = namespaceOf(policy),
): Answer {
  const rule = Field.root(policy).get('spec', 'rules', ruleIndex);
  const isAllow = actionOf(policy) === 'ALLOW';
  const matchAs = (protocol: 'http' | 'tcp') =>
    matchRule(rule, { request, config, policyNamespace }, { protocol, isAllow });
  if (request.protocol !== undefined) return matchAs(request.protocol);
  const answer = matchAs('http');
  return answer === matchAs('tcp') ? answer : undefined;
}

/** A dry run is only logged. Source: annotation `istio.io/dry-run`, read as Go reads booleans. */
export function isDryRun(policy: Manifest): boolean {
  const { text } = Field.root(policy).get('metadata', 'annotations', 'istio.io/dry-run');
  return /^(1|t|T|TRUE|true|True)$/.test(text);
}

export interface Decision {
  readonly allowed: Answer;
  /** The policy that decides, or could. */
  readonly by?: Manifest;
  /** The rule of it; all of them where none matches. */
  readonly path?: Path;
  /** A clause without an end. */
  readonly why: string;
}

/** What the policies with one action say. */
interface Match {
  readonly answer: Answer;
  readonly at?: { readonly by: Manifest; readonly path: Path };
}

/**
 * What the policies in force on a Pod make of a request: first those with action CUSTOM, then DENY, then ALLOW. Where
 * there is one with ALLOW, one of them must match. AUDIT and dry runs decide nothing. Where a provider is asked, only a
 * denial that comes whatever it says is told.
 */
export function decide(
  policies: readonly Manifest[],
  request: RequestFacts,
  config: MeshConfig,
  namespaceFor: (policy: Manifest) => string = namespaceOf,
): Decision {
  const enforced = policies.filter((policy) => !isDryRun(policy));
  const match = (action: string) =>
    firstMatch(
      enforced.filter((policy) => actionOf(policy) === action),
      (policy, ruleIndex) => ruleMatches(policy, ruleIndex, request, config, namespaceFor(policy)),
    );
  return decision(match('CUSTOM'), match('DENY'), match('ALLOW'));
}

/** The first rule that matches; else the first that may; else the rules of the first policy. */
function firstMatch(policies: readonly Manifest[], matches: (policy: Manifest, ruleIndex: number) => Answer): Match {
  let open: Match | undefined;
  for (const policy of policies) {
    for (const [index, { path }] of rulesOf(policy).entries()) {
      const answer = matches(policy, index);
      if (answer === true) return { answer, at: { by: policy, path } };
      if (answer === undefined) open ??= { answer, at: { by: policy, path } };
    }
  }
  const [first] = policies;
  return open ?? (first === undefined ? { answer: false } : { answer: false, at: { by: first, path: RULES } });
}

const RULES: Path = ['spec', 'rules'];

function decision(custom: Match, deny: Match, allow: Match): Decision {
  if (deny.answer === true) return { allowed: false, ...deny.at, why: 'a rule with action DENY matches' };
  if (allow.at !== undefined && allow.answer === false)
    return { allowed: false, ...allow.at, why: 'no rule with action ALLOW matches' };
  if (custom.answer === true) return { allowed: undefined, ...custom.at, why: 'a provider is asked' };
  if (custom.answer === undefined) return { allowed: undefined, ...custom.at, why: 'a provider may be asked' };
  if (deny.answer === undefined) return { allowed: undefined, ...deny.at, why: 'a rule with action DENY may match' };
  if (allow.at === undefined) return { allowed: true, why: 'no policy has action ALLOW, and none denies' };
  if (allow.answer === undefined) return { allowed: undefined, ...allow.at, why: 'a rule with action ALLOW may match' };
  return { allowed: true, ...allow.at, why: 'a rule with action ALLOW matches' };
}

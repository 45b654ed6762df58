import { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { isDryRun } from '../traffic/authorization-match';
import { isAssumed } from '../traffic/default-gateway';
import { REQUEST_AUTHENTICATION } from '../traffic/kinds';
import { selectorOf } from '../traffic/labels';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { actionOf, conditionsOf, listsOf, REQUEST_PRINCIPAL_KEYS, sourcesOf } from './authorization-policy';
import { jwtRulesOf } from './request-authentication';
import type { MeshRule } from './rule';
import { podText } from './title';

export const requestAuthenticationOptional: MeshRule = {
  id: 'request-authentication-optional',
  code: 'SI0182',
  severity: 'warning',
  kinds: [REQUEST_AUTHENTICATION],
  summary: 'Where tokens are checked, some AuthorizationPolicy demands them.',
  check(authentication, inquiry) {
    const { mesh } = inquiry;
    if (jwtRulesOf(authentication).length === 0) return;
    const pods = mesh.requestAuthentication.podsOf(authentication).filter((pod) => isMeant(authentication, pod, mesh));
    const [first] = pods;
    if (first === undefined || pods.some(demandedIn(mesh))) return;
    inquiry.report({
      path: ['spec', 'jwtRules'],
      message: `Requests without a token pass: the RequestAuthentication refuses only tokens that are wrong, and no AuthorizationPolicy on ${podText(first)} demands one`,
      fix: 'Add an AuthorizationPolicy for the same workload that denies what comes without: {action: DENY, rules: [{from: [{source: {notRequestPrincipals: ["*"]}}], to: [{operation: {ports: [PORT]}}]}]}, with the HTTP ports of its containers for PORT',
    });
  },
};

/**
 * A gateway that is only assumed is meant where a selector names it. In ambient mode no token is looked at for a
 * selector, which other rules say.
 */
function isMeant(authentication: Manifest, pod: Pod, { proxies }: Mesh): boolean {
  const hasSelector = Object.keys(selectorOf(authentication)).length > 0;
  const { kind } = proxies.of(pod);
  return kind !== 'none' && kind !== 'ambient' && (hasSelector || !isAssumed(pod.owner));
}

const demandedIn = oncePer((mesh: Mesh) => oncePer((pod: Pod) => isDemanded(pod, mesh)));

/** By a policy, by a provider that a policy asks, or by routes of the gateway that ask for claims. */
function isDemanded(pod: Pod, mesh: Mesh): boolean {
  const policies = mesh.authorization.policiesFor(pod).filter((policy) => !isDryRun(policy));
  return policies.some(demandsTokens) || routesByClaims(pod, mesh);
}

const demandsTokens = oncePer((policy: Manifest): boolean => {
  const keys = conditionsOf(policy).map((condition) => condition.get('key').text);
  return (
    actionOf(policy) === 'CUSTOM' ||
    keys.some((key) => key.startsWith('request.auth.')) ||
    sourcesOf(policy).some((source) => listsOf(source, REQUEST_PRINCIPAL_KEYS).length > 0)
  );
});

const CLAIM = '@request.auth.claims';

function routesByClaims(pod: Pod, { gateways, routes }: Mesh): boolean {
  const servers = gateways.on(pod).flatMap((gateway) => gateway.servers);
  return servers.some((server) => routes.on(server).some(({ vs }) => matchesClaims(vs)));
}

function matchesClaims(vs: Manifest): boolean {
  const matches = Field.root(vs)
    .get('spec', 'http')
    .items.flatMap((route) => route.get('match').items);
  return matches.some((match) =>
    ['headers', 'withoutHeaders'].some((key) => match.get(key).entries.some(([name]) => name.startsWith(CLAIM))),
  );
}

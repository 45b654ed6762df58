import type { Manifest } from '../manifest/manifest';
import {
  actionOf,
  conditionsOf,
  listsOf,
  OPERATION_KEYS,
  PEER_KEYS,
  PORT_KEYS,
  REQUEST_PRINCIPAL_KEYS,
  rulesOf,
  sourcesOf,
} from './authorization-policy';
import { attributeFault, isCertificateOrTokenAttribute } from './authorization-attributes';
import { type Field, specOf } from '../manifest/field';
import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import type { ObjectRule } from './rule';
import { refused, warned } from './webhook-rule';

const KINDS = [AUTHORIZATION_POLICY];

const authorizationPolicyProvider = refused({
  id: 'authorization-policy-provider',
  kinds: KINDS,
  summary: 'A policy with action CUSTOM names its provider, and no other policy has one.',
  check(manifest, report) {
    const provider = specOf(manifest).get('provider');
    const action = actionOf(manifest);
    if (action !== 'CUSTOM' && provider.isSet) {
      const message = `Action ${action} asks no provider, so istiod refuses one`;
      report({ path: provider.path, message, fix: 'Use action CUSTOM, or remove the provider' });
    }
    const name = provider.get('name');
    if (action !== 'CUSTOM' || name.text !== '') return;
    const message = 'Action CUSTOM has no provider.name, so there is nothing to ask';
    report({ path: name.path, message, fix: 'Name an extension provider of the mesh configuration' });
  },
});

const authorizationPolicyRulesRequired = refused({
  id: 'authorization-policy-rules-required',
  kinds: KINDS,
  summary: 'A policy with action DENY or CUSTOM has rules.',
  check(manifest, report) {
    const action = actionOf(manifest);
    if (!['CUSTOM', 'DENY'].includes(action) || rulesOf(manifest).length > 0) return;
    const message = `Action ${action} has no rules, so it would never be taken`;
    report({
      path: specOf(manifest).get('rules').path,
      message,
      fix: 'Add rules; an empty one, {}, is for all requests',
    });
  },
});

const authorizationPolicyCustomAttributes = refused({
  id: 'authorization-policy-custom-attributes',
  kinds: KINDS,
  summary: 'A policy with action CUSTOM does not ask who sends.',
  check(manifest, report) {
    if (actionOf(manifest) !== 'CUSTOM') return;
    const lists = sourcesOf(manifest).flatMap((source) => listsOf(source, [...PEER_KEYS, ...REQUEST_PRINCIPAL_KEYS]));
    const keys = conditionsOf(manifest)
      .map((condition) => condition.get('key'))
      .filter(({ text }) => attributeFault(text) === undefined && isCertificateOrTokenAttribute(text));
    for (const { path, text } of [...lists, ...keys]) {
      const message = `Action CUSTOM does not support ${text === '' ? path.at(-1) : `"${text}"`}`;
      report({ path, message, fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY' });
    }
  },
});

function httpOnlyOperations(rule: Field): readonly Field[] {
  const operations = rule.get('to').items.map((to) => to.get('operation'));
  return operations.filter(
    (operation) => listsOf(operation, OPERATION_KEYS).length > 0 && listsOf(operation, PORT_KEYS).length === 0,
  );
}

function httpOnlySources(rule: Field): readonly Field[] {
  if (rule.get('to').items.length > 0) return [];
  const sources = rule.get('from').items.map((from) => from.get('source'));
  return sources.flatMap((source) => listsOf(source, REQUEST_PRINCIPAL_KEYS).slice(0, 1));
}

function denyRules(manifest: Manifest): readonly Field[] {
  return actionOf(manifest) === 'DENY' ? rulesOf(manifest) : [];
}

const authorizationPolicyDenyHttpOnly = warned({
  id: 'authorization-policy-deny-http-only',
  kinds: KINDS,
  summary: 'A rule that denies by attributes of HTTP says on which ports.',
  check(manifest, report) {
    const why = 'on TCP ports, where these are not known, the rule denies without asking for them';
    for (const operation of denyRules(manifest).flatMap(httpOnlyOperations)) {
      const names = listsOf(operation, OPERATION_KEYS).map(({ path }) => path.at(-1));
      const message = `The rule denies by ${names.join(' and ')} without ports: ${why}`;
      report({ path: operation.get('ports').path, message, fix: 'Add the HTTP ports of the workload' });
    }
    for (const { path } of denyRules(manifest).flatMap(httpOnlySources)) {
      const message = `The rule denies by ${path.at(-1)} without ports: ${why}`;
      report({ path, message, fix: 'Add the HTTP ports of the workload as to.operation.ports' });
    }
  },
});

export const AUTHORIZATION_POLICY_ACTION_WEBHOOK_RULES: readonly ObjectRule[] = [
  authorizationPolicyCustomAttributes,
  authorizationPolicyDenyHttpOnly,
  authorizationPolicyProvider,
  authorizationPolicyRulesRequired,
];

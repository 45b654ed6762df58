import {
  conditionsOf,
  listsOf,
  OPERATION_KEYS,
  operationsOf,
  rulesOf,
  SOURCE_KEYS,
  sourcesOf,
} from './authorization-policy';
import type { Field } from '../manifest/field';
import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import type { ObjectRule, Violation } from './rule';
import { refused } from './webhook-rule';

const KINDS = [AUTHORIZATION_POLICY];

interface Part {
  readonly list: 'from' | 'to';
  readonly item: 'source' | 'operation';
  readonly keys: readonly string[];
}

const PARTS: readonly Part[] = [
  { list: 'from', item: 'source', keys: SOURCE_KEYS },
  { list: 'to', item: 'operation', keys: OPERATION_KEYS },
];

function partFaults(rule: Field, { list, item, keys }: Part): Violation[] {
  const { path, value, items } = rule.get(list);
  if (Array.isArray(value) && value.length === 0)
    return [
      { path, message: `The list "${list}" is empty, and istiod refuses that`, fix: 'Leave it out to match all' },
    ];
  return items
    .map((entry) => entry.get(item))
    .filter((part) => listsOf(part, keys).length === 0)
    .map((part) => {
      const message = `The ${item} is empty, and istiod refuses that`;
      return { path: part.path, message, fix: `Say what the ${item} is, or leave out "${list}" to match all` };
    });
}

const authorizationPolicyRuleParts = refused({
  id: 'authorization-policy-rule-parts',
  kinds: KINDS,
  summary: 'Rules, sources and operations are not null and not empty, except for the empty rule {}.',
  check(manifest, report) {
    for (const rule of rulesOf(manifest)) {
      if (rule.isSet) PARTS.flatMap((part) => partFaults(rule, part)).forEach(report);
      else
        report({ path: rule.path, message: 'The rule is null, and istiod refuses that', fix: 'Use {} to match all' });
    }
  },
});

const authorizationPolicyEmptyValues = refused({
  id: 'authorization-policy-empty-values',
  kinds: KINDS,
  summary: 'No value of a rule is empty.',
  check(manifest, report) {
    const lists = [
      ...sourcesOf(manifest).flatMap((source) => listsOf(source, SOURCE_KEYS)),
      ...operationsOf(manifest).flatMap((operation) => listsOf(operation, OPERATION_KEYS)),
      ...conditionsOf(manifest).flatMap((condition) => listsOf(condition, ['values', 'notValues'])),
    ];
    for (const { path, text } of lists.flatMap(({ items }) => items)) {
      if (text !== '') continue;
      const message = `An item of ${path.at(-2)} is empty, and istiod refuses that`;
      report({ path, message, fix: 'Write the value, or remove it' });
    }
  },
});

export const AUTHORIZATION_POLICY_RULES_WEBHOOK_RULES: readonly ObjectRule[] = [
  authorizationPolicyEmptyValues,
  authorizationPolicyRuleParts,
];

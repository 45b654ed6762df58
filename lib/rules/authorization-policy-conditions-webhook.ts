import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import { conditionsOf, listsOf, valuesOf } from './authorization-policy';
import { attributeFault, isAddressAttribute, isPortText } from './authorization-attributes';
import { isIpOrCidr } from './istio-syntax';
import type { ObjectRule } from './rule';
import { refused } from './webhook-rule';

const KINDS = [AUTHORIZATION_POLICY];
const VALUES = ['values', 'notValues'];

const authorizationPolicyConditionKeys = refused({
  id: 'authorization-policy-condition-keys',
  kinds: KINDS,
  summary: 'Conditions ask for attributes that Istio knows.',
  check(manifest, report) {
    for (const { path, text } of conditionsOf(manifest).map((condition) => condition.get('key'))) {
      const fault = attributeFault(text);
      if (fault === undefined) continue;
      report({ path, message: `Attribute "${text}" ${fault.what}`, fix: fault.fix });
    }
  },
});

function valueFault(key: string, text: string): string | undefined {
  if (isAddressAttribute(key) && !isIpOrCidr(text)) return 'is neither an address nor a range in CIDR notation';
  return key === 'destination.port' && !isPortText(text) ? 'is not a number up to 65535' : undefined;
}

const authorizationPolicyConditionValues = refused({
  id: 'authorization-policy-condition-values',
  kinds: KINDS,
  summary: 'Conditions have values or notValues, which are addresses or ports where the attribute is.',
  check(manifest, report) {
    for (const condition of conditionsOf(manifest)) {
      const { text: key } = condition.get('key');
      if (key !== '' && listsOf(condition, VALUES).length === 0) {
        const message = `The condition on "${key}" has neither values nor notValues`;
        report({ path: condition.get('values').path, message, fix: 'List the values' });
      }
      for (const { path, text } of valuesOf([condition], VALUES)) {
        const fault = valueFault(key, text);
        if (fault === undefined) continue;
        report({ path, message: `Value "${text}" of "${key}" ${fault}`, fix: 'Correct it, or remove it' });
      }
    }
  },
});

export const AUTHORIZATION_POLICY_CONDITIONS_WEBHOOK_RULES: readonly ObjectRule[] = [
  authorizationPolicyConditionKeys,
  authorizationPolicyConditionValues,
];

import { type Field, specOf } from '../manifest/field';
import { isLabel, wildcardDomainFault } from './istio-syntax';
import { labelViolations } from './label-map';
import type { ObjectRule } from './rule';
import { policiesOf, portSettingsOf } from './traffic-policy';
import { refused } from './webhook-rule';

const KINDS = ['DestinationRule.networking.istio.io'];

const destinationRuleHost = refused({
  id: 'destination-rule-host',
  kinds: KINDS,
  summary: 'The host of a DestinationRule is a domain name, with or without a leading wildcard.',
  check(manifest, report) {
    const { path, text } = specOf(manifest).get('host');
    const fault = wildcardDomainFault(text);
    if (fault === undefined) return;
    report({ path, message: `Host "${text}" ${fault}`, fix: 'Use the domain name of a service, or "*.DOMAIN"' });
  },
});

const destinationRuleSubsets = refused({
  id: 'destination-rule-subsets',
  kinds: KINDS,
  about: ['subsets'],
  summary: 'Subsets have different names, each one DNS label.',
  check(manifest, report) {
    const { items } = specOf(manifest).get('subsets');
    for (const [index, subset] of items.entries()) {
      const { path, text } = subset.get('name');
      if (!subset.isSet) {
        report({ path: subset.path, message: 'The subset is null', fix: 'Describe it, or remove it' });
      } else if (!isLabel(text)) {
        const message = text === '' ? 'The subset has no name' : `Subset name "${text}" is not one DNS label`;
        report({ path, message, fix: 'Use up to 63 letters, digits and inner dashes' });
      } else if (items.slice(0, index).some((other) => other.get('name').text === text)) {
        const message = `Subset name "${text}" is that of another subset of this DestinationRule`;
        report({ path, message, fix: 'Give each subset a name of its own' });
      }
    }
  },
});

const destinationRuleSubsetLabels = refused({
  id: 'destination-rule-subset-labels',
  kinds: KINDS,
  about: ['subsets'],
  summary: 'Labels of subsets are such as Pods can have.',
  check(manifest, report) {
    for (const subset of specOf(manifest).get('subsets').items) labelViolations(subset.get('labels')).forEach(report);
  },
});

const PORT_POLICIES = ['connectionPool', 'loadBalancer', 'outlierDetection', 'tls'];
const POLICIES = [...PORT_POLICIES, 'portLevelSettings', 'tunnel', 'proxyProtocol', 'retryBudget'];

function isEmpty(settings: Field, keys: readonly string[]): boolean {
  return keys.every((key) => {
    const { isSet, value } = settings.get(key);
    return !isSet || (Array.isArray(value) && value.length === 0);
  });
}

const trafficPolicyEmpty = refused({
  id: 'traffic-policy-empty',
  kinds: KINDS,
  about: ['trafficPolicy'],
  summary: 'A traffic policy says something.',
  check(manifest, report) {
    for (const { path } of policiesOf(manifest).filter((policy) => isEmpty(policy, POLICIES))) {
      report({ path, message: 'The traffic policy is empty, and istiod refuses that', fix: 'Fill it, or remove it' });
    }
  },
});

const trafficPolicyPort = refused({
  id: 'traffic-policy-port',
  kinds: KINDS,
  about: ['portLevelSettings'],
  summary: 'Settings for a port name the port and say something.',
  check(manifest, report) {
    for (const settings of portSettingsOf(manifest)) {
      const { path } = settings;
      const port = settings.get('port');
      if (!settings.isSet) {
        report({ path, message: 'The settings for a port are null', fix: 'Describe them, or remove them' });
        continue;
      }
      if (!port.isSet)
        report({
          path: port.path,
          message: 'The settings are for no port',
          fix: 'Set `port.number` to that of the service',
        });
      if (!isEmpty(settings, PORT_POLICIES)) continue;
      const message = `The settings for a port have none of ${PORT_POLICIES.join(', ')}, and istiod refuses that`;
      report({ path, message, fix: 'Fill them, or remove them' });
    }
  },
});

export const DESTINATION_RULE_WEBHOOK_RULES: readonly ObjectRule[] = [
  destinationRuleHost,
  destinationRuleSubsetLabels,
  destinationRuleSubsets,
  trafficPolicyEmpty,
  trafficPolicyPort,
];

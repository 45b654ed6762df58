import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import { operationsOf, PATH_KEYS, PORT_KEYS, valuesOf } from './authorization-policy';
import { isPortText } from './authorization-attributes';
import { pathTemplateFault } from './path-template';
import type { ObjectRule } from './rule';
import { refused } from './webhook-rule';

const KINDS = [AUTHORIZATION_POLICY];

const authorizationPolicyPorts = refused({
  id: 'authorization-policy-ports',
  kinds: KINDS,
  summary: 'Ports of operations are numbers up to 65535.',
  check(manifest, report) {
    for (const { path, text } of valuesOf(operationsOf(manifest), PORT_KEYS)) {
      if (isPortText(text)) continue;
      report({ path, message: `Port "${text}" is not a number up to 65535`, fix: 'Use the number of a port' });
    }
  },
});

const authorizationPolicyPathTemplates = refused({
  id: 'authorization-policy-path-templates',
  kinds: KINDS,
  summary: 'Braces in paths are in the operators {*} and {**}, which are whole segments, {**} the last of them.',
  check(manifest, report) {
    for (const { path, text } of valuesOf(operationsOf(manifest), PATH_KEYS)) {
      const fault = pathTemplateFault(text);
      if (fault === undefined) continue;
      report({ path, message: `Path "${text}" ${fault}`, fix: 'Write for instance /api/{*}/items or /static/{**}' });
    }
  },
});

export const AUTHORIZATION_POLICY_OPERATION_WEBHOOK_RULES: readonly ObjectRule[] = [
  authorizationPolicyPathTemplates,
  authorizationPolicyPorts,
];

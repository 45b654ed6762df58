import { policy, to } from './authorization-examples';
import type { Explanations } from './explanation';
import { securityReference, VALIDATION } from './istio-reference';

const SOURCE = `${securityReference('authorization-policy', 'Operation')} ${VALIDATION}`;

export const AUTHORIZATION_POLICY_OPERATION_WEBHOOK_EXPLANATIONS: Explanations = {
  'authorization-policy-path-templates': {
    why: 'Braces of another language, such as those of OpenAPI, would be compared letter by letter: no request has `{id}` in its path, so an ALLOW rule answers 403 to every order, and a DENY rule stops none. istiod refuses the policy.',
    fix: 'Write `{*}` for one segment and `{**}` for all that follow, each between slashes and `{**}` last.',
    bad: policy(to('paths: ["/orders/{id}/items"]')),
    good: policy(to('paths: ["/orders/{*}/items"]')),
    source: SOURCE,
  },
  'authorization-policy-ports': {
    why: 'Proxies compare the number of the port that the connection came in at, and know no names of ports: the rule could match nothing. istiod refuses the policy, so the apply fails and the workload keeps the rules that it had.',
    fix: 'Write the number that the container listens on, in quotes, and not the port or the port name of the Service.',
    bad: policy(to('ports: ["http"]')),
    good: policy(to('ports: ["8080"]')),
    source: SOURCE,
  },
};

import type { Explanations } from './explanation';
import { securityReference, VALIDATION } from './istio-reference';

const SOURCE = `${securityReference('authorization-policy', 'AuthorizationPolicy-Action')} ${VALIDATION}`;

/** With what stands in `spec` beside the selector. */
function policy(fields: string): string {
  return `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels:
      app: web
${fields}`;
}

export const AUTHORIZATION_POLICY_ACTION_WEBHOOK_EXPLANATIONS: Explanations = {
  'authorization-policy-custom-attributes': {
    why: 'The question to an external authorizer is asked before anything is known of the peer and its token, so the rule could never be told to match: requests would pass without being asked about. istiod refuses the policy, and as long as it is not there nobody asks the authorizer at all.',
    fix: 'Choose by paths, methods, hosts, ports or addresses what the provider is asked about, and leave the question of who sends to the provider or to a second policy with ALLOW or DENY.',
    bad: policy(`  action: CUSTOM
  provider:
    name: oauth2-proxy
  rules:
    - from:
        - source:
            notRequestPrincipals: ["*"]
      to:
        - operation:
            paths: ["/account*"]
`),
    good: policy(`  action: CUSTOM
  provider:
    name: oauth2-proxy
  rules:
    - to:
        - operation:
            paths: ["/account*"]
`),
    source: `${SOURCE} https://istio.io/latest/docs/tasks/security/authorization/authz-custom/`,
  },
  'authorization-policy-deny-http-only': {
    why: 'Paths, methods, hosts and tokens do not exist on a TCP port, and a DENY rule is then judged by what is left of it: every connection to the database, broker or metrics port of the same workload is closed. Operators see resets on a port that the policy does not mention.',
    fix: 'Add the HTTP ports of the workload to the operation, as the container listens on them.',
    bad: policy(`  action: DENY
  rules:
    - to:
        - operation:
            paths: ["/admin*"]
`),
    good: policy(`  action: DENY
  rules:
    - to:
        - operation:
            paths: ["/admin*"]
            ports: ["8080"]
`),
    source: `${securityReference('authorization-policy', 'Operation')} https://istio.io/latest/docs/tasks/security/authorization/authz-deny/ ${VALIDATION}`,
  },
  'authorization-policy-provider': {
    why: 'CUSTOM hands the decision to a service of the mesh configuration, and without a name there is nobody to ask; with another action the provider would never be asked, though the author believes that it is. istiod refuses the policy, so the login in front of the application is missing.',
    fix: 'Name one of `extensionProviders` of the mesh configuration beside action CUSTOM, and none beside the others.',
    bad: policy(`  action: CUSTOM
  rules:
    - to:
        - operation:
            paths: ["/account*"]
`),
    good: policy(`  action: CUSTOM
  provider:
    name: oauth2-proxy
  rules:
    - to:
        - operation:
            paths: ["/account*"]
`),
    source: `${SOURCE} https://istio.io/latest/docs/tasks/security/authorization/authz-custom/`,
  },
  'authorization-policy-rules-required': {
    why: 'A DENY without rules denies nothing, where its author most likely wanted to lock the workload: it would stay open to everybody, in silence. (An ALLOW without rules does deny everything.) istiod refuses the policy rather than let it look like protection.',
    fix: 'Write what is denied, or `rules: [{}]` for everything.',
    bad: policy(`  action: DENY
`),
    good: policy(`  action: DENY
  rules:
    - {}
`),
    source: `${SOURCE} https://istio.io/latest/docs/concepts/security/`,
  },
};

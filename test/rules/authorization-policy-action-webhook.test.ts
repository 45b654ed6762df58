import { allowing, authorizationPolicy, custom, denying } from './policies';
import { testRule } from './rule-tester';

testRule('authorization-policy-provider', 'error', {
  valid: [custom(''), allowing(''), authorizationPolicy('{action: ALLOW, provider: null}'), authorizationPolicy('{}')],
  invalid: [
    {
      object: authorizationPolicy('{action: CUSTOM, rules: [{}]}'),
      violations: [
        {
          path: 'spec.provider.name',
          message: 'Action CUSTOM has no provider.name, so there is nothing to ask',
          fix: 'Name an extension provider of the mesh configuration',
        },
      ],
    },
    {
      object: authorizationPolicy('{action: CUSTOM, provider: {}, rules: [{}]}'),
      violations: [
        {
          path: 'spec.provider.name',
          message: 'Action CUSTOM has no provider.name, so there is nothing to ask',
          fix: 'Name an extension provider of the mesh configuration',
        },
      ],
    },
    {
      object: authorizationPolicy('{action: CUSTOM, provider: {name: ""}, rules: [{}]}'),
      violations: [
        {
          path: 'spec.provider.name',
          message: 'Action CUSTOM has no provider.name, so there is nothing to ask',
          fix: 'Name an extension provider of the mesh configuration',
        },
      ],
    },
    {
      object: authorizationPolicy('{provider: {name: oauth}}'),
      violations: [
        {
          path: 'spec.provider',
          message: 'Action ALLOW asks no provider, so istiod refuses one',
          fix: 'Use action CUSTOM, or remove the provider',
        },
      ],
    },
    {
      object: authorizationPolicy('{action: DENY, provider: {name: oauth}, rules: [{}]}'),
      violations: [
        {
          path: 'spec.provider',
          message: 'Action DENY asks no provider, so istiod refuses one',
          fix: 'Use action CUSTOM, or remove the provider',
        },
      ],
    },
    {
      object: authorizationPolicy('{action: AUDIT, provider: {}, rules: [{}]}'),
      violations: [
        {
          path: 'spec.provider',
          message: 'Action AUDIT asks no provider, so istiod refuses one',
          fix: 'Use action CUSTOM, or remove the provider',
        },
      ],
    },
    {
      object: authorizationPolicy('{action: CUSTOM, rules: [{}]}', 'security.istio.io/v1beta1'),
      violations: [
        {
          path: 'spec.provider.name',
          message: 'Action CUSTOM has no provider.name, so there is nothing to ask',
          fix: 'Name an extension provider of the mesh configuration',
        },
      ],
    },
  ],
});

testRule('authorization-policy-rules-required', 'error', {
  valid: [
    authorizationPolicy('{}'),
    authorizationPolicy('{action: ALLOW, rules: []}'),
    authorizationPolicy('{action: AUDIT}'),
    denying(''),
    custom(''),
  ],
  invalid: [
    {
      object: authorizationPolicy('{action: DENY}'),
      violations: [
        {
          path: 'spec.rules',
          message: 'Action DENY has no rules, so it would never be taken',
          fix: 'Add rules; an empty one, {}, is for all requests',
        },
      ],
    },
    {
      object: authorizationPolicy('{action: DENY, rules: []}'),
      violations: [
        {
          path: 'spec.rules',
          message: 'Action DENY has no rules, so it would never be taken',
          fix: 'Add rules; an empty one, {}, is for all requests',
        },
      ],
    },
    {
      object: authorizationPolicy('{action: CUSTOM, provider: {name: oauth}}'),
      violations: [
        {
          path: 'spec.rules',
          message: 'Action CUSTOM has no rules, so it would never be taken',
          fix: 'Add rules; an empty one, {}, is for all requests',
        },
      ],
    },
    {
      object: authorizationPolicy('{action: CUSTOM, provider: {name: oauth}, rules: []}'),
      violations: [
        {
          path: 'spec.rules',
          message: 'Action CUSTOM has no rules, so it would never be taken',
          fix: 'Add rules; an empty one, {}, is for all requests',
        },
      ],
    },
  ],
});

testRule('authorization-policy-custom-attributes', 'error', {
  valid: [
    custom(
      'from: [{source: {ipBlocks: [10.0.0.1], notRemoteIpBlocks: [10.0.0.0/8]}}], to: [{operation: {paths: [/a]}}]',
    ),
    custom('from: [{source: {principals: [], ipBlocks: [10.0.0.1]}}]'),
    custom('when: [{key: source.ip, values: [10.0.0.1]}, {key: "request.headers[x-a]", values: [b]}]'),
    custom('when: [{key: request.auth.nothing, values: [a]}, {key: request.auth.claims, values: [a]}]'),
    denying(
      'from: [{source: {principals: [a], requestPrincipals: [b]}}], when: [{key: source.namespace, values: [a]}]',
    ),
  ],
  invalid: [
    {
      object: custom(
        'from: [{source: {namespaces: [a], notNamespaces: [b], trustDomains: [c], notTrustDomains: [d]}}]',
      ),
      violations: [
        {
          path: 'spec.rules[0].from[0].source.namespaces',
          message: 'Action CUSTOM does not support namespaces',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
        {
          path: 'spec.rules[0].from[0].source.notNamespaces',
          message: 'Action CUSTOM does not support notNamespaces',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
        {
          path: 'spec.rules[0].from[0].source.trustDomains',
          message: 'Action CUSTOM does not support trustDomains',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
        {
          path: 'spec.rules[0].from[0].source.notTrustDomains',
          message: 'Action CUSTOM does not support notTrustDomains',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
      ],
    },
    {
      object: custom(
        'from: [{source: {serviceAccounts: [a], notServiceAccounts: [b]}}, {source: {principals: [a], notPrincipals: [b], requestPrincipals: [c], notRequestPrincipals: [d], ipBlocks: [10.0.0.1]}}]',
      ),
      violations: [
        {
          path: 'spec.rules[0].from[0].source.serviceAccounts',
          message: 'Action CUSTOM does not support serviceAccounts',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
        {
          path: 'spec.rules[0].from[0].source.notServiceAccounts',
          message: 'Action CUSTOM does not support notServiceAccounts',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
        {
          path: 'spec.rules[0].from[1].source.principals',
          message: 'Action CUSTOM does not support principals',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
        {
          path: 'spec.rules[0].from[1].source.notPrincipals',
          message: 'Action CUSTOM does not support notPrincipals',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
        {
          path: 'spec.rules[0].from[1].source.requestPrincipals',
          message: 'Action CUSTOM does not support requestPrincipals',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
        {
          path: 'spec.rules[0].from[1].source.notRequestPrincipals',
          message: 'Action CUSTOM does not support notRequestPrincipals',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
      ],
    },
    {
      object: custom(
        'when: [{key: source.namespace, values: [a]}, {key: source.serviceAccount, values: [a]}, {key: source.trustDomain, values: [a]}, {key: source.principal, notValues: [a]}]',
      ),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Action CUSTOM does not support "source.namespace"',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
        {
          path: 'spec.rules[0].when[1].key',
          message: 'Action CUSTOM does not support "source.serviceAccount"',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
        {
          path: 'spec.rules[0].when[2].key',
          message: 'Action CUSTOM does not support "source.trustDomain"',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
        {
          path: 'spec.rules[0].when[3].key',
          message: 'Action CUSTOM does not support "source.principal"',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
      ],
    },
    {
      object: custom(
        'when: [{key: request.auth.principal, values: [a]}, {key: request.auth.audiences, values: [a]}, {key: request.auth.presenter, values: [a]}, {key: "request.auth.claims[a]", values: [a]}]',
      ),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Action CUSTOM does not support "request.auth.principal"',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
        {
          path: 'spec.rules[0].when[1].key',
          message: 'Action CUSTOM does not support "request.auth.audiences"',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
        {
          path: 'spec.rules[0].when[2].key',
          message: 'Action CUSTOM does not support "request.auth.presenter"',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
        {
          path: 'spec.rules[0].when[3].key',
          message: 'Action CUSTOM does not support "request.auth.claims[a]"',
          fix: 'Leave it to the provider, or to a policy with action ALLOW or DENY',
        },
      ],
    },
  ],
});

testRule('authorization-policy-deny-http-only', 'warning', {
  valid: [
    denying(''),
    denying('to: [{operation: {methods: [GET], ports: ["8080"]}}]'),
    denying('to: [{operation: {methods: [GET], notPorts: ["9000"]}}]'),
    denying('to: [{operation: {ports: ["8080"]}}]'),
    denying('from: [{source: {principals: [a]}}]'),
    denying('from: [{source: {requestPrincipals: ["*"]}}], to: [{operation: {ports: ["8080"]}}]'),
    denying('to: [{operation: {}}]'),
    denying('when: [{key: "request.headers[x-a]", values: [b]}]'),
    allowing('to: [{operation: {methods: [GET]}}]'),
    custom('to: [{operation: {methods: [GET]}}]'),
    authorizationPolicy('{action: AUDIT, rules: [{to: [{operation: {methods: [GET]}}]}]}'),
  ],
  invalid: [
    {
      object: denying('to: [{operation: {methods: [GET]}}]'),
      violations: [
        {
          path: 'spec.rules[0].to[0].operation.ports',
          message:
            'The rule denies by methods without ports: on TCP ports, where these are not known, the rule denies without asking for them',
          fix: 'Add the HTTP ports of the workload',
        },
      ],
    },
    {
      object: denying('to: [{operation: {ports: ["80"]}}, {operation: {hosts: [a], notPaths: [/b]}}]'),
      violations: [
        {
          path: 'spec.rules[0].to[1].operation.ports',
          message:
            'The rule denies by hosts and notPaths without ports: on TCP ports, where these are not known, the rule denies without asking for them',
          fix: 'Add the HTTP ports of the workload',
        },
      ],
    },
    {
      object: denying('from: [{source: {notRequestPrincipals: ["*"]}}]'),
      violations: [
        {
          path: 'spec.rules[0].from[0].source.notRequestPrincipals',
          message:
            'The rule denies by notRequestPrincipals without ports: on TCP ports, where these are not known, the rule denies without asking for them',
          fix: 'Add the HTTP ports of the workload as to.operation.ports',
        },
      ],
    },
    {
      object: denying(
        'from: [{source: {principals: [a], requestPrincipals: ["*"], notRequestPrincipals: [b]}}, {source: {namespaces: [a]}}]',
      ),
      violations: [
        {
          path: 'spec.rules[0].from[0].source.requestPrincipals',
          message:
            'The rule denies by requestPrincipals without ports: on TCP ports, where these are not known, the rule denies without asking for them',
          fix: 'Add the HTTP ports of the workload as to.operation.ports',
        },
      ],
    },
    {
      object: denying('from: [{source: {notRequestPrincipals: ["*"]}}], to: [{operation: {paths: [/a]}}]'),
      violations: [
        {
          path: 'spec.rules[0].to[0].operation.ports',
          message:
            'The rule denies by paths without ports: on TCP ports, where these are not known, the rule denies without asking for them',
          fix: 'Add the HTTP ports of the workload',
        },
      ],
    },
    {
      object: authorizationPolicy(
        '{action: DENY, rules: [{to: [{operation: {methods: [GET]}}]}, {to: [{operation: {methods: [PUT], ports: ["80"]}}]}, {to: [{operation: {paths: [/a]}}]}]}',
      ),
      violations: [
        {
          path: 'spec.rules[0].to[0].operation.ports',
          message:
            'The rule denies by methods without ports: on TCP ports, where these are not known, the rule denies without asking for them',
          fix: 'Add the HTTP ports of the workload',
        },
        {
          path: 'spec.rules[2].to[0].operation.ports',
          message:
            'The rule denies by paths without ports: on TCP ports, where these are not known, the rule denies without asking for them',
          fix: 'Add the HTTP ports of the workload',
        },
      ],
    },
  ],
});

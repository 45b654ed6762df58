import { allowing, authorizationPolicy, condition, operation, source } from './policies';
import { testRule } from './rule-tester';

testRule('authorization-policy-rule-parts', 'error', {
  valid: [
    allowing(''),
    allowing('from: null, to: null'),
    source('namespaces: [a]'),
    operation('notPorts: ["80"]'),
    source('trustDomains: [a]'),
    allowing('from: [{source: {principals: [a]}}], to: [{operation: {methods: [GET]}}], when: []'),
  ],
  invalid: [
    {
      object: authorizationPolicy('{rules: [null, {}]}'),
      violations: [
        { path: 'spec.rules[0]', message: 'The rule is null, and istiod refuses that', fix: 'Use {} to match all' },
      ],
    },
    {
      object: allowing('from: [], to: []'),
      violations: [
        {
          path: 'spec.rules[0].from',
          message: 'The list "from" is empty, and istiod refuses that',
          fix: 'Leave it out to match all',
        },
        {
          path: 'spec.rules[0].to',
          message: 'The list "to" is empty, and istiod refuses that',
          fix: 'Leave it out to match all',
        },
      ],
    },
    {
      object: allowing('from: [null, {}, {source: null}, {source: {}}, {source: {principals: []}}]'),
      violations: [
        {
          path: 'spec.rules[0].from[0].source',
          message: 'The source is empty, and istiod refuses that',
          fix: 'Say what the source is, or leave out "from" to match all',
        },
        {
          path: 'spec.rules[0].from[1].source',
          message: 'The source is empty, and istiod refuses that',
          fix: 'Say what the source is, or leave out "from" to match all',
        },
        {
          path: 'spec.rules[0].from[2].source',
          message: 'The source is empty, and istiod refuses that',
          fix: 'Say what the source is, or leave out "from" to match all',
        },
        {
          path: 'spec.rules[0].from[3].source',
          message: 'The source is empty, and istiod refuses that',
          fix: 'Say what the source is, or leave out "from" to match all',
        },
        {
          path: 'spec.rules[0].from[4].source',
          message: 'The source is empty, and istiod refuses that',
          fix: 'Say what the source is, or leave out "from" to match all',
        },
      ],
    },
    {
      object: allowing('to: [null, {}, {operation: {}}, {operation: {paths: [], notPaths: []}}]'),
      violations: [
        {
          path: 'spec.rules[0].to[0].operation',
          message: 'The operation is empty, and istiod refuses that',
          fix: 'Say what the operation is, or leave out "to" to match all',
        },
        {
          path: 'spec.rules[0].to[1].operation',
          message: 'The operation is empty, and istiod refuses that',
          fix: 'Say what the operation is, or leave out "to" to match all',
        },
        {
          path: 'spec.rules[0].to[2].operation',
          message: 'The operation is empty, and istiod refuses that',
          fix: 'Say what the operation is, or leave out "to" to match all',
        },
        {
          path: 'spec.rules[0].to[3].operation',
          message: 'The operation is empty, and istiod refuses that',
          fix: 'Say what the operation is, or leave out "to" to match all',
        },
      ],
    },
  ],
});

testRule('authorization-policy-empty-values', 'error', {
  valid: [
    source('principals: [a], namespaces: [b]'),
    operation('hosts: ["*"]'),
    condition('key: source.ip, values: [10.0.0.1]'),
    condition('key: source.ip, values: []'),
  ],
  invalid: [
    {
      object: source(
        'principals: [""], notPrincipals: [a, ""], requestPrincipals: [""], notRequestPrincipals: [""], namespaces: [""], notNamespaces: [""], ipBlocks: [""], notIpBlocks: [""], remoteIpBlocks: [""], notRemoteIpBlocks: [""], serviceAccounts: [""], notServiceAccounts: [""], trustDomains: [""], notTrustDomains: [""]',
      ),
      violations: [
        {
          path: 'spec.rules[0].from[0].source.principals[0]',
          message: 'An item of principals is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].from[0].source.notPrincipals[1]',
          message: 'An item of notPrincipals is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].from[0].source.namespaces[0]',
          message: 'An item of namespaces is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].from[0].source.notNamespaces[0]',
          message: 'An item of notNamespaces is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].from[0].source.serviceAccounts[0]',
          message: 'An item of serviceAccounts is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].from[0].source.notServiceAccounts[0]',
          message: 'An item of notServiceAccounts is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].from[0].source.trustDomains[0]',
          message: 'An item of trustDomains is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].from[0].source.notTrustDomains[0]',
          message: 'An item of notTrustDomains is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].from[0].source.requestPrincipals[0]',
          message: 'An item of requestPrincipals is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].from[0].source.notRequestPrincipals[0]',
          message: 'An item of notRequestPrincipals is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].from[0].source.ipBlocks[0]',
          message: 'An item of ipBlocks is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].from[0].source.notIpBlocks[0]',
          message: 'An item of notIpBlocks is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].from[0].source.remoteIpBlocks[0]',
          message: 'An item of remoteIpBlocks is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].from[0].source.notRemoteIpBlocks[0]',
          message: 'An item of notRemoteIpBlocks is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
      ],
    },
    {
      object: operation(
        'hosts: [""], notHosts: [""], ports: [""], notPorts: [""], methods: [""], notMethods: [""], paths: [""], notPaths: [null]',
      ),
      violations: [
        {
          path: 'spec.rules[0].to[0].operation.hosts[0]',
          message: 'An item of hosts is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].to[0].operation.notHosts[0]',
          message: 'An item of notHosts is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].to[0].operation.methods[0]',
          message: 'An item of methods is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].to[0].operation.notMethods[0]',
          message: 'An item of notMethods is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].to[0].operation.paths[0]',
          message: 'An item of paths is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].to[0].operation.notPaths[0]',
          message: 'An item of notPaths is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].to[0].operation.ports[0]',
          message: 'An item of ports is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].to[0].operation.notPorts[0]',
          message: 'An item of notPorts is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
      ],
    },
    {
      object: condition('key: source.ip, values: [""], notValues: [10.0.0.1, ""]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].values[0]',
          message: 'An item of values is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
        {
          path: 'spec.rules[0].when[0].notValues[1]',
          message: 'An item of notValues is empty, and istiod refuses that',
          fix: 'Write the value, or remove it',
        },
      ],
    },
  ],
});

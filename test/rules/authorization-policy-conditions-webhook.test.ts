import { allowing, condition } from './policies';
import { testRule } from './rule-tester';

testRule('authorization-policy-condition-keys', 'error', {
  valid: [
    condition('key: "request.headers[x-a]", values: [a]'),
    condition('key: source.ip, values: [a]'),
    condition('key: remote.ip, values: [a]'),
    condition('key: source.namespace, values: [a]'),
    condition('key: source.serviceAccount, values: [a]'),
    condition('key: source.principal, values: [a]'),
    condition('key: source.trustDomain, values: [a]'),
    condition('key: request.auth.principal, values: [a]'),
    condition('key: request.auth.audiences, values: [a]'),
    condition('key: request.auth.presenter, values: [a]'),
    condition('key: "request.auth.claims[a]", values: [a]'),
    condition('key: "request.auth.claims[a][b]", values: [a]'),
    condition('key: destination.ip, values: [a]'),
    condition('key: destination.port, values: [a]'),
    condition('key: connection.sni, values: [a]'),
    condition('key: "experimental.envoy.filters.network.mysql_proxy[db.table]", values: [a]'),
  ],
  invalid: [
    {
      object: condition('key: request.headers, values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "request.headers" does not say of what, as in a[b]',
          fix: 'Use an attribute such as request.headers[x-tenant] or request.auth.claims[group]',
        },
      ],
    },
    {
      object: condition('key: "request.headers[]", values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "request.headers[]" does not say of what, as in a[b]',
          fix: 'Use an attribute such as request.headers[x-tenant] or request.auth.claims[group]',
        },
      ],
    },
    {
      object: condition('key: "request.headers[a", values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "request.headers[a" does not say of what, as in a[b]',
          fix: 'Use an attribute such as request.headers[x-tenant] or request.auth.claims[group]',
        },
      ],
    },
    {
      object: condition('key: request.auth.claims, values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "request.auth.claims" does not say of what, as in a[b]',
          fix: 'Use an attribute such as request.headers[x-tenant] or request.auth.claims[group]',
        },
      ],
    },
    {
      object: condition('key: request.auth.claims.group, values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "request.auth.claims.group" does not say of what, as in a[b]',
          fix: 'Use an attribute such as request.headers[x-tenant] or request.auth.claims[group]',
        },
      ],
    },
    {
      object: condition('key: request.auth.nothing, values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "request.auth.nothing" is none that Istio knows',
          fix: 'Use an attribute such as request.headers[x-tenant] or request.auth.claims[group]',
        },
      ],
    },
    {
      object: condition('key: source.user, values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "source.user" is none that Istio knows',
          fix: 'Use an attribute such as request.headers[x-tenant] or request.auth.claims[group]',
        },
      ],
    },
    {
      object: condition('key: Source.IP, values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "Source.IP" is none that Istio knows',
          fix: 'Use an attribute such as request.headers[x-tenant] or request.auth.claims[group]',
        },
      ],
    },
    {
      object: condition('key: experimental.envoy.filters.a, values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "experimental.envoy.filters.a" does not say of what, as in a[b]',
          fix: 'Use an attribute such as request.headers[x-tenant] or request.auth.claims[group]',
        },
      ],
    },
    {
      object: condition('key: destination.namespace, values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "destination.namespace" is of old versions, and istiod refuses it',
          fix: 'Put the policy into the namespace of the workload',
        },
      ],
    },
    {
      object: condition('key: "destination.labels[app]", values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "destination.labels[app]" is of old versions, and istiod refuses it',
          fix: 'Use the selector of the policy',
        },
      ],
    },
    {
      object: condition('key: destination.name, values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "destination.name" is of old versions, and istiod refuses it',
          fix: 'Use the selector of the policy',
        },
      ],
    },
    {
      object: condition('key: destination.user, values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "destination.user" is of old versions, and istiod refuses it',
          fix: 'Use the selector of the policy',
        },
      ],
    },
    {
      object: condition('key: destination.labels, values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "destination.labels" is of old versions, and istiod refuses it',
          fix: 'Use the selector of the policy',
        },
      ],
    },
    {
      object: condition('key: request.path, values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "request.path" is none that Istio knows',
          fix: 'Use an attribute such as request.headers[x-tenant] or request.auth.claims[group]',
        },
      ],
    },
    {
      object: condition('key: "connection.sni[a]", values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "connection.sni[a]" is none that Istio knows',
          fix: 'Use an attribute such as request.headers[x-tenant] or request.auth.claims[group]',
        },
      ],
    },
    {
      object: condition('key: "", values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "" is empty',
          fix: 'Use an attribute such as request.headers[x-tenant] or request.auth.claims[group]',
        },
      ],
    },
    {
      object: condition('values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "" is empty',
          fix: 'Use an attribute such as request.headers[x-tenant] or request.auth.claims[group]',
        },
      ],
    },
    {
      object: allowing('when: [null]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].key',
          message: 'Attribute "" is empty',
          fix: 'Use an attribute such as request.headers[x-tenant] or request.auth.claims[group]',
        },
      ],
    },
  ],
});

testRule('authorization-policy-condition-values', 'error', {
  valid: [
    condition('key: source.ip, values: [10.0.0.1, 10.0.0.0/8]'),
    condition('key: remote.ip, notValues: ["2001:db8::/32"]'),
    condition('key: destination.ip, values: [10.0.0.1], notValues: []'),
    condition('key: destination.port, values: ["80"], notValues: ["65535"]'),
    condition('key: source.namespace, values: [anything at all]'),
    condition('key: source.ip, values: [""]'),
    condition('key: ""'),
  ],
  invalid: [
    {
      object: condition('key: source.namespace'),
      violations: [
        {
          path: 'spec.rules[0].when[0].values',
          message: 'The condition on "source.namespace" has neither values nor notValues',
          fix: 'List the values',
        },
      ],
    },
    {
      object: condition('key: source.namespace, values: [], notValues: []'),
      violations: [
        {
          path: 'spec.rules[0].when[0].values',
          message: 'The condition on "source.namespace" has neither values nor notValues',
          fix: 'List the values',
        },
      ],
    },
    {
      object: condition('key: source.ip, values: [shop, 10.0.0.0/33], notValues: ["*"]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].values[0]',
          message: 'Value "shop" of "source.ip" is neither an address nor a range in CIDR notation',
          fix: 'Correct it, or remove it',
        },
        {
          path: 'spec.rules[0].when[0].values[1]',
          message: 'Value "10.0.0.0/33" of "source.ip" is neither an address nor a range in CIDR notation',
          fix: 'Correct it, or remove it',
        },
        {
          path: 'spec.rules[0].when[0].notValues[0]',
          message: 'Value "*" of "source.ip" is neither an address nor a range in CIDR notation',
          fix: 'Correct it, or remove it',
        },
      ],
    },
    {
      object: condition('key: remote.ip, values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].values[0]',
          message: 'Value "a" of "remote.ip" is neither an address nor a range in CIDR notation',
          fix: 'Correct it, or remove it',
        },
      ],
    },
    {
      object: condition('key: destination.ip, values: [a]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].values[0]',
          message: 'Value "a" of "destination.ip" is neither an address nor a range in CIDR notation',
          fix: 'Correct it, or remove it',
        },
      ],
    },
    {
      object: condition('key: destination.port, values: [http, "65536"]'),
      violations: [
        {
          path: 'spec.rules[0].when[0].values[0]',
          message: 'Value "http" of "destination.port" is not a number up to 65535',
          fix: 'Correct it, or remove it',
        },
        {
          path: 'spec.rules[0].when[0].values[1]',
          message: 'Value "65536" of "destination.port" is not a number up to 65535',
          fix: 'Correct it, or remove it',
        },
      ],
    },
  ],
});

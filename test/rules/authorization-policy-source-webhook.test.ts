import { source } from './policies';
import { testRule } from './rule-tester';

testRule('authorization-policy-service-accounts', 'error', {
  valid: [
    source('serviceAccounts: [shop, prod/shop]'),
    source('notServiceAccounts: [prod/shop]'),
    source(`serviceAccounts: [${Array.from({ length: 16 }, (_, index) => `a${index}`).join(', ')}]`),
    source(`serviceAccounts: [${'a'.repeat(320)}]`),
    source('serviceAccounts: [""]'),
    source('principals: ["*"]'),
  ],
  invalid: [
    {
      object: source('serviceAccounts: ["*", "prod/*", a/b/c, /a, a/]'),
      violations: [
        {
          path: 'spec.rules[0].from[0].source.serviceAccounts[0]',
          message: 'Service account "*" has a "*", and service accounts are named in full',
          fix: 'Use NAME or NAMESPACE/NAME',
        },
        {
          path: 'spec.rules[0].from[0].source.serviceAccounts[1]',
          message: 'Service account "prod/*" has a "*", and service accounts are named in full',
          fix: 'Use NAME or NAMESPACE/NAME',
        },
        {
          path: 'spec.rules[0].from[0].source.serviceAccounts[2]',
          message: 'Service account "a/b/c" is neither NAME nor NAMESPACE/NAME',
          fix: 'Use NAME or NAMESPACE/NAME',
        },
        {
          path: 'spec.rules[0].from[0].source.serviceAccounts[3]',
          message: 'Service account "/a" is neither NAME nor NAMESPACE/NAME',
          fix: 'Use NAME or NAMESPACE/NAME',
        },
        {
          path: 'spec.rules[0].from[0].source.serviceAccounts[4]',
          message: 'Service account "a/" is neither NAME nor NAMESPACE/NAME',
          fix: 'Use NAME or NAMESPACE/NAME',
        },
      ],
    },
    {
      object: source('notServiceAccounts: ["shop-*"]'),
      violations: [
        {
          path: 'spec.rules[0].from[0].source.notServiceAccounts[0]',
          message: 'Service account "shop-*" has a "*", and service accounts are named in full',
          fix: 'Use NAME or NAMESPACE/NAME',
        },
      ],
    },
    {
      object: source(`serviceAccounts: [${Array.from({ length: 17 }, (_, index) => `a${index}`).join(', ')}]`),
      violations: [
        {
          path: 'spec.rules[0].from[0].source.serviceAccounts',
          message: 'There are 17 service accounts, and istiod takes 16 at most',
          fix: 'Spread them over several sources',
        },
      ],
    },
    {
      object: source(`notServiceAccounts: [${Array.from({ length: 17 }, (_, index) => `a${index}`).join(', ')}]`),
      violations: [
        {
          path: 'spec.rules[0].from[0].source.notServiceAccounts',
          message: 'There are 17 service accounts, and istiod takes 16 at most',
          fix: 'Spread them over several sources',
        },
      ],
    },
    {
      object: source(`serviceAccounts: [${'a'.repeat(321)}]`),
      violations: [
        {
          path: 'spec.rules[0].from[0].source.serviceAccounts[0]',
          message:
            'Service account "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" is longer than 320 characters',
          fix: 'Use NAME or NAMESPACE/NAME',
        },
      ],
    },
  ],
});

testRule('authorization-policy-ip-blocks', 'error', {
  valid: [
    source(
      'ipBlocks: [10.0.0.1, 10.0.0.0/8], notIpBlocks: ["2001:db8::1"], remoteIpBlocks: ["2001:db8::/32"], notRemoteIpBlocks: [0.0.0.0/0]',
    ),
    source('ipBlocks: [""]'),
  ],
  invalid: [
    {
      object: source(
        'ipBlocks: [10.0.0.0/33, shop, 10.0.0], notIpBlocks: ["10.0.0.0/8/8"], remoteIpBlocks: ["*"], notRemoteIpBlocks: ["::/129"]',
      ),
      violations: [
        {
          path: 'spec.rules[0].from[0].source.ipBlocks[0]',
          message: '"10.0.0.0/33" is neither an address nor a range in CIDR notation',
          fix: 'Write for instance 10.0.0.0/8',
        },
        {
          path: 'spec.rules[0].from[0].source.ipBlocks[1]',
          message: '"shop" is neither an address nor a range in CIDR notation',
          fix: 'Write for instance 10.0.0.0/8',
        },
        {
          path: 'spec.rules[0].from[0].source.ipBlocks[2]',
          message: '"10.0.0" is neither an address nor a range in CIDR notation',
          fix: 'Write for instance 10.0.0.0/8',
        },
        {
          path: 'spec.rules[0].from[0].source.notIpBlocks[0]',
          message: '"10.0.0.0/8/8" is neither an address nor a range in CIDR notation',
          fix: 'Write for instance 10.0.0.0/8',
        },
        {
          path: 'spec.rules[0].from[0].source.remoteIpBlocks[0]',
          message: '"*" is neither an address nor a range in CIDR notation',
          fix: 'Write for instance 10.0.0.0/8',
        },
        {
          path: 'spec.rules[0].from[0].source.notRemoteIpBlocks[0]',
          message: '"::/129" is neither an address nor a range in CIDR notation',
          fix: 'Write for instance 10.0.0.0/8',
        },
      ],
    },
  ],
});

testRule('authorization-policy-trust-domains', 'error', {
  valid: [source('trustDomains: [cluster.local, "*", "*.example.com", "td-*"], notTrustDomains: [old]')],
  invalid: [
    {
      object: source('trustDomains: ["*.a.*", "a*b", "**"], notTrustDomains: [td/ns/a, "*/ns"]'),
      violations: [
        {
          path: 'spec.rules[0].from[0].source.trustDomains[0]',
          message: 'Trust domain "*.a.*" has a "*" that is not its only one at its beginning or end',
          fix: 'Write for instance cluster.local or *.example.com',
        },
        {
          path: 'spec.rules[0].from[0].source.trustDomains[1]',
          message: 'Trust domain "a*b" has a "*" that is not its only one at its beginning or end',
          fix: 'Write for instance cluster.local or *.example.com',
        },
        {
          path: 'spec.rules[0].from[0].source.trustDomains[2]',
          message: 'Trust domain "**" has a "*" that is not its only one at its beginning or end',
          fix: 'Write for instance cluster.local or *.example.com',
        },
        {
          path: 'spec.rules[0].from[0].source.notTrustDomains[0]',
          message: 'Trust domain "td/ns/a" has a slash, and a trust domain is only the beginning of a principal',
          fix: 'Write for instance cluster.local or *.example.com',
        },
        {
          path: 'spec.rules[0].from[0].source.notTrustDomains[1]',
          message: 'Trust domain "*/ns" has a slash, and a trust domain is only the beginning of a principal',
          fix: 'Write for instance cluster.local or *.example.com',
        },
      ],
    },
  ],
});

import { objectText, testRule } from './rule-tester';

const entry = (spec: string, version = 'v1') => objectText(`networking.istio.io/${version}`, 'ServiceEntry', spec);

testRule('service-entry-hosts', 'error', {
  valid: [
    entry('{ hosts: [api.example.com] }'),
    entry('{ hosts: ["*.example.com", api] }', 'v1beta1'),
    entry('{ hosts: ["*-api.example.com"] }', 'v1alpha3'),
  ],
  invalid: [
    {
      object: entry('{}'),
      violations: [
        { path: 'spec.hosts', message: 'The ServiceEntry has no hosts', fix: 'Name the hosts of the service' },
      ],
    },
    {
      object: entry('{ hosts: [] }'),
      violations: [
        { path: 'spec.hosts', message: 'The ServiceEntry has no hosts', fix: 'Name the hosts of the service' },
      ],
    },
    {
      object: entry('{ hosts: ["*", api.example.com] }'),
      violations: [
        {
          path: 'spec.hosts[0]',
          message: 'Host "*" would take every host for this service',
          fix: 'Use a domain name, or "*.DOMAIN"',
        },
      ],
    },
    {
      object: entry('{ hosts: [api.*.com, "", 10.0.0.1, "prod/api.example.com"] }'),
      violations: [
        {
          path: 'spec.hosts[0]',
          message: 'Host "api.*.com" has the label "*", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name, or "*.DOMAIN"',
        },
        { path: 'spec.hosts[1]', message: 'Host "" is empty', fix: 'Use a domain name, or "*.DOMAIN"' },
        {
          path: 'spec.hosts[2]',
          message: 'Host "10.0.0.1" ends in the number 1, which no domain does',
          fix: 'Use a domain name, or "*.DOMAIN"',
        },
        {
          path: 'spec.hosts[3]',
          message:
            'Host "prod/api.example.com" has the label "prod/api", which is more than letters, digits and inner dashes',
          fix: 'Use a domain name, or "*.DOMAIN"',
        },
      ],
    },
  ],
});

testRule('service-entry-partial-wildcard', 'warning', {
  valid: [
    entry('{ hosts: ["*.example.com"] }'),
    entry('{ hosts: ["*-api.example.com"], resolution: DYNAMIC_DNS }'),
    entry('{ hosts: ["*", "a*.example.com"] }'),
    entry('{ hosts: ["*-api.example.com"], resolution: DNS }'),
  ],
  invalid: [
    {
      object: entry('{ hosts: ["*-api.example.com", api.example.com, "*api.example.com"] }'),
      violations: [
        {
          path: 'spec.hosts[0]',
          message:
            'Host "*-api.example.com" has a "*" for a part of a label, which works with resolution DYNAMIC_DNS only',
          fix: 'Use "*." and a domain name',
        },
        {
          path: 'spec.hosts[2]',
          message:
            'Host "*api.example.com" has a "*" for a part of a label, which works with resolution DYNAMIC_DNS only',
          fix: 'Use "*." and a domain name',
        },
      ],
    },
    {
      object: entry('{ hosts: ["*api"], resolution: STATIC }'),
      violations: [
        {
          path: 'spec.hosts[0]',
          message: 'Host "*api" has a "*" for a part of a label, which works with resolution DYNAMIC_DNS only',
          fix: 'Use "*." and a domain name',
        },
      ],
    },
    {
      object: entry('{ hosts: ["*api"], resolution: DNS, endpoints: [{ address: 10.0.0.1 }] }'),
      violations: [
        {
          path: 'spec.hosts[0]',
          message: 'Host "*api" has a "*" for a part of a label, which works with resolution DYNAMIC_DNS only',
          fix: 'Use "*." and a domain name',
        },
      ],
    },
  ],
});

testRule('service-entry-addresses', 'error', {
  valid: [entry('{ addresses: [10.0.0.1, 10.0.0.0/8, "2001:db8::1", "2001:db8::/32"] }'), entry('{}')],
  invalid: [
    {
      object: entry('{ addresses: [api.example.com, 10.0.0.1] }'),
      violations: [
        {
          path: 'spec.addresses[0]',
          message: 'Address "api.example.com" is neither an IP address nor a range in CIDR notation',
          fix: 'Use an IP address, or ADDRESS/BITS',
        },
      ],
    },
    {
      object: entry('{ addresses: [10.0.0.0/33, 10.0.0.0/a, "/8", 10.0.0, 10.0.0.0/8/8, ""] }'),
      violations: [
        {
          path: 'spec.addresses[0]',
          message: 'Address "10.0.0.0/33" is neither an IP address nor a range in CIDR notation',
          fix: 'Use an IP address, or ADDRESS/BITS',
        },
        {
          path: 'spec.addresses[1]',
          message: 'Address "10.0.0.0/a" is neither an IP address nor a range in CIDR notation',
          fix: 'Use an IP address, or ADDRESS/BITS',
        },
        {
          path: 'spec.addresses[2]',
          message: 'Address "/8" is neither an IP address nor a range in CIDR notation',
          fix: 'Use an IP address, or ADDRESS/BITS',
        },
        {
          path: 'spec.addresses[3]',
          message: 'Address "10.0.0" is neither an IP address nor a range in CIDR notation',
          fix: 'Use an IP address, or ADDRESS/BITS',
        },
        {
          path: 'spec.addresses[4]',
          message: 'Address "10.0.0.0/8/8" is neither an IP address nor a range in CIDR notation',
          fix: 'Use an IP address, or ADDRESS/BITS',
        },
        {
          path: 'spec.addresses[5]',
          message: 'Address "" is neither an IP address nor a range in CIDR notation',
          fix: 'Use an IP address, or ADDRESS/BITS',
        },
      ],
    },
  ],
});

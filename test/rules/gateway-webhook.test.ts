import { objectText, testRule } from './rule-tester';

const gateway = (spec: string, version = 'v1') => objectText(`networking.istio.io/${version}`, 'Gateway', spec);
const named = (name: string) =>
  `apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: { name: ${name}, namespace: prod }\nspec: {}`;
const hosts = (list: string, version = 'v1') => gateway(`{ servers: [{ hosts: ${list} }] }`, version);
const ports = (...names: string[]) =>
  gateway(
    `{ servers: [${names.map((name, index) => `{ port: { name: ${name}, number: ${80 + index} } }`).join(', ')}] }`,
  );

testRule('gateway-name-label', 'error', {
  valid: [named('shop'), named('Shop-1'), named('a'.repeat(63))],
  invalid: [
    {
      object: named('shop.example'),
      violations: [
        {
          path: 'metadata.name',
          message:
            'Name "shop.example" is not one DNS label, and istiod refuses Gateways with dots or more than 63 characters in their name',
          fix: 'Use up to 63 letters, digits and inner dashes',
        },
      ],
    },
    {
      object: named('"-shop"'),
      violations: [
        {
          path: 'metadata.name',
          message:
            'Name "-shop" is not one DNS label, and istiod refuses Gateways with dots or more than 63 characters in their name',
          fix: 'Use up to 63 letters, digits and inner dashes',
        },
      ],
    },
    {
      object: named('a'.repeat(64)),
      violations: [
        {
          path: 'metadata.name',
          message:
            'Name "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" is not one DNS label, and istiod refuses Gateways with dots or more than 63 characters in their name',
          fix: 'Use up to 63 letters, digits and inner dashes',
        },
      ],
    },
  ],
});

testRule('gateway-servers', 'error', {
  valid: [
    gateway('{ servers: [{}] }'),
    gateway('{ servers: [{}] }', 'v1beta1'),
    gateway('{ servers: [{}] }', 'v1alpha3'),
  ],
  invalid: [
    {
      object: gateway('{}'),
      violations: [
        {
          path: 'spec.servers',
          message: 'The Gateway has no servers, so it would listen nowhere',
          fix: 'Add a server',
        },
      ],
    },
    {
      object: gateway('{ servers: [] }'),
      violations: [
        {
          path: 'spec.servers',
          message: 'The Gateway has no servers, so it would listen nowhere',
          fix: 'Add a server',
        },
      ],
    },
    {
      object: gateway('null'),
      violations: [
        {
          path: 'spec.servers',
          message: 'The Gateway has no servers, so it would listen nowhere',
          fix: 'Add a server',
        },
      ],
    },
    {
      object: gateway('{ servers: [{}, null] }'),
      violations: [{ path: 'spec.servers[1]', message: 'The server is null', fix: 'Describe it, or remove it' }],
    },
  ],
});

testRule('gateway-server-hosts', 'error', {
  valid: [hosts('["*"]'), hosts('[localhost]'), gateway('{ servers: [null] }')],
  invalid: [
    {
      object: hosts('[]'),
      violations: [
        {
          path: 'spec.servers[0].hosts',
          message: 'The server has no hosts, so no route could be bound to it',
          fix: 'List the hosts, or "*" for all',
        },
      ],
    },
    {
      object: gateway('{ servers: [{ hosts: ["*"] }, {}] }'),
      violations: [
        {
          path: 'spec.servers[1].hosts',
          message: 'The server has no hosts, so no route could be bound to it',
          fix: 'List the hosts, or "*" for all',
        },
      ],
    },
  ],
});

testRule('gateway-host-form', 'error', {
  valid: [
    hosts('["*"]'),
    hosts('["*.example.com"]', 'v1beta1'),
    hosts('["shop.example.com", Shop.Example.COM., "*.com"]'),
    hosts('["./shop.example.com", "./*"]'),
    hosts('["prod/*", "*/*", "prod/*.example.com", "*/shop.example.com"]'),
    hosts('["10.0.0.1", "prod/10.0.0.1", "::ffff:10.0.0.1"]'),
    hosts('[]'),
  ],
  invalid: [
    {
      object: hosts('[localhost]'),
      violations: [
        {
          path: 'spec.servers[0].hosts[0]',
          message: 'Host "localhost" has no dot in its host, and Istio takes no short names in a Gateway',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
      ],
    },
    {
      object: hosts('["*foo.com"]'),
      violations: [
        {
          path: 'spec.servers[0].hosts[0]',
          message: 'Host "*foo.com" has a "*" for a part of a label, and a Gateway takes it for whole labels only',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
      ],
    },
    {
      object: hosts('["*-foo.com", "shop.example.com", "a.*.com"]'),
      violations: [
        {
          path: 'spec.servers[0].hosts[0]',
          message: 'Host "*-foo.com" has a "*" for a part of a label, and a Gateway takes it for whole labels only',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
        {
          path: 'spec.servers[0].hosts[2]',
          message: 'Host "a.*.com" has the label "*", which is more than letters, digits and inner dashes',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
      ],
    },
    {
      object: hosts('["foo/bar/x.com"]'),
      violations: [
        {
          path: 'spec.servers[0].hosts[0]',
          message: 'Host "foo/bar/x.com" has the label "bar/x", which is more than letters, digits and inner dashes',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
      ],
    },
    {
      object: hosts(
        '["/shop.example.com", "prod/", "~/shop.example.com", "bad_ns/shop.example.com", "a.b/shop.example.com"]',
      ),
      violations: [
        {
          path: 'spec.servers[0].hosts[0]',
          message: 'Host "/shop.example.com" has no namespace before the slash',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
        {
          path: 'spec.servers[0].hosts[1]',
          message: 'Host "prod/" has no host after the slash',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
        {
          path: 'spec.servers[0].hosts[2]',
          message:
            'Host "~/shop.example.com" has "~" before the slash, which is neither a namespace nor one of "*", "."',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
        {
          path: 'spec.servers[0].hosts[3]',
          message:
            'Host "bad_ns/shop.example.com" has "bad_ns" before the slash, which is neither a namespace nor one of "*", "."',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
        {
          path: 'spec.servers[0].hosts[4]',
          message:
            'Host "a.b/shop.example.com" has "a.b" before the slash, which is neither a namespace nor one of "*", "."',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
      ],
    },
    {
      object: hosts('["prod/localhost", "", "*localhost", "**"]'),
      violations: [
        {
          path: 'spec.servers[0].hosts[0]',
          message: 'Host "prod/localhost" has no dot in its host, and Istio takes no short names in a Gateway',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
        {
          path: 'spec.servers[0].hosts[1]',
          message: 'Host "" is empty',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
        {
          path: 'spec.servers[0].hosts[2]',
          message: 'Host "*localhost" has no dot in its host, and Istio takes no short names in a Gateway',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
        {
          path: 'spec.servers[0].hosts[3]',
          message: 'Host "**" has no dot in its host, and Istio takes no short names in a Gateway',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
      ],
    },
    {
      object: hosts(
        '["a_b.example.com", "shop..com", "shop.example.1", "::1", "10.0.0.1:80", "https://shop.example.com"]',
      ),
      violations: [
        {
          path: 'spec.servers[0].hosts[0]',
          message: 'Host "a_b.example.com" has the label "a_b", which is more than letters, digits and inner dashes',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
        {
          path: 'spec.servers[0].hosts[1]',
          message: 'Host "shop..com" has an empty label',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
        {
          path: 'spec.servers[0].hosts[2]',
          message: 'Host "shop.example.1" ends in the number 1, which no domain does',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
        {
          path: 'spec.servers[0].hosts[3]',
          message: 'Host "::1" has no dot in its host, and Istio takes no short names in a Gateway',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
        {
          path: 'spec.servers[0].hosts[4]',
          message: 'Host "10.0.0.1:80" has the label "1:80", which is more than letters, digits and inner dashes',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
        {
          path: 'spec.servers[0].hosts[5]',
          message:
            'Host "https://shop.example.com" has "https:" before the slash, which is neither a namespace nor one of "*", "."',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
      ],
    },
    {
      object: hosts('[null]'),
      violations: [
        {
          path: 'spec.servers[0].hosts[0]',
          message: 'Host "" is empty',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
      ],
    },
    {
      object: gateway('{ servers: [null, { hosts: ["*"] }, { hosts: ["*", short] }] }'),
      violations: [
        {
          path: 'spec.servers[2].hosts[1]',
          message: 'Host "short" has no dot in its host, and Istio takes no short names in a Gateway',
          fix: 'Use "*", "*.DOMAIN" or a domain name with a dot, after "NAMESPACE/" where one is meant',
        },
      ],
    },
  ],
});

testRule('gateway-port-names-unique', 'error', {
  valid: [ports('http', 'https'), ports('""', '""'), gateway('{ servers: [null, {}, {}] }'), ports('http', 'HTTP')],
  invalid: [
    {
      object: ports('http', 'http'),
      violations: [
        {
          path: 'spec.servers[1].port.name',
          message:
            'Port name "http" is that of another server of this Gateway, and istiod refuses two of one name, on different ports too',
          fix: 'Give each server a port name of its own',
        },
      ],
    },
    {
      object: ports('a', 'b', 'a', 'a'),
      violations: [
        {
          path: 'spec.servers[2].port.name',
          message:
            'Port name "a" is that of another server of this Gateway, and istiod refuses two of one name, on different ports too',
          fix: 'Give each server a port name of its own',
        },
        {
          path: 'spec.servers[3].port.name',
          message:
            'Port name "a" is that of another server of this Gateway, and istiod refuses two of one name, on different ports too',
          fix: 'Give each server a port name of its own',
        },
      ],
    },
  ],
});

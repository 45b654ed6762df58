import { objectText, testRule } from './rule-tester';

const sidecar = (listeners: string) => objectText('networking.istio.io/v1', 'Sidecar', `{ egress: ${listeners} }`);
const hosts = (list: string) => sidecar(`[{ hosts: ${list} }]`);

testRule('sidecar-egress-hosts', 'error', {
  valid: [
    hosts('["*/*"]'),
    hosts('["./*", "~/*", "istio-system/*"]'),
    hosts('["prod/web.prod.svc.cluster.local", "*/*.example.com", "./Api.Example.com."]'),
    sidecar('[null]'),
  ],
  invalid: [
    {
      object: sidecar('[{}]'),
      violations: [
        {
          path: 'spec.egress[0].hosts',
          message: 'The listener has no hosts, so it would serve none',
          fix: 'List hosts as NAMESPACE/HOST, or "~/*" for none',
        },
      ],
    },
    {
      object: hosts('[]'),
      violations: [
        {
          path: 'spec.egress[0].hosts',
          message: 'The listener has no hosts, so it would serve none',
          fix: 'List hosts as NAMESPACE/HOST, or "~/*" for none',
        },
      ],
    },
    {
      object: hosts('["*", web.example.com]'),
      violations: [
        {
          path: 'spec.egress[0].hosts[0]',
          message: 'Host "*" does not have the form NAMESPACE/HOST',
          fix: 'Use NAMESPACE/HOST, with "*" or "." for the namespace and "*" or "*.DOMAIN" for the host where meant',
        },
        {
          path: 'spec.egress[0].hosts[1]',
          message: 'Host "web.example.com" does not have the form NAMESPACE/HOST',
          fix: 'Use NAMESPACE/HOST, with "*" or "." for the namespace and "*" or "*.DOMAIN" for the host where meant',
        },
      ],
    },
    {
      object: hosts('["prod/web", "prod/localhost"]'),
      violations: [
        {
          path: 'spec.egress[0].hosts[0]',
          message: 'Host "prod/web" has no dot in its host, and Istio takes no short names in a Sidecar',
          fix: 'Use NAMESPACE/HOST, with "*" or "." for the namespace and "*" or "*.DOMAIN" for the host where meant',
        },
        {
          path: 'spec.egress[0].hosts[1]',
          message: 'Host "prod/localhost" has no dot in its host, and Istio takes no short names in a Sidecar',
          fix: 'Use NAMESPACE/HOST, with "*" or "." for the namespace and "*" or "*.DOMAIN" for the host where meant',
        },
      ],
    },
    {
      object: hosts('["/web.example.com", "prod/", "bad_ns/*", "a.b/*", "~x/*"]'),
      violations: [
        {
          path: 'spec.egress[0].hosts[0]',
          message: 'Host "/web.example.com" has no namespace before the slash',
          fix: 'Use NAMESPACE/HOST, with "*" or "." for the namespace and "*" or "*.DOMAIN" for the host where meant',
        },
        {
          path: 'spec.egress[0].hosts[1]',
          message: 'Host "prod/" has no host after the slash',
          fix: 'Use NAMESPACE/HOST, with "*" or "." for the namespace and "*" or "*.DOMAIN" for the host where meant',
        },
        {
          path: 'spec.egress[0].hosts[2]',
          message:
            'Host "bad_ns/*" has "bad_ns" before the slash, which is neither a namespace nor one of "*", ".", "~"',
          fix: 'Use NAMESPACE/HOST, with "*" or "." for the namespace and "*" or "*.DOMAIN" for the host where meant',
        },
        {
          path: 'spec.egress[0].hosts[3]',
          message: 'Host "a.b/*" has "a.b" before the slash, which is neither a namespace nor one of "*", ".", "~"',
          fix: 'Use NAMESPACE/HOST, with "*" or "." for the namespace and "*" or "*.DOMAIN" for the host where meant',
        },
        {
          path: 'spec.egress[0].hosts[4]',
          message: 'Host "~x/*" has "~x" before the slash, which is neither a namespace nor one of "*", ".", "~"',
          fix: 'Use NAMESPACE/HOST, with "*" or "." for the namespace and "*" or "*.DOMAIN" for the host where meant',
        },
      ],
    },
    {
      object: hosts('["prod/*web.example.com", "prod/web.*", "prod/10.0.0.1", "prod/a/b.example.com", "prod/**"]'),
      violations: [
        {
          path: 'spec.egress[0].hosts[0]',
          message:
            'Host "prod/*web.example.com" has a "*" for a part of a label, and a Sidecar takes it for whole labels only',
          fix: 'Use NAMESPACE/HOST, with "*" or "." for the namespace and "*" or "*.DOMAIN" for the host where meant',
        },
        {
          path: 'spec.egress[0].hosts[1]',
          message: 'Host "prod/web.*" has the label "*", which is more than letters, digits and inner dashes',
          fix: 'Use NAMESPACE/HOST, with "*" or "." for the namespace and "*" or "*.DOMAIN" for the host where meant',
        },
        {
          path: 'spec.egress[0].hosts[2]',
          message: 'Host "prod/10.0.0.1" ends in the number 1, which no domain does',
          fix: 'Use NAMESPACE/HOST, with "*" or "." for the namespace and "*" or "*.DOMAIN" for the host where meant',
        },
        {
          path: 'spec.egress[0].hosts[3]',
          message:
            'Host "prod/a/b.example.com" has the label "a/b", which is more than letters, digits and inner dashes',
          fix: 'Use NAMESPACE/HOST, with "*" or "." for the namespace and "*" or "*.DOMAIN" for the host where meant',
        },
        {
          path: 'spec.egress[0].hosts[4]',
          message: 'Host "prod/**" has no dot in its host, and Istio takes no short names in a Sidecar',
          fix: 'Use NAMESPACE/HOST, with "*" or "." for the namespace and "*" or "*.DOMAIN" for the host where meant',
        },
      ],
    },
  ],
});

testRule('sidecar-egress-duplicates', 'warning', {
  valid: [
    hosts('["prod/a.example.com", "prod/b.example.com"]'),
    hosts('["prod/a.example.com", "test/a.example.com", "*/a.example.com"]'),
    // Of the root namespace, so that it is for all namespaces.
    hosts('["./*", "istio-system/*"]').replace('prod', 'istio-system'),
    hosts('["~/*", "~/*"]'),
    hosts('["prod/a", "prod/a"]'),
    sidecar('[{ port: { number: 80 }, hosts: ["./*"] }, { hosts: ["./*"] }, null]'),
  ],
  invalid: [
    {
      object: hosts('["prod/a.example.com", "./a.example.com"]'),
      violations: [
        {
          path: 'spec.egress[0].hosts[1]',
          message: 'Host "./a.example.com" says again what "prod/a.example.com" says',
          fix: 'Keep one of the two',
        },
      ],
    },
    {
      object: hosts('["test/*", "test/a.example.com"]'),
      violations: [
        {
          path: 'spec.egress[0].hosts[1]',
          message: 'Host "test/a.example.com" says again what "test/*" says',
          fix: 'Keep one of the two',
        },
      ],
    },
    {
      object: hosts('["test/a.example.com", "test/*"]'),
      violations: [
        {
          path: 'spec.egress[0].hosts[1]',
          message: 'Host "test/*" says again what "test/a.example.com" says',
          fix: 'Keep one of the two',
        },
      ],
    },
    {
      object: hosts('["*/*", "*/a.example.com", "*/*"]'),
      violations: [
        {
          path: 'spec.egress[0].hosts[1]',
          message: 'Host "*/a.example.com" says again what "*/*" says',
          fix: 'Keep one of the two',
        },
        {
          path: 'spec.egress[0].hosts[2]',
          message: 'Host "*/*" says again what "*/*" says',
          fix: 'Keep one of the two',
        },
      ],
    },
  ],
});

testRule('sidecar-egress-everything', 'warning', {
  valid: [
    hosts('["*/*"]'),
    hosts('["*/*", "*/a.example.com"]'),
    hosts('["*/*", "~/*"]'),
    hosts('["*/a.example.com", "prod/*"]'),
  ],
  invalid: [
    {
      object: hosts('["*/*", "prod/a.example.com"]'),
      violations: [
        {
          path: 'spec.egress[0].hosts[0]',
          message: 'Host "*/*" includes all that the hosts beside it say: "prod/a.example.com"',
          fix: 'Keep "*/*" alone, or the others without it',
        },
      ],
    },
    {
      object: hosts('["./*", "prod/b.example.com", "*/*", "test/*"]'),
      violations: [
        {
          path: 'spec.egress[0].hosts[2]',
          message: 'Host "*/*" includes all that the hosts beside it say: "./*", "prod/b.example.com", "test/*"',
          fix: 'Keep "*/*" alone, or the others without it',
        },
      ],
    },
  ],
});

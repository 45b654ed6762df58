import { objectText, testRule } from './rule-tester';

const rule = (spec: string, version = 'v1') => objectText(`networking.istio.io/${version}`, 'DestinationRule', spec);

testRule('destination-rule-host', 'error', {
  valid: [
    rule('{ host: web }'),
    rule('{ host: "*" }', 'v1alpha3'),
    rule('{ host: "*.example.com" }', 'v1beta1'),
    rule('{ host: "*-web.prod.svc.cluster.local" }'),
    rule('{ host: web.prod.svc.cluster.local. }'),
  ],
  invalid: [
    {
      object: rule('{}'),
      violations: [
        { path: 'spec.host', message: 'Host "" is empty', fix: 'Use the domain name of a service, or "*.DOMAIN"' },
      ],
    },
    {
      object: rule('{ host: "" }'),
      violations: [
        { path: 'spec.host', message: 'Host "" is empty', fix: 'Use the domain name of a service, or "*.DOMAIN"' },
      ],
    },
    {
      object: rule('{ host: "web.*" }'),
      violations: [
        {
          path: 'spec.host',
          message: 'Host "web.*" has the label "*", which is more than letters, digits and inner dashes',
          fix: 'Use the domain name of a service, or "*.DOMAIN"',
        },
      ],
    },
    {
      object: rule('{ host: 10.0.0.1 }'),
      violations: [
        {
          path: 'spec.host',
          message: 'Host "10.0.0.1" ends in the number 1, which no domain does',
          fix: 'Use the domain name of a service, or "*.DOMAIN"',
        },
      ],
    },
    {
      object: rule('{ host: "prod/web" }'),
      violations: [
        {
          path: 'spec.host',
          message: 'Host "prod/web" has the label "prod/web", which is more than letters, digits and inner dashes',
          fix: 'Use the domain name of a service, or "*.DOMAIN"',
        },
      ],
    },
  ],
});

testRule('destination-rule-subsets', 'error', {
  valid: [rule('{ subsets: [] }'), rule('{ subsets: [{ name: v1 }, { name: V2 }] }'), rule('{}')],
  invalid: [
    {
      object: rule('{ subsets: [null] }'),
      violations: [{ path: 'spec.subsets[0]', message: 'The subset is null', fix: 'Describe it, or remove it' }],
    },
    {
      object: rule('{ subsets: [{ labels: { version: v1 } }] }'),
      violations: [
        {
          path: 'spec.subsets[0].name',
          message: 'The subset has no name',
          fix: 'Use up to 63 letters, digits and inner dashes',
        },
      ],
    },
    {
      object: rule('{ subsets: [{ name: v1.2 }, { name: v1.2 }] }'),
      violations: [
        {
          path: 'spec.subsets[0].name',
          message: 'Subset name "v1.2" is not one DNS label',
          fix: 'Use up to 63 letters, digits and inner dashes',
        },
        {
          path: 'spec.subsets[1].name',
          message: 'Subset name "v1.2" is not one DNS label',
          fix: 'Use up to 63 letters, digits and inner dashes',
        },
      ],
    },
    {
      object: rule('{ subsets: [{ name: v1 }, { name: v2 }, { name: v1 }] }'),
      violations: [
        {
          path: 'spec.subsets[2].name',
          message: 'Subset name "v1" is that of another subset of this DestinationRule',
          fix: 'Give each subset a name of its own',
        },
      ],
    },
  ],
});

testRule('destination-rule-subset-labels', 'error', {
  valid: [
    rule('{ subsets: [{ name: v1, labels: { version: v1, "example.com/tier": "" } }] }'),
    rule('{ subsets: [{ name: v1 }, null] }'),
  ],
  invalid: [
    {
      object: rule('{ subsets: [{ name: v1, labels: { "-version": v1 } }] }'),
      violations: [
        {
          path: 'spec.subsets[0].labels["-version"]',
          message: 'Label key "-version" is none that Kubernetes takes',
          fix: 'Use NAME or DOMAIN/NAME',
        },
      ],
    },
    {
      object: rule('{ subsets: [{ name: v1, labels: { version: "v 1", "a/b/c": "" } }] }'),
      violations: [
        {
          path: 'spec.subsets[0].labels.version',
          message: 'Label "version" has the value "v 1", which is none that Kubernetes takes',
          fix: 'Use letters, digits and inner dashes, dots and underscores',
        },
        {
          path: 'spec.subsets[0].labels["a/b/c"]',
          message: 'Label key "a/b/c" is none that Kubernetes takes',
          fix: 'Use NAME or DOMAIN/NAME',
        },
      ],
    },
  ],
});

testRule('traffic-policy-empty', 'error', {
  valid: [
    rule('{}'),
    rule('{ trafficPolicy: null }'),
    ...['outlierDetection', 'connectionPool', 'loadBalancer', 'tls', 'tunnel', 'proxyProtocol', 'retryBudget'].map(
      (key) => rule(`{ trafficPolicy: { ${key}: {} } }`),
    ),
    rule('{ trafficPolicy: { portLevelSettings: [{}] } }'),
    rule('{ subsets: [{ trafficPolicy: { tls: {} } }] }'),
  ],
  invalid: [
    {
      object: rule('{ trafficPolicy: {} }'),
      violations: [
        {
          path: 'spec.trafficPolicy',
          message: 'The traffic policy is empty, and istiod refuses that',
          fix: 'Fill it, or remove it',
        },
      ],
    },
    {
      object: rule('{ trafficPolicy: { tls: null } }'),
      violations: [
        {
          path: 'spec.trafficPolicy',
          message: 'The traffic policy is empty, and istiod refuses that',
          fix: 'Fill it, or remove it',
        },
      ],
    },
    {
      object: rule('{ trafficPolicy: { portLevelSettings: [] } }'),
      violations: [
        {
          path: 'spec.trafficPolicy',
          message: 'The traffic policy is empty, and istiod refuses that',
          fix: 'Fill it, or remove it',
        },
      ],
    },
    {
      object: rule('{ subsets: [{ name: v1 }, { name: v2, trafficPolicy: {} }] }'),
      violations: [
        {
          path: 'spec.subsets[1].trafficPolicy',
          message: 'The traffic policy is empty, and istiod refuses that',
          fix: 'Fill it, or remove it',
        },
      ],
    },
  ],
});

testRule('traffic-policy-port', 'error', {
  valid: [
    rule('{ trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: {} }] } }'),
    ...['outlierDetection', 'connectionPool', 'loadBalancer'].map((key) =>
      rule(`{ trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, ${key}: {} }] } }`),
    ),
    rule('{ trafficPolicy: { portLevelSettings: [] } }'),
  ],
  invalid: [
    {
      object: rule('{ trafficPolicy: { portLevelSettings: [null, { tls: {} }] } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.portLevelSettings[0]',
          message: 'The settings for a port are null',
          fix: 'Describe them, or remove them',
        },
        {
          path: 'spec.trafficPolicy.portLevelSettings[1].port',
          message: 'The settings are for no port',
          fix: 'Set `port.number` to that of the service',
        },
      ],
    },
    {
      object: rule('{ trafficPolicy: { portLevelSettings: [{ port: { number: 80 } }] } }'),
      violations: [
        {
          path: 'spec.trafficPolicy.portLevelSettings[0]',
          message:
            'The settings for a port have none of connectionPool, loadBalancer, outlierDetection, tls, and istiod refuses that',
          fix: 'Fill them, or remove them',
        },
      ],
    },
    {
      object: rule('{ subsets: [{ trafficPolicy: { portLevelSettings: [{}] } }] }'),
      violations: [
        {
          path: 'spec.subsets[0].trafficPolicy.portLevelSettings[0].port',
          message: 'The settings are for no port',
          fix: 'Set `port.number` to that of the service',
        },
        {
          path: 'spec.subsets[0].trafficPolicy.portLevelSettings[0]',
          message:
            'The settings for a port have none of connectionPool, loadBalancer, outlierDetection, tls, and istiod refuses that',
          fix: 'Fill them, or remove them',
        },
      ],
    },
  ],
});

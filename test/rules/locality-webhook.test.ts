import { objectText, testRule } from './rule-tester';

const rule = (spec: string) => objectText('networking.istio.io/v1', 'DestinationRule', spec);
const locality = (settings: string, outlier = '{}') =>
  rule(`{ trafficPolicy: { loadBalancer: { localityLbSetting: ${settings} }, outlierDetection: ${outlier} } }`);
const distribute = (to: string) => locality(`{ distribute: [{ from: "r/z/*", to: ${to} }] }`);
const FAILOVER = '{ from: eu-west, to: eu-east }';
const BOTH = `distribute: [{ from: eu-west, to: { eu-west: 1 } }], failover: [${FAILOVER}]`;

testRule('locality-one-way', 'error', {
  valid: [
    locality(`{ failover: [${FAILOVER}] }`),
    distribute('{ r: 100 }'),
    locality(`{ distribute: [], failover: [${FAILOVER}] }`),
    rule('{}'),
  ],
  invalid: [
    {
      object: locality(`{ ${BOTH} }`),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.failover',
          message: 'distribute and failover exclude each other, and istiod refuses both',
          fix: 'Keep one of the two',
        },
      ],
    },
    {
      object: rule(`{ subsets: [{ trafficPolicy: { loadBalancer: { localityLbSetting: { ${BOTH} } } } }] }`),
      violations: [
        {
          path: 'spec.subsets[0].trafficPolicy.loadBalancer.localityLbSetting.failover',
          message: 'distribute and failover exclude each other, and istiod refuses both',
          fix: 'Keep one of the two',
        },
      ],
    },
  ],
});

testRule('locality-weights', 'error', {
  valid: [distribute('{ "r/z1/*": 80, "r/z2/*": 20 }'), distribute('{ r: 100 }'), locality(`{ ${BOTH} }`)],
  invalid: [
    {
      object: distribute('{ "r/z1/*": 80, "r/z2/*": 19 }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to',
          message: 'The weights add up to 99, not to 100',
          fix: 'Make them percentages of the whole',
        },
      ],
    },
    {
      object: distribute('{ "r/z1/*": 0, "r/z2/*": 101 }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to["r/z1/*"]',
          message: 'The weight of "r/z1/*" is 0, and not between 1 and 100',
          fix: 'Give it a percentage, or leave it out',
        },
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to["r/z2/*"]',
          message: 'The weight of "r/z2/*" is 101, and not between 1 and 100',
          fix: 'Give it a percentage, or leave it out',
        },
      ],
    },
    {
      object: distribute('{}'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to',
          message: 'The weights add up to 0, not to 100',
          fix: 'Make them percentages of the whole',
        },
      ],
    },
    {
      object: locality('{ distribute: [{ from: a }, { from: b, to: { a: 100 } }, { from: c, to: { a: 99, b: 2 } }] }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to',
          message: 'The weights add up to 0, not to 100',
          fix: 'Make them percentages of the whole',
        },
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[2].to',
          message: 'The weights add up to 101, not to 100',
          fix: 'Make them percentages of the whole',
        },
      ],
    },
  ],
});

testRule('locality-failover-regions', 'error', {
  valid: [locality(`{ failover: [${FAILOVER}, { from: eu-east, to: eu-west }] }`), locality(`{ ${BOTH} }`)],
  invalid: [
    {
      object: locality('{ failover: [{ from: eu-west, to: eu-west }] }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.failover[0].to',
          message: 'Failover from "eu-west" goes to the same region',
          fix: 'Name another region',
        },
      ],
    },
    {
      object: locality('{ failover: [{ from: eu-west/a, to: eu-east }] }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.failover[0].from',
          message: 'Failover region "eu-west/a" has a zone, and failover is between whole regions',
          fix: 'Write the region alone',
        },
      ],
    },
    {
      object: locality('{ failover: [{ from: "*", to: "eu-*" }] }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.failover[0].from',
          message: 'Failover region "*" has a wildcard, and failover is between whole regions',
          fix: 'Write the region alone',
        },
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.failover[0].to',
          message: 'Failover region "eu-*" has a wildcard, and failover is between whole regions',
          fix: 'Write the region alone',
        },
      ],
    },
    {
      object: locality('{ failover: [{ from: eu-west/a, to: eu-west/a }] }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.failover[0].from',
          message: 'Failover region "eu-west/a" has a zone, and failover is between whole regions',
          fix: 'Write the region alone',
        },
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.failover[0].to',
          message: 'Failover region "eu-west/a" has a zone, and failover is between whole regions',
          fix: 'Write the region alone',
        },
      ],
    },
    {
      object: locality('{ failover: [null] }'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.failover[0].to',
          message: 'Failover from "" goes to the same region',
          fix: 'Name another region',
        },
      ],
    },
  ],
});

testRule('locality-failover-topology', 'error', {
  valid: [
    locality('{ failoverPriority: [topology.kubernetes.io/region] }'),
    locality(`{ failoverPriority: [version, "topology.kubernetes.io/region=eu"], failover: [${FAILOVER}] }`),
    locality('{ failoverPriority: [topology.kubernetes.io/zone], failover: [] }'),
  ],
  invalid: [
    {
      object: locality(`{ failoverPriority: [version, topology.kubernetes.io/region], failover: [${FAILOVER}] }`),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.failoverPriority[1]',
          message: 'failoverPriority has the label "topology.kubernetes.io/region", which failover decides on already',
          fix: 'Remove the label, or failover',
        },
      ],
    },
    {
      object: locality(
        `{ failoverPriority: [topology.kubernetes.io/zone, topology.istio.io/subzone], failover: [${FAILOVER}] }`,
      ),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.failoverPriority[0]',
          message: 'failoverPriority has the label "topology.kubernetes.io/zone", which failover decides on already',
          fix: 'Remove the label, or failover',
        },
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.failoverPriority[1]',
          message: 'failoverPriority has the label "topology.istio.io/subzone", which failover decides on already',
          fix: 'Remove the label, or failover',
        },
      ],
    },
  ],
});

testRule('locality-failover-outlier', 'warning', {
  valid: [
    locality(`{ failover: [${FAILOVER}] }`),
    locality('{ failoverPriority: [version] }'),
    locality('{ enabled: true }', 'null'),
    locality(`{ ${BOTH} }`, 'null'),
  ],
  invalid: [
    {
      object: locality(`{ failover: [${FAILOVER}] }`, 'null'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.failover',
          message: 'failover has no effect: without outlierDetection no endpoint is found to fail',
          fix: 'Set outlierDetection beside loadBalancer',
        },
      ],
    },
    {
      object: locality('{ failoverPriority: [version] }', 'null'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.failoverPriority',
          message: 'failoverPriority has no effect: without outlierDetection no endpoint is found to fail',
          fix: 'Set outlierDetection beside loadBalancer',
        },
      ],
    },
    {
      object: rule(
        `{ trafficPolicy: { outlierDetection: {}, portLevelSettings: [{ loadBalancer: { localityLbSetting: { failover: [${FAILOVER}] } } }] } }`,
      ),
      violations: [
        {
          path: 'spec.trafficPolicy.portLevelSettings[0].loadBalancer.localityLbSetting.failover',
          message: 'failover has no effect: without outlierDetection no endpoint is found to fail',
          fix: 'Set outlierDetection beside loadBalancer',
        },
      ],
    },
  ],
});

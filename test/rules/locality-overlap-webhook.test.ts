import { objectText, testRule } from './rule-tester';

const locality = (settings: string) =>
  objectText(
    'networking.istio.io/v1',
    'DestinationRule',
    `{ trafficPolicy: { loadBalancer: { localityLbSetting: ${settings} } } }`,
  );
const from = (...localities: string[]) =>
  locality(`{ distribute: [${localities.map((text) => `{ from: "${text}", to: { r: 100 } }`).join(', ')}] }`);
const to = (...localities: string[]) =>
  locality(`{ distribute: [{ from: r, to: { ${localities.map((text) => `"${text}": 50`).join(', ')} } }] }`);

testRule('locality-overlap', 'error', {
  valid: [
    from('*'),
    from('r1', 'r2'),
    from('r/z1', 'r/z2'),
    from('r/z/s1', 'r/z/s2'),
    from('r/z1/*', 'r/z2/*'),
    from('r1', 'r*'),
    from('r/z', 'r/*'),
    from('r', '*'),
    from('r/z/s/t', 'r/z/s/u'),
    to('r1', 'r2/*'),
    locality('{ distribute: [{ from: r }, { from: r }], failover: [{ from: a, to: b }] }'),
    locality('{}'),
  ],
  invalid: [
    {
      object: from('r', 'r'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[1].from',
          message: 'Locality "r" overlaps with "r", so that it is open which weights count',
          fix: 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*',
        },
      ],
    },
    {
      object: from('*', 'r'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[1].from',
          message: 'Locality "r" overlaps with "*", so that it is open which weights count',
          fix: 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*',
        },
      ],
    },
    {
      object: from('r', 'r/z'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[1].from',
          message: 'Locality "r/z" overlaps with "r", so that it is open which weights count',
          fix: 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*',
        },
      ],
    },
    {
      object: from('r/z', 'r'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[1].from',
          message: 'Locality "r" overlaps with "r/z", so that it is open which weights count',
          fix: 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*',
        },
      ],
    },
    {
      object: from('r/*', 'r/z'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[1].from',
          message: 'Locality "r/z" overlaps with "r/*", so that it is open which weights count',
          fix: 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*',
        },
      ],
    },
    {
      object: from('r/z/s', 'r/z'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[1].from',
          message: 'Locality "r/z" overlaps with "r/z/s", so that it is open which weights count',
          fix: 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*',
        },
      ],
    },
    {
      object: from('r/z/*', 'r/z/s'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[1].from',
          message: 'Locality "r/z/s" overlaps with "r/z/*", so that it is open which weights count',
          fix: 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*',
        },
      ],
    },
    {
      object: from('r/z/s', 'r/z/s'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[1].from',
          message: 'Locality "r/z/s" overlaps with "r/z/s", so that it is open which weights count',
          fix: 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*',
        },
      ],
    },
    {
      object: from(''),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].from',
          message: 'Locality "" has an empty part',
          fix: 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*',
        },
      ],
    },
    {
      object: from('r//s', 'r/'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].from',
          message: 'Locality "r//s" has an empty part',
          fix: 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*',
        },
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[1].from',
          message: 'Locality "r/" has an empty part',
          fix: 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*',
        },
      ],
    },
    {
      object: from('*/z'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].from',
          message: 'Locality "*/z" has a "*" that is not at its end',
          fix: 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*',
        },
      ],
    },
    {
      object: from('r*/z*'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].from',
          message: 'Locality "r*/z*" has a "*" that is not at its end',
          fix: 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*',
        },
      ],
    },
    {
      object: to('r/z', 'r/*'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to["r/*"]',
          message: 'Locality "r/*" overlaps with "r/z", so that it is open which weights count',
          fix: 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*',
        },
      ],
    },
    {
      object: to('r', '*'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to["*"]',
          message: 'Locality "*" overlaps with "r", so that it is open which weights count',
          fix: 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*',
        },
      ],
    },
    {
      object: to('r/', 's'),
      violations: [
        {
          path: 'spec.trafficPolicy.loadBalancer.localityLbSetting.distribute[0].to["r/"]',
          message: 'Locality "r/" has an empty part',
          fix: 'Use localities apart from each other, REGION, REGION/ZONE or REGION/ZONE/*',
        },
      ],
    },
  ],
});

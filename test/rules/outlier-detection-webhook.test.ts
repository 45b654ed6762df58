import { objectText, testRule } from './rule-tester';

const rule = (spec: string) => objectText('networking.istio.io/v1', 'DestinationRule', spec);
const outlier = (settings: string) => rule(`{ trafficPolicy: { outlierDetection: ${settings} } }`);
const subsetOutlier = (settings: string) =>
  rule(`{ subsets: [{ trafficPolicy: { portLevelSettings: [{ outlierDetection: ${settings} }] } }] }`);

testRule('outlier-local-errors', 'error', {
  valid: [
    outlier('{ consecutiveLocalOriginFailures: 5, splitExternalLocalOriginErrors: true }'),
    outlier('{ consecutiveLocalOriginFailures: 0 }'),
    outlier('{ consecutive5xxErrors: 5 }'),
    rule('{}'),
  ],
  invalid: [
    {
      object: outlier('{ consecutiveLocalOriginFailures: 5 }'),
      violations: [
        {
          path: 'spec.trafficPolicy.outlierDetection.consecutiveLocalOriginFailures',
          message:
            'consecutiveLocalOriginFailures is 5, and without splitExternalLocalOriginErrors nothing counts these failures',
          fix: 'Set `splitExternalLocalOriginErrors: true`',
        },
      ],
    },
    {
      object: subsetOutlier('{ consecutiveLocalOriginFailures: 1, splitExternalLocalOriginErrors: false }'),
      violations: [
        {
          path: 'spec.subsets[0].trafficPolicy.portLevelSettings[0].outlierDetection.consecutiveLocalOriginFailures',
          message:
            'consecutiveLocalOriginFailures is 1, and without splitExternalLocalOriginErrors nothing counts these failures',
          fix: 'Set `splitExternalLocalOriginErrors: true`',
        },
      ],
    },
  ],
});

testRule('outlier-percentages', 'error', {
  valid: [outlier('{ maxEjectionPercent: 100, minHealthPercent: 0 }'), outlier('{}')],
  invalid: [
    {
      object: outlier('{ maxEjectionPercent: 101, minHealthPercent: -1 }'),
      violations: [
        {
          path: 'spec.trafficPolicy.outlierDetection.maxEjectionPercent',
          message: 'maxEjectionPercent is 101, and not between 0 and 100',
          fix: 'Use a percentage',
        },
        {
          path: 'spec.trafficPolicy.outlierDetection.minHealthPercent',
          message: 'minHealthPercent is -1, and not between 0 and 100',
          fix: 'Use a percentage',
        },
      ],
    },
    {
      object: subsetOutlier('{ minHealthPercent: 150 }'),
      violations: [
        {
          path: 'spec.subsets[0].trafficPolicy.portLevelSettings[0].outlierDetection.minHealthPercent',
          message: 'minHealthPercent is 150, and not between 0 and 100',
          fix: 'Use a percentage',
        },
      ],
    },
  ],
});

testRule('outlier-durations', 'error', {
  valid: [outlier('{ interval: 1ms, baseEjectionTime: 15m }'), outlier('{}')],
  invalid: [
    {
      object: outlier('{ interval: 0s, baseEjectionTime: 1ns }'),
      violations: [
        {
          path: 'spec.trafficPolicy.outlierDetection.interval',
          message: 'interval "0s" is shorter than 1 ms, the least that Istio takes',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
        {
          path: 'spec.trafficPolicy.outlierDetection.baseEjectionTime',
          message: 'baseEjectionTime "1ns" is shorter than 1 ms, the least that Istio takes',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: subsetOutlier('{ interval: -1h }'),
      violations: [
        {
          path: 'spec.subsets[0].trafficPolicy.portLevelSettings[0].outlierDetection.interval',
          message: 'interval "-1h" is shorter than 1 ms, the least that Istio takes',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
  ],
});

testRule('outlier-consecutive-errors', 'warning', {
  valid: [outlier('{ consecutiveErrors: 0 }'), outlier('{ consecutiveGatewayErrors: 5 }')],
  invalid: [
    {
      object: outlier('{ consecutiveErrors: 5 }'),
      violations: [
        {
          path: 'spec.trafficPolicy.outlierDetection.consecutiveErrors',
          message: 'consecutiveErrors 5 is deprecated, and says nothing of which errors count',
          fix: 'Use consecutiveGatewayErrors or consecutive5xxErrors',
        },
      ],
    },
    {
      object: subsetOutlier('{ consecutiveErrors: 7 }'),
      violations: [
        {
          path: 'spec.subsets[0].trafficPolicy.portLevelSettings[0].outlierDetection.consecutiveErrors',
          message: 'consecutiveErrors 7 is deprecated, and says nothing of which errors count',
          fix: 'Use consecutiveGatewayErrors or consecutive5xxErrors',
        },
      ],
    },
  ],
});

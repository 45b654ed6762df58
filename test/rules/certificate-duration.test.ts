import { certificate } from './edge';
import { testMeshRule } from './mesh-rule-tester';

const spec = (text: string) => certificate('shop/web', `dnsNames: [a.b], ${text}, issuerRef: { name: own }`);

testMeshRule('certificate-duration', {
  valid: [
    { name: 'the defaults', objects: certificate('shop/web') },
    { name: 'ninety days', objects: spec('duration: 2160h, renewBefore: 360h') },
    { name: 'the least', objects: spec('duration: 1h, renewBefore: 5m0s') },
    { name: 'a percentage', objects: spec('duration: 2160h, renewBeforePercentage: 33') },
    { name: 'less than the default duration', objects: spec('renewBefore: 2159h59m') },
  ],
  invalid: [
    {
      name: 'too short',
      objects: spec('duration: 59m'),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.duration',
          message: 'duration "59m" is less than 1h, and cert-manager refuses the Certificate',
          fix: 'Use at least "1h"',
        },
      ],
    },
    {
      name: 'renewed too late',
      objects: spec('renewBefore: 299s'),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.renewBefore',
          message: 'renewBefore "299s" is less than 5m, and cert-manager refuses the Certificate',
          fix: 'Use at least "5m"',
        },
      ],
    },
    {
      name: 'as long as the duration',
      objects: spec('duration: 24h, renewBefore: 1440m'),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.renewBefore',
          message: 'renewBefore "1440m" is not less than duration "24h", and cert-manager refuses the Certificate',
          fix: 'Use a third of the duration, or renewBeforePercentage',
        },
      ],
    },
    {
      name: 'longer than the default duration',
      objects: spec('renewBefore: 3000h'),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.renewBefore',
          message:
            'renewBefore "3000h" is not less than the default duration "2160h", and cert-manager refuses the Certificate',
          fix: 'Use a third of the duration, or renewBeforePercentage',
        },
      ],
    },
    {
      name: 'both ways',
      objects: spec('renewBefore: 360h, renewBeforePercentage: 30'),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.renewBeforePercentage',
          message: 'renewBefore and renewBeforePercentage are both set, and cert-manager refuses the Certificate',
          fix: 'Keep one of the two',
        },
      ],
    },
    {
      name: 'days',
      objects: spec('duration: 90d, renewBefore: 15d'),
      findings: [
        {
          on: 'Certificate shop/web',
          path: 'spec.duration',
          message: 'duration "90d" is no duration, and cert-manager refuses the Certificate',
          fix: 'Use hours, minutes and seconds, such as "2160h": there are no days',
        },
        {
          on: 'Certificate shop/web',
          path: 'spec.renewBefore',
          message: 'renewBefore "15d" is no duration, and cert-manager refuses the Certificate',
          fix: 'Use hours, minutes and seconds, such as "2160h": there are no days',
        },
      ],
    },
  ],
});

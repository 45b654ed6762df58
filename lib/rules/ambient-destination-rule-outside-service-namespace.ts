import { requestSettings } from './ambient-settings';
import { unlessApplied } from './ambient-traffic';

export const ambientDestinationRuleOutsideServiceNamespace = unlessApplied(
  {
    id: 'ambient-destination-rule-outside-service-namespace',
    code: 'KIA0212',
    kinds: ['DestinationRule.networking.istio.io'],
    summary: 'A DestinationRule about requests is in the namespace of the ambient Service that it is for.',
    obstacle: 'namespace',
  },
  requestSettings,
);

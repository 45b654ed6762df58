import { requestSettings } from './ambient-settings';
import { unlessApplied } from './ambient-traffic';

export const ambientDestinationRuleServiceWithoutWaypoint = unlessApplied(
  {
    id: 'ambient-destination-rule-service-without-waypoint',
    code: 'KIA0211',
    kinds: ['DestinationRule.networking.istio.io'],
    summary: 'The Services of a DestinationRule about requests have a waypoint where they are in ambient mode.',
    obstacle: 'service',
  },
  requestSettings,
);

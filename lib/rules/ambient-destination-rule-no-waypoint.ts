import { requestSettings } from './ambient-settings';
import { unlessApplied } from './ambient-traffic';

export const ambientDestinationRuleNoWaypoint = unlessApplied(
  {
    id: 'ambient-destination-rule-no-waypoint',
    code: 'KIA0210',
    kinds: ['DestinationRule.networking.istio.io'],
    summary: 'A DestinationRule about requests of an ambient namespace is for hosts with a waypoint.',
    obstacle: 'host',
  },
  requestSettings,
);

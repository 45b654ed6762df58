import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import { unlessWaypoint } from './ambient-policy';

export const ambientAuthorizationPolicyNoWaypoint = unlessWaypoint({
  id: 'ambient-authorization-policy-no-waypoint',
  code: 'KIA0109',
  kind: AUTHORIZATION_POLICY,
  summary: 'An AuthorizationPolicy targets Services that have a waypoint.',
});

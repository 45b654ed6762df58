import { REQUEST_AUTHENTICATION } from '../traffic/kinds';
import { unlessWaypoint } from './ambient-policy';

export const ambientRequestAuthenticationNoWaypoint = unlessWaypoint({
  id: 'ambient-request-authentication-no-waypoint',
  code: 'KIA1110',
  kind: REQUEST_AUTHENTICATION,
  summary: 'A RequestAuthentication targets Services that have a waypoint.',
});

import { AUTHORIZATION_POLICY } from '../traffic/kinds';
import { beyondZtunnel } from './ambient-http';
import { unlessTargeted } from './ambient-policy';

export const ambientAuthorizationPolicyNoTarget = unlessTargeted(
  {
    id: 'ambient-authorization-policy-no-target',
    code: 'KIA0110',
    kind: AUTHORIZATION_POLICY,
    summary: 'An AuthorizationPolicy that needs a waypoint for Pods in ambient mode says in `targetRefs` which.',
  },
  beyondZtunnel,
);

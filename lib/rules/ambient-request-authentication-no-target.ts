import { REQUEST_AUTHENTICATION } from '../traffic/kinds';
import { unlessTargeted } from './ambient-policy';

export const ambientRequestAuthenticationNoTarget = unlessTargeted(
  {
    id: 'ambient-request-authentication-no-target',
    code: 'KIA1115',
    kind: REQUEST_AUTHENTICATION,
    summary: 'A RequestAuthentication for Pods in ambient mode says in `targetRefs` which.',
  },
  () => 'ztunnels see no tokens, so that none is checked',
);

import { targetsWithoutWaypoint } from './ambient-waypoint-cases';
import { testMeshRule } from './mesh-rule-tester';

testMeshRule(
  'ambient-request-authentication-no-waypoint',
  targetsWithoutWaypoint(
    'RequestAuthentication',
    'jwtRules: [{issuer: https://login.example.com}]',
    'no token is checked',
  ),
);

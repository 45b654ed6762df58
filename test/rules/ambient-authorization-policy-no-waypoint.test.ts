import { targetsWithoutWaypoint } from './ambient-waypoint-cases';
import { testMeshRule } from './mesh-rule-tester';

testMeshRule(
  'ambient-authorization-policy-no-waypoint',
  targetsWithoutWaypoint(
    'AuthorizationPolicy',
    'rules: [{to: [{operation: {ports: ["80"]}}]}]',
    'it allows and denies nothing',
  ),
);

import { targetsWithoutWaypoint } from './ambient-waypoint-cases';
import { testMeshRule } from './mesh-rule-tester';

testMeshRule(
  'ambient-wasm-plugin-no-waypoint',
  targetsWithoutWaypoint('WasmPlugin', 'url: oci://example.com/plugin', 'the plugin does not run'),
);

import { WASM_PLUGIN } from './ambient-http';
import { unlessWaypoint } from './ambient-policy';

export const ambientWasmPluginNoWaypoint = unlessWaypoint({
  id: 'ambient-wasm-plugin-no-waypoint',
  code: 'KIA1111',
  kind: WASM_PLUGIN,
  summary: 'A WasmPlugin targets Services that have a waypoint.',
});

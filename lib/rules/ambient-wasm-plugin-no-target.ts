import { WASM_PLUGIN } from './ambient-http';
import { unlessTargeted } from './ambient-policy';

export const ambientWasmPluginNoTarget = unlessTargeted(
  {
    id: 'ambient-wasm-plugin-no-target',
    code: 'KIA1116',
    kind: WASM_PLUGIN,
    summary: 'A WasmPlugin for Pods in ambient mode says in `targetRefs` which.',
  },
  () => 'ztunnels run no plugins, so that it does not run',
);

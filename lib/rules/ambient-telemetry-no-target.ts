import type { Manifest } from '../manifest/manifest';
import { selectorOf } from '../traffic/labels';
import { TELEMETRY, tracesRequests } from './ambient-http';
import { unlessTargeted } from './ambient-policy';

/** One for a whole namespace is for the waypoints of it as well. */
function why(telemetry: Manifest): string | undefined {
  const isSelecting = Object.keys(selectorOf(telemetry)).length > 0;
  return isSelecting && tracesRequests(telemetry) ? 'ztunnels see no requests, so that it changes nothing' : undefined;
}

export const ambientTelemetryNoTarget = unlessTargeted(
  {
    id: 'ambient-telemetry-no-target',
    code: 'KIA1117',
    kind: TELEMETRY,
    summary: 'A Telemetry that needs a waypoint for Pods in ambient mode says in `targetRefs` which.',
  },
  why,
);

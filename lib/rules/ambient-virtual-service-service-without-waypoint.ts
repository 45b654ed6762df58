import { meshRoutes } from './ambient-settings';
import { unlessApplied } from './ambient-traffic';

export const ambientVirtualServiceServiceWithoutWaypoint = unlessApplied(
  {
    id: 'ambient-virtual-service-service-without-waypoint',
    code: 'KIA1113',
    kinds: ['VirtualService.networking.istio.io'],
    summary: 'The Services of a VirtualService about requests have a waypoint where they are in ambient mode.',
    obstacle: 'service',
  },
  meshRoutes,
);

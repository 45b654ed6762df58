import { meshRoutes } from './ambient-settings';
import { unlessApplied } from './ambient-traffic';

export const ambientVirtualServiceNoWaypoint = unlessApplied(
  {
    id: 'ambient-virtual-service-no-waypoint',
    code: 'KIA1109',
    kinds: ['VirtualService.networking.istio.io'],
    summary: 'A VirtualService about requests of an ambient namespace is for hosts with a waypoint.',
    obstacle: 'host',
  },
  meshRoutes,
);

import { meshRoutes } from './ambient-settings';
import { unlessApplied } from './ambient-traffic';

export const ambientVirtualServiceOutsideServiceNamespace = unlessApplied(
  {
    id: 'ambient-virtual-service-outside-service-namespace',
    code: 'KIA1114',
    kinds: ['VirtualService.networking.istio.io'],
    summary: 'A VirtualService about requests is in the namespace of the ambient Service that it is for.',
    obstacle: 'namespace',
  },
  meshRoutes,
);

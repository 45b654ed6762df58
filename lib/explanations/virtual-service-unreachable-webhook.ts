import type { Explanations } from './explanation';
import { networkingReference } from './istio-reference';
import { shopRoutes } from './virtual-service-examples';

const ANALYSIS = 'https://istio.io/latest/docs/reference/config/analysis';
const ROUTES = networkingReference('virtual-service', 'VirtualService');

function virtualService(...routes: readonly string[]): string {
  return shopRoutes(routes.join(''));
}

function destination(host: string): string {
  return `route:
        - destination:
            host: ${host}.prod.svc.cluster.local
`;
}

function prefix(path: string, host: string): string {
  return `    - match:
        - uri:
            prefix: ${path}
      ${destination(host)}`;
}

const EVERYTHING = `    - ${destination('shop')}`;

export const VIRTUAL_SERVICE_UNREACHABLE_WEBHOOK_EXPLANATIONS: Explanations = {
  'virtual-service-ineffective-match': {
    why: 'Routes are tried in the order of the list, so the shorter prefix takes these requests first. The service of the longer one gets no traffic, and clients see the answers, often 404, of the wrong backend.',
    fix: 'Put the longer prefix first, and remove matches that repeat an earlier one.',
    bad: virtualService(prefix('/api', 'api'), prefix('/api/admin', 'admin')),
    good: virtualService(prefix('/api/admin', 'admin'), prefix('/api', 'api')),
    source: `${ANALYSIS}/ist0131/ ${ROUTES}`,
  },
  'virtual-service-unreachable-route': {
    why: 'Routes are tried in the order of the list, and the one without a match takes everything. What stands behind it is never used: a new path seems to be applied, and its requests still go to the old service.',
    fix: 'Move the route without a match to the end, and remove routes whose matches all stand in earlier ones.',
    bad: virtualService(EVERYTHING, prefix('/api', 'api')),
    good: virtualService(prefix('/api', 'api'), EVERYTHING),
    source: `${ANALYSIS}/ist0130/ ${ROUTES}`,
  },
};

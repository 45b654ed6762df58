import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';
import { shopRoutes } from './virtual-service-examples';

const SOURCE = `${networkingReference('virtual-service', 'Headers-HeaderOperations')} ${VALIDATION}`;
const FORMAT =
  'https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#custom-request-response-headers';

function virtualService(operations: string): string {
  return shopRoutes(`    - headers:
        request:
${operations}      route:
        - destination:
            host: shop.prod.svc.cluster.local
`);
}

const HOST = `          set:
            host: shop.internal.example.com
`;
const REWRITE = `      rewrite:
        authority: shop.prod.svc.cluster.local
`;

export const VIRTUAL_SERVICE_HEADER_OPERATIONS_WEBHOOK_EXPLANATIONS: Explanations = {
  'virtual-service-authority-once': {
    why: 'Which of the two values the backend sees would depend on the order in which the proxy works, and that may change with its version: redirects, cookies and virtual hosts of the application would follow it. istiod refuses the object.',
    fix: 'Set the authority in one place, best in `rewrite.authority`.',
    bad: virtualService(HOST + REWRITE),
    good: virtualService(HOST),
    source: `${networkingReference('virtual-service', 'HTTPRewrite')} ${SOURCE}`,
  },
  'virtual-service-header-names': {
    why: 'Envoy does not remove the host or change what begins with a colon, since no valid request would be left, and would refuse the route with every other on the port. The gateway would keep the routes it had before; istiod refuses the object.',
    fix: 'Name plain headers. Use `rewrite` for path and authority.',
    bad: virtualService('          remove:\n            - host\n'),
    good: virtualService('          remove:\n            - x-forwarded-host\n'),
    source: SOURCE,
  },
  'virtual-service-header-values': {
    why: 'Envoy reads %NAME% in a value as a variable, and cannot load a route with a sign that opens one and does not close it. The proxies would refuse all routes of the port and keep the old ones; istiod refuses the object.',
    fix: 'Write %% for a percent sign, and the value on one line.',
    bad: virtualService('          set:\n            x-rollout: 10% canary\n'),
    good: virtualService('          set:\n            x-rollout: 10%% canary\n'),
    source: `${SOURCE} ${FORMAT}`,
  },
};

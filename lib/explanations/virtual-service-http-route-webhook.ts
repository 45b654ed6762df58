import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';
import { shopRoutes } from './virtual-service-examples';

const SOURCE = `${networkingReference('virtual-service', 'HTTPRoute')} ${VALIDATION}`;

function virtualService(route: string): string {
  return shopRoutes(`    - match:
        - uri:
            prefix: /cart
${route}`);
}

const DESTINATION = `      route:
        - destination:
            host: cart.prod.svc.cluster.local
`;
const REDIRECT = `      redirect:
        authority: www.example.com
`;
const REWRITE = `      rewrite:
        uri: /basket
`;
const DELEGATE = `      delegate:
        name: cart
        namespace: prod
`;
const CART = `---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: cart
  namespace: prod
spec:
  http:
    - route:
        - destination:
            host: cart.prod.svc.cluster.local
`;

export const VIRTUAL_SERVICE_HTTP_ROUTE_WEBHOOK_EXPLANATIONS: Explanations = {
  'virtual-service-action-extras': {
    why: 'A request that the proxy answers itself never reaches what a rewrite or a fault applies to, so these would do nothing: the redirect would lead to the old path, and the test would run without faults. istiod refuses the object.',
    fix: 'Put the new path into `redirect.uri`, and faults into routes that have a destination.',
    bad: virtualService(REDIRECT + REWRITE),
    good: virtualService(`${REDIRECT}        uri: /basket\n`),
    source: SOURCE,
  },
  'virtual-service-delegation': {
    why: 'Where a route delegates, the other VirtualService says where requests go, and a destination beside it would be ignored: requests would not arrive where this object says. A chain of delegates is not followed either, so its routes would be missing, which is 404; istiod refuses both.',
    fix: 'Keep either the delegate or the action, and let a delegate have destinations only.',
    bad: virtualService(DELEGATE + DESTINATION) + CART,
    good: virtualService(DELEGATE) + CART,
    source: `${networkingReference('virtual-service', 'Delegate')} ${VALIDATION}`,
  },
  'virtual-service-route-action': {
    why: 'A route that does nothing would answer 404 to what it matches, though later routes may be meant to take it, and of two actions one would be ignored: clients would be redirected away from a service that runs. istiod refuses the object.',
    fix: 'Keep one of route, redirect and directResponse in each http route.',
    bad: virtualService(DESTINATION + REDIRECT),
    good: virtualService(DESTINATION),
    source: SOURCE,
  },
  'virtual-service-timeout': {
    why: 'Envoy counts milliseconds, so a fraction of one cannot be kept as written, and `0s`, which turns the timeout off in other tools, is no duration here. istiod refuses the object, and the timeout from before stays in force: slow requests go on to be cut off, or to hang.',
    fix: 'Write whole milliseconds from 1, such as 330ms or 15s. For no timeout leave the field out.',
    bad: virtualService(`${DESTINATION}      timeout: 0.3333s\n`),
    good: virtualService(`${DESTINATION}      timeout: 333ms\n`),
    source: SOURCE,
  },
};

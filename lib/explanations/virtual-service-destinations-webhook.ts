import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';
import { shopRoutes } from './virtual-service-examples';

function virtualService(rest: string): string {
  return shopRoutes(`    - route:
${rest}`);
}

function destination(host: string): string {
  return `        - destination:
            host: ${host}
`;
}

const SHOP = destination('shop.prod.svc.cluster.local');
const NEXT = destination('shop-next.prod.svc.cluster.local');

const MIRROR = `      mirror:
        host: shop-next.prod.svc.cluster.local
`;
const MIRRORS = `      mirrors:
        - destination:
            host: shop-audit.prod.svc.cluster.local
          percentage:
            value: 10
`;
const BOTH_MIRRORS = `      mirrors:
        - destination:
            host: shop-next.prod.svc.cluster.local
        - destination:
            host: shop-audit.prod.svc.cluster.local
          percentage:
            value: 10
`;

const MIRROR_SOURCE = `${networkingReference('virtual-service', 'HTTPMirrorPolicy')} ${VALIDATION}`;

export const VIRTUAL_SERVICE_DESTINATIONS_WEBHOOK_EXPLANATIONS: Explanations = {
  'virtual-service-destination': {
    why: 'The host has to be the name of a service in the mesh. A URL, a name with a port or a wildcard names none, so the proxy would have no cluster to send to and answer 503; istiod refuses the object.',
    fix: 'Write the full name of the service, SERVICE.NAMESPACE.svc.cluster.local, and its port under `port.number`.',
    bad: virtualService(destination('shop.prod.svc.cluster.local:8080')),
    good: virtualService(`${SHOP}            port:\n              number: 8080\n`),
    source: `${networkingReference('virtual-service', 'Destination')} ${VALIDATION}`,
  },
  'virtual-service-mirror-percent': {
    why: 'The old field takes whole percents only and may go with a later version of Istio. Without it all requests would be mirrored, which can be more than the mirror can bear.',
    fix: 'Write the share as `mirrorPercentage.value`.',
    bad: virtualService(`${SHOP}${MIRROR}      mirrorPercent: 10\n`),
    good: virtualService(`${SHOP}${MIRROR}      mirrorPercentage:\n        value: 10\n`),
    source: `${networkingReference('virtual-service', 'HTTPRoute')} ${VALIDATION}`,
  },
  'virtual-service-mirrors': {
    why: 'Only one of the two fields could be in use, and the other mirror would stay without traffic: a test that seems to run sees no requests. istiod refuses the object, also where a share is more than all requests or less than none.',
    fix: 'Put every mirror into `mirrors`, each with a destination and a percentage from 0 to 100.',
    bad: virtualService(`${SHOP}${MIRROR}${MIRRORS}`),
    good: virtualService(`${SHOP}${BOTH_MIRRORS}`),
    source: MIRROR_SOURCE,
  },
  'virtual-service-weights': {
    why: 'With several destinations a missing weight counts as 0, so none of them would get a request, and clients would see errors from the moment of the change. istiod refuses the object, as it does with weights below 0.',
    fix: 'Give every destination a weight of 0 or more. They need not add up to 100.',
    bad: virtualService(`${SHOP}${NEXT}`),
    good: virtualService(`${SHOP}          weight: 90\n${NEXT}          weight: 10\n`),
    source: `${networkingReference('virtual-service', 'HTTPRouteDestination')} ${VALIDATION}`,
  },
};

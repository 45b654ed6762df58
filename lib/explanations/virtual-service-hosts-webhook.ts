import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';
import { shopVirtualService } from './virtual-service-examples';

const SOURCE = `${networkingReference('virtual-service', 'VirtualService')} ${VALIDATION}`;

const ROUTE = `  http:
    - route:
        - destination:
            host: shop.prod.svc.cluster.local
`;
const GATEWAYS = `  gateways:
    - istio-ingress/public
`;

function hosts(...names: readonly string[]): string {
  return `  hosts:\n${names.map((name) => `    - "${name}"\n`).join('')}`;
}

export const VIRTUAL_SERVICE_HOSTS_WEBHOOK_EXPLANATIONS: Explanations = {
  'virtual-service-delegate': {
    why: 'Without hosts a VirtualService only lends its http routes to another one, which says where they apply. Mostly the hosts have been forgotten or lost in a template, and the gateway would answer 404 for all of them; istiod refuses the object.',
    fix: 'List the hosts. In a delegate remove gateways, tls and tcp.',
    bad: shopVirtualService(GATEWAYS + ROUTE),
    good: shopVirtualService(hosts('shop.example.com') + GATEWAYS + ROUTE),
    source: `${networkingReference('virtual-service', 'Delegate')} ${VALIDATION}`,
  },
  'virtual-service-host-overlap': {
    why: 'The wildcard takes the requests of the other host as well, so that host is no more than a second name for the same routes. Where it was meant to have routes of its own they would never apply; istiod refuses the object.',
    fix: 'Remove the host that the wildcard includes, or give it a VirtualService of its own.',
    bad: shopVirtualService(hosts('*.example.com', 'shop.example.com') + GATEWAYS + ROUTE),
    good: shopVirtualService(hosts('*.example.com') + GATEWAYS + ROUTE),
    source: SOURCE,
  },
  'virtual-service-hosts': {
    why: 'The hosts are compared with the Host header, in which there is neither a scheme nor a path. No request would match, and clients would get 404 from a gateway whose routes look right; istiod refuses the object.',
    fix: 'Write the domain name alone, "*.DOMAIN", or an address.',
    bad: shopVirtualService(hosts('https://shop.example.com') + GATEWAYS + ROUTE),
    good: shopVirtualService(hosts('shop.example.com') + GATEWAYS + ROUTE),
    source: SOURCE,
  },
  'virtual-service-mesh-wildcard': {
    why: 'A VirtualService without gateways is for all sidecars, and "*" would send every HTTP request of every workload to this one service. istiod refuses the object; mostly it was written for a gateway, and the list of gateways has been forgotten.',
    fix: 'List the gateways that it is for, without "mesh", or name the hosts.',
    bad: shopVirtualService(hosts('*') + ROUTE),
    good: shopVirtualService(hosts('*') + GATEWAYS + ROUTE),
    source: SOURCE,
  },
  'virtual-service-routes': {
    why: 'The gateway would know the host and have nothing to do with its requests: 404 for each of them. istiod refuses the object; what is missing most likely got lost in a merge or a template.',
    fix: 'Add http routes, or tls and tcp routes for what is not HTTP.',
    bad: shopVirtualService(hosts('shop.example.com') + GATEWAYS),
    good: shopVirtualService(hosts('shop.example.com') + GATEWAYS + ROUTE),
    source: SOURCE,
  },
};

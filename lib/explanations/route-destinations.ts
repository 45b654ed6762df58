import type { Explanations } from './explanation';
import { networkingReference } from './istio-reference';
import { destinationRule, EDGE_PODS, edgeGateway, http, namespace, service, shop, SUBSETS } from './route-examples';

const DESTINATION = networkingReference('virtual-service', 'Destination');
const ROUTE_DESTINATION = networkingReference('virtual-service', 'HTTPRouteDestination');
const ANALYSIS = 'https://istio.io/latest/docs/reference/config/analysis';
const KIALI = 'https://kiali.io/docs/features/validations/';
const VISIBILITY = 'https://istio.io/latest/docs/ops/configuration/mesh/configuration-scoping/';

const TO_SHOP = http('host: shop');
const EDGE = `${EDGE_PODS}${edgeGateway('shop.example.com')}`;
const TWO_PORTS = `${service('shop')}    - name: http-admin\n      port: 81\n`;

/** Two destinations of one route, the second as given. */
function split(second: string): string {
  return shop(
    'http:',
    '  - route:',
    '      - { destination: { host: shop, subset: v1 }, weight: 90 }',
    `      - ${second}`,
  );
}

const TWO_SUBSETS = destinationRule(...SUBSETS, '  - name: v2', '    labels:', '      version: v2');

export const ROUTE_DESTINATIONS_EXPLANATIONS: Explanations = {
  'virtual-service-destination-host': {
    why: 'The proxy has no such destination and answers 503. A name without a dot is looked up in the namespace of the VirtualService; a name with a dot stands for itself, so that `shop.prod` is not the Service.',
    fix: 'Write NAME.NAMESPACE.svc.cluster.local, or add a ServiceEntry for a host outside.',
    bad: `${service('shop')}${shop(...http('host: shopp'))}`,
    good: `${service('shop')}${shop(...http('host: shop.prod.svc.cluster.local'))}`,
    source: `${DESTINATION} ${ANALYSIS}/ist0101/ ${KIALI}`,
  },
  'virtual-service-destination-port': {
    why: 'The proxy has destinations for the ports of the Service (`port`, not `targetPort`) or ServiceEntry, and for no others: it answers 503.',
    fix: 'Write a port that is there.',
    bad: `${service('shop')}${shop(...http('host: shop, port: { number: 8080 }'))}`,
    good: `${service('shop')}${shop(...http('host: shop, port: { number: 80 }'))}`,
    source: `${networkingReference('virtual-service', 'PortSelector')} ${ANALYSIS}/ist0101/`,
  },
  'virtual-service-destination-port-required': {
    why: 'Without a port, Istio can choose only where there is one to choose. With several it takes the number on which the request came in, which after a gateway is often none of them: 503, or the wrong port.',
    fix: 'Set port.number of the destination.',
    bad: `${TWO_PORTS}${shop(...TO_SHOP)}`,
    good: `${TWO_PORTS}${shop(...http('host: shop, port: { number: 80 }'))}`,
    source: `${DESTINATION} ${ANALYSIS}/ist0112/`,
  },
  'virtual-service-destination-subset': {
    why: 'Subsets are made by DestinationRules. Without one that has the subset for this very host, the proxy has no such destination and answers 503.',
    fix: 'Add the subset to the DestinationRule of the host, or name one that is there.',
    bad: `${destinationRule(...SUBSETS)}${shop(...http('host: shop, subset: v2'))}`,
    good: `${destinationRule(...SUBSETS)}${shop(...http('host: shop, subset: v1'))}`,
    source: `${networkingReference('destination-rule', 'Subset')} ${ANALYSIS}/ist0101/ ${KIALI}`,
  },
  'virtual-service-destination-repeated': {
    why: 'Both entries send to the same Pods, so that their weights add up: as a rule one was meant for another version, which now gets nothing.',
    fix: 'Give the second the host or subset that is meant, or remove it and add its weight to the first.',
    bad: `${TWO_SUBSETS}${split('{ destination: { host: shop, subset: v1 }, weight: 10 }')}`,
    good: `${TWO_SUBSETS}${split('{ destination: { host: shop, subset: v2 }, weight: 10 }')}`,
    source: `${ROUTE_DESTINATION} ${KIALI}`,
  },
  'virtual-service-single-weight': {
    why: 'With one destination there is nothing to share: Istio sends all requests there, whatever the weight says, and not a part of them.',
    fix: 'Remove the weight, or add the destination that is to get the rest.',
    bad: shop('http:', '  - route:', '      - { destination: { host: shop }, weight: 10 }'),
    good: shop('http:', '  - route:', '      - { destination: { host: shop } }'),
    source: `${ROUTE_DESTINATION} ${KIALI}`,
  },
  'virtual-service-hidden-from-gateway': {
    why: 'A gateway gets the VirtualServices that are exported to the namespace of its Pods. This one is not, so the gateway answers 404 as if it were not there.',
    fix: 'Add the namespace of the Pods of the gateway to exportTo, or leave exportTo out.',
    bad: `${EDGE}${shop('exportTo: ["."]', ...TO_SHOP)}`,
    good: `${EDGE}${shop('exportTo: [".", edge]', ...TO_SHOP)}`,
    source: `${networkingReference('virtual-service', 'VirtualService')} ${VISIBILITY}`,
  },
  'destination-hidden-from-gateway': {
    why: 'The gateway has the route, but the Service or ServiceEntry is not exported to the namespace of its Pods, so that it has no such destination and answers 503.',
    fix: 'Add the namespace of the Pods of the gateway to exportTo of the ServiceEntry, or to the annotation networking.istio.io/exportTo of the Service.',
    bad: `${EDGE}${service('shop', '.')}${shop(...TO_SHOP)}`,
    good: `${EDGE}${service('shop', '.,edge')}${shop(...TO_SHOP)}`,
    source: VISIBILITY,
  },
  'destination-rule-hidden-from-gateway': {
    why: 'A DestinationRule counts only for clients in the namespaces that it is exported to. A gateway elsewhere goes without it: without its subsets, so that requests get 503, or without its TLS settings, so that it connects in another way than the backend expects.',
    fix: 'Add the namespace of the Pods of the gateway to exportTo, or leave exportTo out.',
    bad: `${EDGE}${shop(...http('host: shop, subset: v1'))}${destinationRule('exportTo: ["."]', ...SUBSETS)}`,
    good: `${EDGE}${shop(...http('host: shop, subset: v1'))}${destinationRule('exportTo: [".", edge]', ...SUBSETS)}`,
    source: `${networkingReference('destination-rule', 'DestinationRule')} ${VISIBILITY}`,
  },
  'export-to-namespace-unknown': {
    why: 'The entry exports to nobody. Whoever was meant does not see the object: a gateway answers 404 or 503, and a client goes without the settings.',
    fix: 'Write the name of a namespace that is there; name what the cluster has already with --context.',
    bad: `${namespace('edge')}${shop('exportTo: [".", egde]', ...TO_SHOP)}`,
    good: `${namespace('edge')}${shop('exportTo: [".", edge]', ...TO_SHOP)}`,
    source: `${VISIBILITY} ${KIALI}`,
  },
};

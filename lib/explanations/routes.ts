import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';
import {
  EDGE_PODS,
  edgeGateway,
  gateways,
  hosts,
  http,
  requestAuthentication,
  shop,
  virtualService,
} from './route-examples';

const VIRTUAL_SERVICE = networkingReference('virtual-service', 'VirtualService');
const SERVER = networkingReference('gateway', 'Server');
const ANALYSIS = 'https://istio.io/latest/docs/reference/config/analysis';
const KIALI = 'https://kiali.io/docs/features/validations/';
const BEST_PRACTICES =
  'https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-large-virtual-services-and-destination-rules-into-multiple-resources';

const TO_SHOP = http('host: shop');
const CLAIM = http(
  'host: shop',
  'match:',
  '  - headers:',
  '      "@request.auth.claims.group":',
  '        exact: staff',
);
const PUBLIC = edgeGateway('shop.example.com');
const PASSTHROUGH = edgeGateway(
  'shop.example.com',
  'number: 443, name: tls, protocol: TLS',
  'tls:',
  '  mode: PASSTHROUGH',
);

export const ROUTES_EXPLANATIONS: Explanations = {
  'virtual-service-gateway-missing': {
    why: 'Istio drops the name without a word, so the routes are on no gateway and every request for the hosts gets 404. A name without a namespace means the namespace of the VirtualService, which is seldom where the Gateway is.',
    fix: 'Write NAMESPACE/NAME of a Gateway that is there; name what the cluster has already with --context.',
    bad: `${PUBLIC}${virtualService('shop', hosts('shop.example.com'), gateways('public'), ...TO_SHOP)}`,
    good: `${PUBLIC}${shop(...TO_SHOP)}`,
    source: `${VIRTUAL_SERVICE} ${ANALYSIS}/ist0101/ ${KIALI}`,
  },
  'virtual-service-host-not-in-gateway': {
    why: 'A gateway serves only the hosts that are in both, the Gateway and the VirtualService. Here nothing is, so the gateway answers 404 for all of the hosts, or resets the TLS handshake.',
    fix: 'Use the same hosts in both. A host written NAMESPACE/HOST in the Gateway is for VirtualServices of that namespace only.',
    bad: `${edgeGateway('store.example.com')}${shop(...TO_SHOP)}`,
    good: `${PUBLIC}${shop(...TO_SHOP)}`,
    source: `${SERVER} ${ANALYSIS}/ist0132/`,
  },
  'virtual-service-host-unserved': {
    why: 'The VirtualService works for its other hosts, so that nothing looks wrong, but requests for this one get 404 or a TLS reset: none of the Gateways has it.',
    fix: 'Add the host to a server of the Gateway, or remove it from the VirtualService.',
    bad: `${PUBLIC}${virtualService('shop', hosts('shop.example.com', 'www.example.com'), gateways('edge/public'), ...TO_SHOP)}`,
    good: `${PUBLIC}${shop(...TO_SHOP)}`,
    source: SERVER,
  },
  'virtual-service-route-kind': {
    why: 'A server that passes TLS on cannot read requests and goes by tls routes, one that ends TLS for HTTPS reads requests and goes by http routes, and for all other protocols tcp routes count. istiod drops the others, and clients get a reset or 404.',
    fix: 'Write routes of the kind that the server uses, or change protocol and TLS mode of the server.',
    bad: `${PASSTHROUGH}${shop(...TO_SHOP)}`,
    good: `${PASSTHROUGH}${shop('tls:', '  - match:', '      - sniHosts: [shop.example.com]', '    route:', '      - destination: { host: shop }')}`,
    source: `${SERVER} ${networkingReference('virtual-service', 'TLSRoute')} https://github.com/istio/istio/blob/1.30.3/pilot/pkg/networking/core/gateway.go`,
  },
  'virtual-service-jwt-claim-route': {
    why: 'Claims are there to be matched only after a RequestAuthentication on the gateway has read the token. Without one the match is never met, and requests fall to a later route that is meant for everybody, or get 404.',
    fix: 'Add a RequestAuthentication in the namespace of the Pods of the gateway that selects them.',
    bad: `${EDGE_PODS}${PUBLIC}${shop(...CLAIM)}`,
    good: `${EDGE_PODS}${PUBLIC}${shop(...CLAIM)}${requestAuthentication('edge')}`,
    source: `https://istio.io/latest/docs/tasks/security/authentication/jwt-route/ ${ANALYSIS}/ist0149/`,
  },
  'virtual-service-host-split': {
    why: 'Istio merges the routes of a host on a gateway, but in no order that anyone has said, so that a wide match of one VirtualService may take the requests of a narrow one in the other, and differently after a change.',
    fix: 'Keep all routes of a host in one VirtualService, or let it delegate to others. Where no two matches overlap, accept the finding.',
    bad: `${PUBLIC}${shop(...TO_SHOP)}${virtualService('cart', hosts('shop.example.com'), gateways('edge/public'), ...http('host: cart', 'match:', '  - uri: { prefix: /cart }'))}`,
    good: `${PUBLIC}${shop(...http('host: shop'))}${virtualService('cart', ...http('host: cart', 'match:', '  - uri: { prefix: /cart }'))}`,
    source: `${BEST_PRACTICES} ${KIALI}`,
  },
  'virtual-service-mesh-host-conflict': {
    why: 'Sidecars do not merge VirtualServices for one host: one of them is used and the other is not, and nothing says which.',
    fix: 'Put all routes of the host into one VirtualService, or give each to other namespaces with exportTo.',
    bad: `${virtualService('shop', hosts('shop'), ...TO_SHOP)}${virtualService('shop-canary', hosts('shop'), ...http('host: canary'))}`,
    good: `${virtualService('shop', hosts('shop'), ...TO_SHOP)}${virtualService('shop-canary', hosts('canary'), ...http('host: canary'))}`,
    source: `${BEST_PRACTICES} ${ANALYSIS}/ist0109/`,
  },
  'virtual-service-mesh-rule-bypassed': {
    why: 'A gateway goes by the VirtualServices that are bound to it. Rules for the host within the mesh, such as a canary, are not applied to what it sends there: those requests reach all versions.',
    fix: 'Name the subsets in the routes of the gateway, too.',
    bad: `${PUBLIC}${shop(...TO_SHOP)}${virtualService('shop-v1', hosts('shop'), ...http('host: shop, subset: v1'))}`,
    good: `${PUBLIC}${shop(...http('host: shop, subset: v1'))}${virtualService('shop-v1', hosts('shop'), ...http('host: shop, subset: v1'))}`,
    source: `${VIRTUAL_SERVICE} ${ANALYSIS}/ist0140/`,
  },
  'virtual-service-delegate-missing': {
    why: 'A delegate that is not there, has hosts of its own, or is not exported to the namespace of the VirtualService, is none: istiod leaves the route out, and its requests get 404 or fall to a later route.',
    fix: 'Name a VirtualService without hosts and its namespace, and export it there.',
    bad: `${shop('http:', '  - delegate: { name: cart, namespace: team }')}${virtualService('cart', ...http('host: cart'))}`,
    good: `${shop('http:', '  - delegate: { name: cart }')}${virtualService('cart', ...http('host: cart'))}`,
    source: networkingReference('virtual-service', 'Delegate'),
  },
  'deprecated-field': {
    why: 'What has been given up is not developed further, does less than what replaced it, or nothing at all: objects of the old access control protect nobody, while they look as if they did.',
    fix: 'Write what has replaced it.',
    bad: shop(...http('host: shop', 'fault:', '  delay: { fixedDelay: 2s, percent: 10 }')),
    good: shop(...http('host: shop', 'fault:', '  delay: { fixedDelay: 2s, percentage: { value: 10 } }')),
    source: `${networkingReference('virtual-service', 'HTTPFaultInjection-Delay')} ${ANALYSIS}/ist0002/ ${VALIDATION}`,
  },
};

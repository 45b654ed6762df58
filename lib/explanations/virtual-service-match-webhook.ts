import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';
import { shopRoutes, shopVirtualService } from './virtual-service-examples';

const HTTP = `${networkingReference('virtual-service', 'HTTPMatchRequest')} ${VALIDATION}`;

function http(match: string): string {
  return shopRoutes(`    - match:
        - ${match}
      route:
        - destination:
            host: shop.prod.svc.cluster.local
`);
}

function header(name: string, value: string): string {
  return http(`headers:
            ${name}:${value}`);
}

function fromNamespace(namespace: string): string {
  return shopVirtualService(`  hosts:
    - shop.prod.svc.cluster.local
  http:
    - match:
        - sourceNamespace: ${namespace}
      route:
        - destination:
            host: shop-next.prod.svc.cluster.local
    - route:
        - destination:
            host: shop.prod.svc.cluster.local
`);
}

function tcp(subnet: string): string {
  return `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: ledger
  namespace: prod
spec:
  hosts:
    - ledger.prod.svc.cluster.local
  tcp:
    - match:
        - destinationSubnets:
            - ${subnet}
      route:
        - destination:
            host: ledger.prod.svc.cluster.local
`;
}

export const VIRTUAL_SERVICE_MATCH_WEBHOOK_EXPLANATIONS: Explanations = {
  'virtual-service-match-headers': {
    why: 'A name that no header can have is in no request, so the match is never met: the requests that it is for get 404, or go to the route for everybody else. istiod refuses the object, as it does where the match on a header is null.',
    fix: 'Write the name of the header alone, such as x-api-version, or of a pseudo header, such as :method.',
    bad: header('"x-api-version:"', '\n              exact: v2'),
    good: header('"x-api-version"', '\n              exact: v2'),
    source: HTTP,
  },
  'virtual-service-match-port': {
    why: 'No listener has such a port, so the match is never met, and requests get 404 or go to a later route. istiod refuses the object; mostly a digit has been typed twice.',
    fix: 'Write the port of the server of the Gateway, or of the Service in the mesh.',
    bad: http('port: 84433'),
    good: http('port: 8443'),
    source: HTTP,
  },
  'virtual-service-match-prefix': {
    why: 'Envoy does not take an empty prefix of a header, and would refuse all routes of the port for it, so that later changes of any team would not take effect. istiod refuses the object; the author most likely meant a header with any value.',
    fix: 'Write {} for a header with any value, or the beginning of the value.',
    bad: header('x-api-version', '\n              prefix: ""'),
    good: header('x-api-version', ' {}'),
    source: `${networkingReference('virtual-service', 'StringMatch')} ${VALIDATION}`,
  },
  'virtual-service-match-regex': {
    why: 'RE2 has no look-around and no back references, and Envoy cannot load a route with an expression that it does not read: the proxies would refuse all routes of the port and keep the old ones. istiod refuses the object.',
    fix: 'List what is to match instead of what is not, or put a route for the exception before this one.',
    bad: http("uri:\n            regex: '/(?!admin).*'"),
    good: http("uri:\n            regex: '/(cart|catalogue)/.*'"),
    source: `${networkingReference('virtual-service', 'StringMatch')} https://github.com/google/re2/wiki/Syntax ${VALIDATION}`,
  },
  'virtual-service-match-source': {
    why: 'No workload has such a label or namespace, so the match would be met by none: the clients that were to get the new version would silently stay with the old one. istiod refuses the object.',
    fix: 'Write the name of the namespace alone, and labels as the Pods of the clients have them.',
    bad: fromNamespace('staging/web'),
    good: fromNamespace('staging'),
    source: HTTP,
  },
  'virtual-service-match-subnets': {
    why: 'An address that is none can match no connection: those that the route is for would be sent where a later route says, or be reset. istiod refuses the object.',
    fix: 'Write an address, or a range as ADDRESS/BITS with all four parts of the address.',
    bad: tcp('10.20/16'),
    good: tcp('10.20.0.0/16'),
    source: `${networkingReference('virtual-service', 'L4MatchAttributes')} ${VALIDATION}`,
  },
};

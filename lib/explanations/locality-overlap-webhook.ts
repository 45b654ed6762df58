import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

/** That spreads the requests of a region over two localities. */
function destinationRule(first: string, second: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: orders
  namespace: shop
spec:
  host: orders.shop.svc.cluster.local
  trafficPolicy:
    loadBalancer:
      localityLbSetting:
        distribute:
          - from: eu-de/*
            to:
              "${first}": 80
              "${second}": 20
    outlierDetection:
      consecutive5xxErrors: 5
`;
}

export const LOCALITY_OVERLAP_WEBHOOK_EXPLANATIONS: Explanations = {
  'locality-overlap': {
    why: 'An endpoint in both localities would get the one weight or the other, or both: nobody could say how much traffic a zone has to carry, and the small one may be overrun. istiod refuses the rule.',
    fix: 'Write localities of which none contains another: REGION, REGION/ZONE or REGION/ZONE/SUBZONE, with "*" as a whole last part.',
    bad: destinationRule('eu-de/*', 'eu-de/eu-de-2'),
    good: destinationRule('eu-de/eu-de-1', 'eu-de/eu-de-2'),
    source: `${networkingReference('destination-rule', 'LocalityLoadBalancerSetting')} ${VALIDATION}`,
  },
};

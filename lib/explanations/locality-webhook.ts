import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const SETTING = networkingReference('destination-rule', 'LocalityLoadBalancerSetting');
const SOURCE = `${SETTING} ${VALIDATION}`;

const OUTLIER = `    outlierDetection:
      consecutive5xxErrors: 5
      interval: 10s
`;

/** With what stands in `localityLbSetting`, and beside `loadBalancer`. */
function destinationRule(setting: string, beside = OUTLIER): string {
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
${setting}${beside}`;
}

function failover(from: string, to: string): string {
  return `        failover:
          - from: ${from}
            to: ${to}
`;
}

/** The requests of a zone to this and another zone. */
function distribute(own: number, other: number): string {
  return `        distribute:
          - from: eu-de/eu-de-1/*
            to:
              "eu-de/eu-de-1/*": ${own}
              "eu-de/eu-de-2/*": ${other}
`;
}

export const LOCALITY_WEBHOOK_EXPLANATIONS: Explanations = {
  'locality-failover-outlier': {
    why: 'Failover needs somebody who finds out that endpoints are unhealthy; without outlier detection it has no effect. Requests then go to all regions at all times, slowly and at a price, and when one breaks, its share of them comes back as 503. Only a warning tells.',
    fix: 'Add `outlierDetection` beside `loadBalancer`, with the errors that count and the interval.',
    bad: destinationRule(failover('eu-de', 'eu-gb'), ''),
    good: destinationRule(failover('eu-de', 'eu-gb')),
    source: `${SETTING} https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/failover/ ${VALIDATION}`,
  },
  'locality-failover-regions': {
    why: 'Failover between zones of one region goes by itself; the list is for regions, and an entry with a zone would match no proxy. The way out that its author counts on would be missing on the day it is needed, so istiod refuses the rule.',
    fix: 'Write two different regions, without zone and "*".',
    bad: destinationRule(failover('eu-de/eu-de-1', 'eu-gb')),
    good: destinationRule(failover('eu-de', 'eu-gb')),
    source: SOURCE,
  },
  'locality-failover-topology': {
    why: 'The labels of region and zone in `failoverPriority` order the endpoints one way, and `failover` another: which region takes over would be open. istiod refuses the rule.',
    fix: 'Keep `failover`, or say the whole order in `failoverPriority`. Other labels may stand beside `failover`.',
    bad: destinationRule(`${failover('eu-de', 'eu-gb')}        failoverPriority:
          - topology.kubernetes.io/region
`),
    good: destinationRule(failover('eu-de', 'eu-gb')),
    source: SOURCE,
  },
  'locality-one-way': {
    why: 'Weights keep sending their share to a region even when it fails, and failover sends nothing elsewhere until then: both at once cannot be had. One of the two would be ignored, so istiod refuses the rule.',
    fix: 'Keep `distribute` to spread load all the time, or `failover` to stay near and leave only in need.',
    bad: destinationRule(failover('eu-de', 'eu-gb') + distribute(80, 20)),
    good: destinationRule(failover('eu-de', 'eu-gb')),
    source: SOURCE,
  },
  'locality-weights': {
    why: 'Percentages that do not make 100 leave open where the rest of the requests goes, so a zone could get more than it was sized for. istiod refuses the rule, and all traffic stays where it went before.',
    fix: 'Give each locality 1 to 100, 100 together; leave out the ones that get nothing.',
    bad: destinationRule(distribute(80, 30)),
    good: destinationRule(distribute(80, 20)),
    source: `${SETTING} https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/distribute/ ${VALIDATION}`,
  },
};

import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const HASH = `${networkingReference('destination-rule', 'LoadBalancerSettings-ConsistentHashLB')} ${VALIDATION}`;

/** With what stands in `loadBalancer`. */
function destinationRule(balancer: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: cart
  namespace: shop
spec:
  host: cart.shop.svc.cluster.local
  trafficPolicy:
    loadBalancer:
${balancer}`;
}

export const LOAD_BALANCER_WEBHOOK_EXPLANATIONS: Explanations = {
  'load-balancer-cookie': {
    why: 'Without a name there is no cookie to hash: each request could go to another Pod, and users lose their session or cart from one click to the next. An attribute given twice leaves open which one browsers follow; istiod refuses the rule.',
    fix: 'Name the cookie, and give each of its attributes a name, once.',
    bad: destinationRule(`      consistentHash:
        httpCookie:
          name: ""
          ttl: 3600s
`),
    good: destinationRule(`      consistentHash:
        httpCookie:
          name: cart
          ttl: 3600s
`),
    source: `${networkingReference('destination-rule', 'LoadBalancerSettings-ConsistentHashLB-HTTPCookie')} ${VALIDATION}`,
  },
  'load-balancer-maglev': {
    why: 'Maglev spreads its keys evenly only over a table whose size is a prime number, and Envoy refuses any other: it would reject the whole cluster, and requests to the service go on with the old settings, or answer 503 where there are none. So istiod refuses the rule.',
    fix: 'Use 65537, or another prime number below 5000011, well above the number of endpoints.',
    bad: destinationRule(`      consistentHash:
        httpHeaderName: x-user
        maglev:
          tableSize: 65536
`),
    good: destinationRule(`      consistentHash:
        httpHeaderName: x-user
        maglev:
          tableSize: 65537
`),
    source: `${networkingReference('destination-rule', 'LoadBalancerSettings-ConsistentHashLB-MagLev')} ${VALIDATION}`,
  },
  'load-balancer-ring-size': {
    why: 'Two places say how large the table is, and one would be ignored: load would stay as uneven as it was, whoever turned the ignored one up. istiod refuses the rule.',
    fix: 'Keep the size inside `ringHash` or `maglev`.',
    bad: destinationRule(`      consistentHash:
        httpHeaderName: x-user
        minimumRingSize: 4096
        ringHash:
          minimumRingSize: 1024
`),
    good: destinationRule(`      consistentHash:
        httpHeaderName: x-user
        ringHash:
          minimumRingSize: 1024
`),
    source: HASH,
  },
  'load-balancer-ring-size-old': {
    why: 'It still works, with a warning at each apply. Whoever adds `ringHash` or `maglev` later has the whole rule refused, in the middle of a change about something else.',
    fix: 'Move the number to `ringHash.minimumRingSize`.',
    bad: destinationRule(`      consistentHash:
        httpHeaderName: x-user
        minimumRingSize: 1024
`),
    good: destinationRule(`      consistentHash:
        httpHeaderName: x-user
        ringHash:
          minimumRingSize: 1024
`),
    source: HASH,
  },
  'load-balancer-warmup': {
    why: 'With an aggression below 1 a new Pod would stay almost idle, and then get most of its share at the very end: cold Pods time out during each rollout, which is what the setting was to prevent. istiod refuses the rule.',
    fix: 'Set `duration`, a `minimumPercent` up to 100, and an `aggression` of 1 (linear) or more.',
    bad: destinationRule(`      simple: LEAST_REQUEST
      warmup:
        duration: 60s
        aggression: 0.5
`),
    good: destinationRule(`      simple: LEAST_REQUEST
      warmup:
        duration: 60s
        aggression: 1.5
`),
    source: `${networkingReference('destination-rule', 'WarmupConfiguration')} ${VALIDATION}`,
  },
};

import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const SOURCE = `${networkingReference('destination-rule', 'OutlierDetection')} ${VALIDATION}`;

/** With what stands in `outlierDetection`. */
function destinationRule(outlier: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: orders
  namespace: shop
spec:
  host: orders.shop.svc.cluster.local
  trafficPolicy:
    outlierDetection:
${outlier}`;
}

export const OUTLIER_DETECTION_WEBHOOK_EXPLANATIONS: Explanations = {
  'outlier-consecutive-errors': {
    why: 'The field is deprecated, and does not say which errors count. Whether anything follows it depends on the version of istiod, and where nothing does, broken Pods stay in the rotation; each apply warns.',
    fix: 'Use `consecutiveGatewayErrors` for 502, 503 and 504, or `consecutive5xxErrors` for all from 500 to 599.',
    bad: destinationRule(`      consecutiveErrors: 5
      interval: 10s
`),
    good: destinationRule(`      consecutiveGatewayErrors: 5
      interval: 10s
`),
    source: SOURCE,
  },
  'outlier-durations': {
    why: 'Proxies count these times in milliseconds, and a fraction of one would be cut off: a broken Pod could be back in the rotation as soon as it is out. istiod refuses the rule; mostly the unit is a typing error.',
    fix: 'Write whole milliseconds of at least one, such as "500ms", "10s" or "5m".',
    bad: destinationRule(`      consecutive5xxErrors: 5
      interval: 10s
      baseEjectionTime: 1500us
`),
    good: destinationRule(`      consecutive5xxErrors: 5
      interval: 10s
      baseEjectionTime: 1500ms
`),
    source: SOURCE,
  },
  'outlier-local-errors': {
    why: 'Timeouts and refused connections are counted apart from the answers of the server only where it is asked for. Without that the number would have no effect: Pods that nobody can connect to stay in the rotation, and each request to them costs a timeout. istiod refuses the rule.',
    fix: 'Set `splitExternalLocalOriginErrors: true` beside it, or remove the number.',
    bad: destinationRule(`      consecutiveLocalOriginFailures: 5
      interval: 10s
`),
    good: destinationRule(`      consecutiveLocalOriginFailures: 5
      splitExternalLocalOriginErrors: true
      interval: 10s
`),
    source: SOURCE,
  },
  'outlier-percentages': {
    why: 'A percentage beyond 100 cannot be what is meant: read as 100 it would let all Pods be ejected at once, and requests then have nowhere to go. istiod refuses the rule, so broken Pods stay in the rotation.',
    fix: 'Write 0 to 100.',
    bad: destinationRule(`      consecutive5xxErrors: 5
      maxEjectionPercent: 500
`),
    good: destinationRule(`      consecutive5xxErrors: 5
      maxEjectionPercent: 50
`),
    source: SOURCE,
  },
};

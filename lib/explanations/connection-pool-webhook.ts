import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const SOURCE = `${networkingReference('destination-rule', 'ConnectionPoolSettings')} ${VALIDATION}`;

/** With the pool as it stands in the traffic policy. */
function destinationRule(pool: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: orders
  namespace: shop
spec:
  host: orders.shop.svc.cluster.local
  trafficPolicy:
${pool}`;
}

export const CONNECTION_POOL_WEBHOOK_EXPLANATIONS: Explanations = {
  'connection-pool-counts': {
    why: 'One author means "no limit" by -1, which Istio says by leaving the field out, and another one "none at all". Nobody can tell, so istiod refuses the rule, and the TLS and the other limits that stand in it are missing, too.',
    fix: 'Leave the limit out for the default, or write a positive number.',
    bad: destinationRule(`    connectionPool:
      tcp:
        maxConnections: -1
`),
    good: destinationRule(`    connectionPool:
      tcp:
        maxConnections: 1000
`),
    source: SOURCE,
  },
  'connection-pool-durations': {
    why: 'Proxies count these times in milliseconds, and a fraction of one would be cut off: a connect timeout could become shorter than any network answers, and every request 503. istiod refuses the rule.',
    fix: 'Write whole milliseconds of at least one, such as "250ms", "5s" or "1h30m".',
    bad: destinationRule(`    connectionPool:
      tcp:
        connectTimeout: 2500us
`),
    good: destinationRule(`    connectionPool:
      tcp:
        connectTimeout: 2500ms
`),
    source: SOURCE,
  },
  'connection-pool-empty': {
    why: 'A pool without settings limits nothing, though the rule looks as if the service were protected from too many connections: the values were most likely lost in a template, or indented one level too little. istiod refuses the rule.',
    fix: 'Write limits under `tcp` or `http`, or remove `connectionPool`.',
    bad: destinationRule(`    connectionPool: {}
`),
    good: destinationRule(`    connectionPool:
      http:
        http2MaxRequests: 1000
`),
    source: SOURCE,
  },
  'connection-pool-upgrade': {
    why: 'One setting sends each request in the protocol of its client, the other sends all as HTTP/2. Whichever won, part of the requests would reach the server in a protocol that it does not speak, and come back as 502 or 503; istiod refuses the rule.',
    fix: 'Keep `h2UpgradePolicy: UPGRADE` where the server speaks HTTP/2, else keep `useClientProtocol`.',
    bad: destinationRule(`    connectionPool:
      http:
        h2UpgradePolicy: UPGRADE
        useClientProtocol: true
`),
    good: destinationRule(`    connectionPool:
      http:
        h2UpgradePolicy: UPGRADE
`),
    source: `${networkingReference('destination-rule', 'ConnectionPoolSettings-HTTPSettings')} ${VALIDATION}`,
  },
};

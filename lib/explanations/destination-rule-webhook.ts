import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const SOURCE = `${networkingReference('destination-rule', 'DestinationRule')} ${VALIDATION}`;
const SUBSETS = `${networkingReference('destination-rule', 'Subset')} ${VALIDATION}`;

/** For this host, with what stands beside it. */
function destinationRule(fields: string, host = 'orders.shop.svc.cluster.local'): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: orders
  namespace: shop
spec:
  host: ${host}
${fields}`;
}

const POLICY = `  trafficPolicy:
    loadBalancer:
      simple: LEAST_REQUEST
`;

export const DESTINATION_RULE_WEBHOOK_EXPLANATIONS: Explanations = {
  'destination-rule-host': {
    why: 'No service of the mesh has such a name, so the settings would be for nobody: no TLS, no limits, no outlier detection, and nothing that says so. istiod refuses the rule; mostly a URL or a port has come with the name.',
    fix: 'Write the domain name of the service alone, without scheme, port and path.',
    bad: destinationRule(POLICY, 'http://orders.shop.svc.cluster.local'),
    good: destinationRule(POLICY),
    source: SOURCE,
  },
  'destination-rule-subset-labels': {
    why: 'No Pod can have such a label, so the subset would be empty for ever, and each request that a route sends to it 503 with the flag UH. istiod refuses the rule, and with it the subsets that are right.',
    fix: 'Copy key and value from the labels of the Pods.',
    bad: destinationRule(`  subsets:
    - name: v2
      labels:
        version: v2 (canary)
`),
    good: destinationRule(`  subsets:
    - name: v2
      labels:
        version: v2-canary
`),
    source: SUBSETS,
  },
  'destination-rule-subsets': {
    why: 'A route names a subset by its name: of two with one name one would never get a request, and a release that shifts traffic between versions would shift nothing. istiod refuses the rule, and routes that name its subsets answer 503 until it is there.',
    fix: 'Give each subset a name of its own, of letters, digits and inner dashes.',
    bad: destinationRule(`  subsets:
    - name: v1
      labels:
        version: v1
    - name: v1
      labels:
        version: v2
`),
    good: destinationRule(`  subsets:
    - name: v1
      labels:
        version: v1
    - name: v2
      labels:
        version: v2
`),
    source: SUBSETS,
  },
  'traffic-policy-empty': {
    why: 'An empty policy sets nothing, and a reader takes it for the TLS or the limits that its author had in mind: they were most likely lost in a template, or indented wrongly. istiod refuses the rule rather than let it look like one.',
    fix: 'Write the settings, or remove `trafficPolicy`.',
    bad: destinationRule(`  trafficPolicy: {}
`),
    good: destinationRule(POLICY),
    source: `${networkingReference('destination-rule', 'TrafficPolicy')} ${VALIDATION}`,
  },
  'traffic-policy-port': {
    why: 'Settings without a port apply to no port, so the limits or the TLS that they describe would be missing where the author counts on them. istiod refuses the rule, and with it the settings for the ports that are named.',
    fix: 'Set `port.number` to a port of the Service, and something beside it.',
    bad: destinationRule(`  trafficPolicy:
    portLevelSettings:
      - connectionPool:
          tcp:
            maxConnections: 100
`),
    good: destinationRule(`  trafficPolicy:
    portLevelSettings:
      - port:
          number: 8080
        connectionPool:
          tcp:
            maxConnections: 100
`),
    source: `${networkingReference('destination-rule', 'TrafficPolicy-PortTrafficPolicy')} ${VALIDATION}`,
  },
};

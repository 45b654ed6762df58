import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

const SOURCE = `${networkingReference('destination-rule', 'DestinationRule')} ${networkingReference('virtual-service', 'VirtualService')} ${VALIDATION}`;

/** In namespace `shop`, exported to these; with more of `spec`. */
function destinationRule(exportTo: string, selector = ''): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: orders
  namespace: shop
spec:
  host: orders.shop.svc.cluster.local
  exportTo: ${exportTo}
${selector}  trafficPolicy:
    loadBalancer:
      simple: LEAST_REQUEST
`;
}

const SELECTOR = `  workloadSelector:
    matchLabels:
      app: web
`;

export const EXPORT_TO_WEBHOOK_EXPLANATIONS: Explanations = {
  'export-to-alone': {
    why: 'Everybody and a list of some contradict each other. Whoever added the namespace most likely wanted to narrow the export, and would have narrowed nothing: each namespace would still follow the rule. istiod refuses it.',
    fix: 'Keep "*" alone, or the namespaces without it.',
    bad: destinationRule('["*", checkout]'),
    good: destinationRule('[".", checkout]'),
    source: SOURCE,
  },
  'export-to-duplicates': {
    why: 'A namespace that is there twice is mostly a typing error for another one, which then does not get the rule: its clients go on without the settings, or get 404 where it is a route. istiod refuses the object; "." and the name of the own namespace are the same.',
    fix: 'Remove one of the two, or correct it to the namespace that was meant.',
    bad: destinationRule('[".", shop]'),
    good: destinationRule('[".", checkout]'),
    source: SOURCE,
  },
  'export-to-entries': {
    why: 'No namespace has such a name, so those who were meant would not see the object: no route for them (404), or none of its settings. istiod refuses it. "~", for nobody, is for ServiceEntries only.',
    fix: 'Use "." for the own namespace, "*" for all, or the names of namespaces in full, without wildcards.',
    bad: destinationRule('["team-*"]'),
    good: destinationRule('[team-checkout]'),
    source: SOURCE,
  },
  'export-to-own-namespace': {
    why: 'A workloadSelector finds client workloads of its own namespace only, so nobody elsewhere would follow the rule, whatever the export says: they would go on in plain text, or without the limits that its author thinks are in force. istiod refuses it.',
    fix: 'Export to "." alone, and write another DestinationRule in each namespace that needs one; or remove the selector.',
    bad: destinationRule('[".", checkout]', SELECTOR),
    good: destinationRule('["."]', SELECTOR),
    source: SOURCE,
  },
};

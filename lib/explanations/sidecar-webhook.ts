import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';

function sidecar(settings = ''): string {
  return `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: shop
  namespace: prod
spec:
  workloadSelector:
    labels:
      app: shop
${settings}`;
}

function withProxy(proxy: string): string {
  return sidecar(`  egress:
    - hosts:
        - "./*"
  outboundTrafficPolicy:
    mode: ALLOW_ANY
    egressProxy:
      host: ${proxy}
`);
}

export const SIDECAR_WEBHOOK_EXPLANATIONS: Explanations = {
  'sidecar-egress-proxy': {
    why: 'Requests to unknown hosts would be sent to a proxy that cannot be found, and each of them would end with 502 or a reset; with REGISTRY_ONLY they are blocked before any proxy could see them. istiod refuses the object, so unknown hosts are still called directly.',
    fix: 'Set the mode to ALLOW_ANY, and give the full domain name and the port of the proxy.',
    bad: withProxy('egress.proxies.svc.cluster.local'),
    good: withProxy('egress.proxies.svc.cluster.local\n      port:\n        number: 8080'),
    source: `${networkingReference('sidecar', 'OutboundTrafficPolicy')} ${VALIDATION}`,
  },
  'sidecar-empty': {
    why: 'A Sidecar that sets nothing most likely lost its settings in a merge or a template. What its author wanted to limit stays open: the proxies keep the configuration of the whole mesh, with the memory that this takes and the hosts that it reaches.',
    fix: 'Set egress, ingress, outboundTrafficPolicy or inboundConnectionPool, or remove the Sidecar.',
    bad: sidecar(),
    good: sidecar('  egress:\n    - hosts:\n        - "./*"\n'),
    source: `${networkingReference('sidecar', 'Sidecar')} ${VALIDATION}`,
  },
};

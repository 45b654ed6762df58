import type { Explanations } from './explanation';
import { networkingReference, securityReference, VALIDATION } from './istio-reference';

const ANNOTATIONS = 'https://istio.io/latest/docs/reference/config/annotations/';

function peerAuthentication(annotations: string): string {
  return `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: shop
${annotations}spec:
  mtls:
    mode: STRICT
`;
}

function gateway(annotations: string): string {
  return `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop
  namespace: istio-system
${annotations}spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 443
        name: https
        protocol: HTTPS
      hosts:
        - shop.example.com
      tls:
        mode: SIMPLE
        credentialName: shop-tls
`;
}

export const METADATA_WEBHOOK_EXPLANATIONS: Explanations = {
  'dry-run-annotation': {
    why: 'Only AuthorizationPolicies that allow or deny can be tried without effect. On another object the annotation would be ignored, and what its author wants to try would be in force at once: here every client without mesh certificate would be cut off. istiod refuses the object.',
    fix: 'Remove the annotation, and try the change in another namespace or on one workload first.',
    bad: peerAuthentication(`  annotations:
    istio.io/dry-run: "true"
`),
    good: peerAuthentication(''),
    source: `https://istio.io/latest/docs/tasks/security/authorization/authz-dry-run/ ${ANNOTATIONS} ${securityReference('peer_authentication', 'PeerAuthentication')} ${VALIDATION}`,
  },
  'reserved-annotations': {
    why: 'With these annotations istiod marks the objects that it makes itself from those of the Gateway API. On an object of a user they would have it treated as one of those, and its status and routes go astray; mostly they came with a dump of the configuration that istiod works with. It refuses the object.',
    fix: 'Remove the annotation.',
    bad: gateway(`  annotations:
    internal.istio.io/parents: Gateway/shop.istio-system
`),
    good: gateway(''),
    source: `${networkingReference('gateway', 'Gateway')} ${VALIDATION}`,
  },
};

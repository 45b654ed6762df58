import type { Explanations } from './explanation';
import { securityReference, VALIDATION } from './istio-reference';

const SOURCE = `${securityReference('authorization-policy', 'AuthorizationPolicy')} https://istio.io/latest/docs/reference/config/type/workload-selector/ ${VALIDATION}`;

/** With what chooses its workloads. */
function policy(target: string): string {
  return `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: web
  namespace: shop
spec:
${target}  action: ALLOW
  rules:
    - to:
        - operation:
            methods: ["GET"]
`;
}

export const TARGET_WEBHOOK_EXPLANATIONS: Explanations = {
  'target-reference': {
    why: 'Policies can be attached to a few kinds only, and a reference to another one would attach this to nothing: what it was to protect would be open to everybody. istiod refuses it. A Gateway of networking.istio.io, which is often meant, is reached by the labels of its Pods.',
    fix: 'Refer to a Service, ServiceEntry, Gateway or GatewayClass of the own namespace, with its API group, or use a selector.',
    bad: policy(`  targetRefs:
    - group: networking.istio.io
      kind: Gateway
      name: web
`),
    good: policy(`  targetRefs:
    - group: gateway.networking.k8s.io
      kind: Gateway
      name: web
`),
    source: SOURCE,
  },
};

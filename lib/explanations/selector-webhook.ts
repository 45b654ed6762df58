import type { Explanations } from './explanation';
import { networkingReference, securityReference, VALIDATION } from './istio-reference';

function sidecar(label: string): string {
  return `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: web
  namespace: shop
spec:
  workloadSelector:
    labels:
      ${label}: web
  egress:
    - hosts:
        - ./*
        - istio-system/*
`;
}

function policy(selector: string): string {
  return `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: web
  namespace: shop
spec:
  selector:${selector}
  action: ALLOW
  rules:
    - to:
        - operation:
            methods: ["GET"]
`;
}

export const SELECTOR_WEBHOOK_EXPLANATIONS: Explanations = {
  'selector-empty': {
    why: 'A selector without labels selects every workload of the namespace, and in the root namespace of the mesh: what was to open one application for GET answers 403 to the POST of all others. The object is taken, and only a warning tells; mostly the labels were lost in a template.',
    fix: 'Write the labels of the workload, or remove the selector where all workloads are meant.',
    bad: policy(' {}'),
    good: policy(`
    matchLabels:
      app: web`),
    source: `${securityReference('authorization-policy', 'AuthorizationPolicy')} https://istio.io/latest/docs/reference/config/type/workload-selector/ ${VALIDATION}`,
  },
  'selector-labels': {
    why: 'Selectors compare labels as a whole, so a "*" or an empty key would select nothing: the settings are in force nowhere, and nobody is told. The object is refused.',
    fix: 'Write key and value in full; for several applications give their Pods a label in common.',
    bad: sidecar('"app*"'),
    good: sidecar('app'),
    source: `${networkingReference('sidecar', 'WorkloadSelector')} https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ ${VALIDATION}`,
  },
};

import type { Explanations } from './explanation';
import { networkingReference } from './istio-reference';

const SIDECAR = networkingReference('sidecar', 'Sidecar');
const ANALYSIS = 'https://istio.io/latest/docs/reference/config/analysis';

/** With what stands in its spec beside the egress hosts. */
function sidecar(name = 'default', spec = '', host = './*', namespace = 'shop'): string {
  return `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
${spec}  egress:
    - hosts:
        - ${host}
`;
}

function selector(app: string): string {
  return `  workloadSelector:
    labels:
      app: ${app}
`;
}

function together(...objects: readonly string[]): string {
  return objects.join('---\n');
}

function pod(name = 'web'): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
  labels:
    app: ${name}
spec:
  containers:
    - name: app
      image: registry.example.com/${name}:1.0.0
`;
}

const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
`;

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
`;

function telemetry(app: string): string {
  return `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata:
  name: logs
  namespace: shop
spec:
  selector:
    matchLabels:
      app: ${app}
  accessLogging:
    - providers:
        - name: envoy
`;
}

export const SIDECAR_EXPLANATIONS: Explanations = {
  'sidecar-duplicate': {
    why: 'For the workloads of a namespace istiod goes by one Sidecar without a workloadSelector, the older, and by nothing of the other: what it was to let through is unknown to the sidecars, and what it was to close stays open.',
    fix: 'Merge the two, or give the one for some workloads a workloadSelector.',
    bad: together(sidecar('default'), sidecar('payments')),
    good: together(sidecar('default'), sidecar('payments', selector('payments'))),
    source: `${ANALYSIS}/ist0111/ ${SIDECAR}`,
  },
  'sidecar-duplicate-selector': {
    why: 'A workload goes by one Sidecar alone. Of two that select it istiod takes the older, so that which hosts the workload can reach depends on which of them was created first.',
    fix: 'Merge the two, or let their selectors have no workload in common.',
    bad: together(sidecar('web', selector('web')), sidecar('front', selector('web')), pod()),
    good: together(sidecar('web', selector('web')), pod()),
    source: `${ANALYSIS}/ist0110/ ${SIDECAR}`,
  },
  'sidecar-egress-host-unknown': {
    why: 'A host that nothing has brings no listener and no cluster into the sidecars. Requests to the one that was meant go out as to an unknown host, without mutual TLS and without its routes, or get 502 where the mesh lets only known hosts out.',
    fix: 'Write NAMESPACE/HOST with the namespace of the Service and its name in full, NAME.NAMESPACE.svc.cluster.local.',
    bad: together(sidecar('default', '', 'shop/web.shop'), SERVICE),
    good: together(sidecar('default', '', 'shop/web.shop.svc.cluster.local'), SERVICE),
    source: `https://kiali.io/docs/features/validations/ ${networkingReference('sidecar', 'IstioEgressListener')}`,
  },
  'sidecar-in-ambient': {
    why: 'Workloads of the ambient mesh have no sidecar, and ztunnel and waypoints do not read Sidecars: the egress hosts limit nothing, and an outboundTrafficPolicy lets everything out all the same.',
    fix: 'Remove the Sidecar, and limit traffic by AuthorizationPolicies and an egress gateway; or have sidecars injected in that namespace.',
    bad: together(sidecar(), `${NAMESPACE}    istio.io/dataplane-mode: ambient\n`),
    good: together(sidecar(), `${NAMESPACE}    istio-injection: enabled\n`),
    source: `https://istio.io/latest/docs/ambient/ ${ANALYSIS}/`,
  },
  'sidecar-outbound-mode': {
    why: 'The mode that is not written is REGISTRY_ONLY, while the mesh config has ALLOW_ANY by default: whoever adds the empty field to keep the default gets 502 for every host outside of the mesh.',
    fix: 'Write the mode that is meant, or leave the field out to go by the mesh config.',
    bad: sidecar('default', '  outboundTrafficPolicy: {}\n'),
    good: sidecar('default', '  outboundTrafficPolicy:\n    mode: REGISTRY_ONLY\n'),
    source: `https://kiali.io/docs/features/validations/ ${networkingReference('sidecar', 'OutboundTrafficPolicy')}`,
  },
  'sidecar-root-selector': {
    why: 'The Sidecar of the root namespace is the default of all namespaces that have none. With a workloadSelector it is for workloads of the root namespace only, and the mesh is left without a default.',
    fix: 'Remove the workloadSelector where the default of the mesh is meant; else put the Sidecar into the namespace of the workloads.',
    bad: sidecar('default', selector('web'), './*', 'istio-system'),
    good: sidecar('default', '', './*', 'istio-system'),
    source: `https://kiali.io/docs/features/validations/ ${SIDECAR}`,
  },
  'sidecar-selector-no-workload': {
    why: 'A Sidecar is for Pods that have all labels of its selector, in its own namespace. Where none has them it is in force nowhere: the workload that was meant knows every host of the mesh, and may reach all that the mesh config lets it.',
    fix: 'Copy the labels from the Pod template of the workload, not from the workload itself, and use its namespace.',
    bad: together(sidecar('web', selector('wep')), pod()),
    good: together(sidecar('web', selector('web')), pod()),
    source: `${ANALYSIS}/ist0101/ ${networkingReference('sidecar', 'WorkloadSelector')}`,
  },
  'telemetry-selector-no-workload': {
    why: 'A Telemetry is for Pods that have all labels of its selector, in its own namespace. Where none has them nobody logs, traces or measures what it asks for.',
    fix: 'Copy the labels from the Pod template of the workload, not from the workload itself, and use its namespace.',
    bad: together(telemetry('wep'), pod()),
    good: together(telemetry('web'), pod()),
    source: `${ANALYSIS}/ist0101/ https://istio.io/latest/docs/reference/config/telemetry/#Telemetry`,
  },
};

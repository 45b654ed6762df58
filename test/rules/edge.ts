import type { Case, Cases } from './mesh-rule-tester';

/** Objects around a Gateway for tests of rules, as YAML to put together. */

/** A gateway workload in namespace `edge`, label `istio: edge`, that may list Secrets. */
export const EDGE = `
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: edge, namespace: edge }
spec:
  template:
    metadata: { labels: { istio: edge } }
    spec:
      serviceAccountName: edge
      containers: [{ name: istio-proxy, image: auto }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: edge, namespace: edge }
rules: [{ apiGroups: [""], resources: [secrets], verbs: [get, watch, list] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: edge, namespace: edge }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: edge }
subjects: [{ kind: ServiceAccount, name: edge, namespace: edge }]
`;

/** The same cases on a cluster that has this workload. */
export function onEdge({ valid, invalid }: Cases): Cases {
  return { valid: valid.map(withEdge), invalid: invalid.map(withEdge) };
}

function withEdge<T extends Case>(one: T): T {
  return { ...one, context: EDGE + (one.context ?? '') };
}

/** Gateway `shop/web` with these servers on the workload `edge`. */
export function gateway(servers: string, selector = '{ istio: edge }', name = 'web'): string {
  return `
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: ${name}, namespace: shop }
spec: { selector: ${selector}, servers: [${servers}] }
`;
}

/** An HTTPS server for `shop.example.com`; `tls` in flow style without braces. */
export function https(tls: string, hosts = 'shop.example.com', port = 443): string {
  return `{ port: { number: ${port}, name: https-${port}, protocol: HTTPS }, hosts: ["${hosts}"], tls: { ${tls} } }`;
}

/** A Certificate `NAMESPACE/NAME` that writes Secret NAME; `spec` in flow style without braces. */
export function certificate(at: string, spec = 'dnsNames: [shop.example.com], issuerRef: { name: own }'): string {
  const [namespace, name = ''] = at.split('/');
  return `
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: ${name}, namespace: ${namespace} }
spec: { secretName: ${name}, ${spec} }
`;
}

/** An Issuer `NAMESPACE/NAME`, or a ClusterIssuer `/NAME`; `spec` in flow style without braces. */
export function issuer(at: string, spec = 'selfSigned: {}'): string {
  const [namespace, name = ''] = at.split('/');
  const metadata = namespace === '' ? `{ name: ${name} }` : `{ name: ${name}, namespace: ${namespace} }`;
  return `
---
apiVersion: cert-manager.io/v1
kind: ${namespace === '' ? 'ClusterIssuer' : 'Issuer'}
metadata: ${metadata}
spec: { ${spec} }
`;
}

/** A Secret `NAMESPACE/NAME`; `rest` in flow style with a comma before it, such as `, data: { a: Yg== }`. */
export function secret(at: string, rest = ''): string {
  const [namespace, name = ''] = at.split('/');
  return `
---
{ apiVersion: v1, kind: Secret, metadata: { name: ${name}, namespace: ${namespace} }${rest} }
`;
}

/** An ACME issuer's spec, by default of Let's Encrypt. */
export function acme(solvers: string, server = 'https://acme-v02.api.letsencrypt.org/directory'): string {
  return `acme: { server: ${server}, privateKeySecretRef: { name: account }, solvers: [${solvers}] }`;
}

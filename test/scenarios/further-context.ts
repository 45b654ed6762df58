/** What the cluster has beside platform.yaml in some variants, as YAML. */
export const FURTHER: Readonly<Record<string, string>> = {
  'articles-secure: web-api named by principal': `
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "trustDomain: corp.example.com" }
`,
  'foocorp: credentials that exist': `
apiVersion: v1
kind: Secret
metadata: { name: frontend-credential, namespace: istio-system }
---
apiVersion: v1
kind: Secret
metadata: { name: inventory-credential, namespace: istio-system }
`,
  'foocorp: inventory on an internal gateway': `
apiVersion: apps/v1
kind: Deployment
metadata: { name: internal, namespace: istio-internal }
spec:
  selector: { matchLabels: { istio: internal } }
  template:
    metadata: { labels: { istio: internal } }
    spec:
      serviceAccountName: internal
      containers: [{ name: istio-proxy, image: proxyv2, args: [proxy, router] }]
---
apiVersion: v1
kind: Service
metadata: { name: internal, namespace: istio-internal }
spec: { selector: { istio: internal }, ports: [{ name: https, port: 443 }] }
`,
  'hipstershop-https: existing issuer': `
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: { name: company-ca }
spec: { vault: { server: https://vault.example.com, path: pki, auth: { tokenSecretRef: { name: vault } } } }
`,
  'httpbin-alb: ingress-nginx': ingressClass('public-iks-k8s-nginx', 'k8s.io/ingress-nginx'),
  "httpbin-alb: IBM's former ALB": ingressClass('public-iks', 'ingress.bluemix.net/alb'),
  'httpbin-alb: direct host': `
apiVersion: v1
kind: Secret
metadata: { name: direct-certs, namespace: istio-system }
`,
  'mesh-strict: further Services without sidecars': `
apiVersion: v1
kind: Service
metadata: { name: db, namespace: data }
spec: { selector: { app: db }, ports: [{ name: tcp, port: 5432 }] }
`,
};

function ingressClass(name: string, controller: string): string {
  return `apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: ${name} }\nspec: { controller: ${controller} }\n`;
}

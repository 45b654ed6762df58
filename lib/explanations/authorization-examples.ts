/** @param app the label of the Pods that it is for, and its name */
export function policy(rules: string, action = 'ALLOW', app = 'orders'): string {
  return `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: ${app}
  namespace: shop
spec:
  selector:
    matchLabels:
      app: ${app}
  action: ${action}
  rules:
${rules}`;
}

export function from(source: string): string {
  return `    - from:
        - source:
            ${source}
`;
}

export function to(...operation: readonly string[]): string {
  return `    - to:
        - operation:
            ${operation.join('\n            ')}
`;
}

/** With a sidecar. */
export const ORDERS_POD = `---
apiVersion: v1
kind: Pod
metadata:
  name: orders
  namespace: shop
  labels:
    app: orders
    sidecar.istio.io/inject: "true"
spec:
  containers:
    - name: orders
      image: registry.example.com/orders:1.4
`;

export function service(port: string): string {
  return `---
apiVersion: v1
kind: Service
metadata:
  name: orders
  namespace: shop
spec:
  selector:
    app: orders
  ports:
${port}`;
}

export const ORDERS_SERVICE = service(`    - name: http
      port: 80
      targetPort: 8080
`);

export const GATEWAY_POD = `---
apiVersion: v1
kind: Pod
metadata:
  name: gateway
  namespace: edge
  labels:
    istio: edge
spec:
  serviceAccountName: gateway
  containers:
    - name: istio-proxy
      image: registry.istio.io/release/proxyv2:1.30.3
      args: [proxy, router]
      ports:
        - containerPort: 8080
        - containerPort: 8443
`;

export const PUBLIC_ROUTE = `---
apiVersion: v1
kind: Service
metadata:
  name: gateway
  namespace: edge
spec:
  selector:
    istio: edge
  ports:
    - name: http
      port: 80
      targetPort: 8080
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: public
  namespace: edge
spec:
  selector:
    istio: edge
  servers:
    - port:
        number: 80
        name: http
        protocol: HTTP
      hosts: ["shop/shop.example.com"]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: orders
  namespace: shop
spec:
  hosts: ["shop.example.com"]
  gateways: [edge/public]
  http:
    - route:
        - destination:
            host: orders.shop.svc.cluster.local
            port:
              number: 80
`;

export function gatewayPolicy(rules: string): string {
  return `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: edge
  namespace: edge
spec:
  selector:
    matchLabels:
      istio: edge
  action: DENY
  rules:
${rules}`;
}

export function gatewayService(more: string): string {
  return `---
apiVersion: v1
kind: Service
metadata:
  name: gateway
  namespace: edge
spec:
  type: LoadBalancer
${more}  selector:
    istio: edge
  ports:
    - name: https
      port: 443
      targetPort: 8443
`;
}

export function namespace(name: string): string {
  return `---
apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    istio-injection: enabled
`;
}

export function serviceAccount(name: string): string {
  return `---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
  namespace: shop
`;
}

export function peers(mode: string): string {
  return `---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: shop
spec:
  mtls:
    mode: ${mode}
`;
}

export function caller(inject: string): string {
  return `---
apiVersion: v1
kind: Pod
metadata:
  name: checkout
  namespace: checkout
  labels:
    app: checkout
    sidecar.istio.io/inject: "${inject}"
spec:
  serviceAccountName: checkout
  containers:
    - name: checkout
      image: registry.example.com/checkout:2.0
`;
}

export const TOKENS = `---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: orders
  namespace: shop
spec:
  selector:
    matchLabels:
      app: orders
  jwtRules:
    - issuer: https://login.example.com
      jwksUri: https://login.example.com/keys
`;

export const KUBERNETES_GATEWAY = `---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
  namespace: shop
spec:
  gatewayClassName: istio
  listeners:
    - name: http
      port: 80
      protocol: HTTP
`;

export function kubernetesGatewayPolicy(attachment: string): string {
  return `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: public
  namespace: shop
spec:
${attachment}  action: DENY
  rules:
    - from:
        - source:
            ipBlocks: ["198.51.100.0/24"]
`;
}

export function istiod(env: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: istiod
  namespace: istio-system
  labels:
    app: istiod
spec:
  selector:
    matchLabels:
      app: istiod
  template:
    metadata:
      labels:
        app: istiod
        sidecar.istio.io/inject: "false"
    spec:
      containers:
        - name: discovery
          image: registry.istio.io/release/pilot:1.30.3
${env}`;
}

export const TOKENS_OF_ALL = `---
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: tokens
  namespace: istio-system
spec:
  jwtRules:
    - issuer: https://login.example.com
      jwksUri: https://login.example.com/keys
`;

export const TOKENLESS_ON_HTTP = `    - from:
        - source:
            notRequestPrincipals: ["*"]
      to:
        - operation:
            ports: ["8080"]
`;

export const MESH_CONFIG = `---
apiVersion: v1
kind: ConfigMap
metadata:
  name: istio
  namespace: istio-system
data:
  mesh: |
    trustDomain: example.com
`;

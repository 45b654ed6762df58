/** Objects of a namespace "shop", for examples of what clients send and servers take. */
export const NAMESPACE = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
---
`;

/** A Deployment and its Service. @param labels of the Pods beside `app`, each as a line of YAML */
export function workload(name: string, ...labels: readonly string[]): string {
  return `${deployment(name, name, ...labels)}${service(name)}`;
}

/** @param app value of the label by which its Service selects it */
export function deployment(name: string, app: string, ...labels: readonly string[]): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: shop
spec:
  selector:
    matchLabels:
      app: ${app}
  template:
    metadata:
      labels:
        app: ${app}
${labels.map((label) => `        ${label}\n`).join('')}    spec:
      containers:
        - name: app
          image: registry.example.com/${name}:1.0
          ports:
            - containerPort: 8080
---
`;
}

/** @param fields further fields of `spec`, each as a line of YAML */
export function service(name: string, ...fields: readonly string[]): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: shop
spec:
${fields.map((field) => `  ${field}\n`).join('')}  selector:
    app: ${name}
  ports:
    - name: http
      port: 80
      targetPort: 8080
---
`;
}

/** @param spec all but the host, each as a line of YAML */
export function rule(name: string, host: string, ...spec: readonly string[]): string {
  return ruleIn('shop', name, host, ...spec);
}

export function ruleIn(namespace: string, name: string, host: string, ...spec: readonly string[]): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  host: "${host}"
${spec.map((line) => `  ${line}\n`).join('')}---
`;
}

/** The lines of a rule that sets nothing but the mode of TLS. */
export function tls(mode: string, ...settings: readonly string[]): string[] {
  return ['trafficPolicy:', '  tls:', `    mode: ${mode}`, ...settings.map((line) => `    ${line}`)];
}

/** @param spec what precedes the mode, each as a line of YAML */
export function policy(name: string, mode: string, ...spec: readonly string[]): string {
  return policyIn('shop', name, mode, ...spec);
}

export function policyIn(namespace: string, name: string, mode: string, ...spec: readonly string[]): string {
  return `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
${spec.map((line) => `  ${line}\n`).join('')}  mtls:
    mode: ${mode}
---
`;
}

/** The lines of a selector by the label `app`. */
export function selecting(app: string): string[] {
  return ['selector:', '  matchLabels:', `    app: ${app}`];
}

/** Mesh config that leaves it to DestinationRules what clients send. */
export const WITHOUT_AUTO_MTLS = `apiVersion: v1
kind: ConfigMap
metadata:
  name: istio
  namespace: istio-system
data:
  mesh: |
    enableAutoMtls: false
---
`;

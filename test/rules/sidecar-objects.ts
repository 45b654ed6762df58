/** Objects of tests on Sidecars, as YAML documents. */
export function sidecar(spec: string, namespace = 'shop', name = 'default', version = 'v1'): string {
  return `
apiVersion: networking.istio.io/${version}
kind: Sidecar
metadata: {name: ${name}, namespace: ${namespace}}
spec: ${spec}
---`;
}

/** With this selector and one egress host. */
export function selecting(labels: string, namespace = 'shop', name = 'default', version = 'v1'): string {
  return sidecar(`{workloadSelector: {labels: ${labels}}, egress: [{hosts: ["./*"]}]}`, namespace, name, version);
}

export function pod(labels: string, namespace = 'shop', name = 'web'): string {
  return `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: ${labels}}
spec: {containers: [{name: app, image: app}]}
---`;
}

export function deployment(labels: string, namespace = 'shop', name = 'web', kind = 'Deployment'): string {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ${namespace}, labels: {own: label}}
spec: {template: {metadata: {labels: ${labels}}, spec: {containers: [{name: app, image: app}]}}}
---`;
}

export function namespace(name: string, labels = '{istio-injection: enabled}'): string {
  return `
apiVersion: v1
kind: Namespace
metadata: {name: ${name}, labels: ${labels}}
---`;
}

/** With a port 80 called http. */
export function service(name: string, namespaceName = 'shop', annotations = '{}'): string {
  return `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespaceName}, annotations: ${annotations}}
spec: {selector: {app: ${name}}, ports: [{name: http, port: 80}]}
---`;
}

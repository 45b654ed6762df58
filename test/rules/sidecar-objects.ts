/** Objects of tests on Sidecars, as YAML documents. */
export function sidecar(spec: string, ns = 'shop', name = 'default', version = 'v1'): string {
  return `
apiVersion: networking.istio.io/${version}
kind: Sidecar
metadata: {name: ${name}, namespace: ${ns}}
spec: ${spec}
---`;
}

/** With this selector and one egress host. */
export function selecting(labels: string, ns = 'shop', name = 'default', version = 'v1'): string {
  return sidecar(`{workloadSelector: {labels: ${labels}}, egress: [{hosts: ["./*"]}]}`, ns, name, version);
}

export function pod(labels: string, ns = 'shop', name = 'web'): string {
  return `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${ns}, labels: ${labels}}
spec: {containers: [{name: app, image: app}]}
---`;
}

export function deployment(labels: string, ns = 'shop', name = 'web', kind = 'Deployment'): string {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}, namespace: ${ns}, labels: {own: label}}
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
export function service(name: string, ns = 'shop', annotations = '{}'): string {
  return `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${ns}, annotations: ${annotations}}
spec: {selector: {app: ${name}}, ports: [{name: http, port: 80}]}
---`;
}

/** A Deployment with annotations of its own and of its Pods, as in YAML's flow style. */
export function deployment(annotations: string, ofPods = '{}', labels = '{}', kind = 'Deployment'): string {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: {name: web, namespace: shop, annotations: ${annotations}}
spec:
  template:
    metadata: {labels: ${labels}, annotations: ${ofPods}}
    spec: {containers: [{name: app, image: app}]}
---`;
}

/** Another object, of the core group. */
export function annotated(kind: string, annotations: string, spec = 'spec: {}'): string {
  return `
apiVersion: v1
kind: ${kind}
metadata: {name: web, ${kind === 'Namespace' ? '' : 'namespace: shop, '}annotations: ${annotations}}
${spec}
---`;
}

/** With these ports, one of the containers' ports called `web`. */
export function workload(
  labels: string,
  kind = 'Deployment',
  metadata = '',
  ports = '{name: web, containerPort: 8080}',
): string {
  return `
apiVersion: apps/v1
kind: ${kind}
metadata: {name: web, namespace: shop}
spec:
  template:
    metadata: {labels: ${labels}${metadata}}
    spec: {containers: [{name: app, image: app, ports: [${ports}]}]}
---`;
}

/** With these ports. */
export function service(name: string, ports: string, selector = '{app: web}', ns = 'shop', metadata = ''): string {
  return `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${ns}${metadata}}
spec: {selector: ${selector}, ports: [${ports}]}
---`;
}

/** For a host outside of the cluster. */
export function externalName(ports: string, metadata = ''): string {
  return `
apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop${metadata}}
spec: {type: ExternalName, externalName: db.example.com, ports: [${ports}]}
---`;
}

export function serviceEntry(spec: string, name = 'out', ns = 'shop', metadata = '', version = 'v1'): string {
  return `
apiVersion: networking.istio.io/${version}
kind: ServiceEntry
metadata: {name: ${name}, namespace: ${ns}${metadata}}
spec: ${spec}
---`;
}

/** Names are `NAMESPACE/NAME`, or `NAME` where no namespace is to be written. */
function metadata(name: string, rest = ''): string {
  const slash = name.indexOf('/');
  const place = slash < 0 ? '' : `namespace: ${name.slice(0, slash)}, `;
  return `{ name: ${name.slice(slash + 1)}, ${place}${rest} }`;
}

export function gateway(name: string, servers: string, selector = '{ istio: edge }', version = 'v1'): string {
  return `
---
apiVersion: networking.istio.io/${version}
kind: Gateway
metadata: ${metadata(name)}
spec: { selector: ${selector}, servers: [${servers}] }
`;
}

interface ServerOptions {
  readonly port?: number;
  readonly protocol?: string;
  readonly bind?: string;
  /** The fields of `tls`; none where it is empty. */
  readonly tls?: string;
}

/** @param hosts separated by commas */
export function server(
  hosts: string,
  { port = 80, protocol = 'HTTP', bind = '', tls = '' }: ServerOptions = {},
): string {
  const settings = tls === '' ? '' : `, tls: { ${tls} }`;
  return `{ port: { number: ${port}, name: p-${port}, protocol: ${protocol} }, bind: "${bind}", hosts: [${hosts}]${settings} }`;
}

/** A server that ends TLS. */
export function tlsServer(hosts: string, credential = 'shop-cert', options: ServerOptions = {}): string {
  return server(hosts, {
    port: 443,
    protocol: 'HTTPS',
    tls: `mode: SIMPLE, credentialName: ${credential}`,
    ...options,
  });
}

export const PROXY = '{ name: istio-proxy, image: istio/proxyv2, args: [proxy, router] }';

/** A Pod of a gateway. */
export function gatewayPod(name: string, labels = '{ istio: edge }', container = PROXY): string {
  return `
---
apiVersion: v1
kind: Pod
metadata: ${metadata(name, `labels: ${labels}`)}
spec: { containers: [${container}] }
`;
}

/** A gateway by injection, in a Deployment. */
export function gatewayDeployment(name: string, labels = 'istio: edge', container = 'image: auto', spec = ''): string {
  return `
---
apiVersion: apps/v1
kind: Deployment
metadata: ${metadata(name)}
spec:
  selector: { matchLabels: { ${labels} } }
  template:
    metadata: { labels: { ${labels} }, annotations: { inject.istio.io/templates: gateway } }
    spec: { containers: [{ name: istio-proxy, ${container} }], ${spec} }
`;
}

/** @param ports the items of `spec.ports` */
export function service(name: string, ports: string, selector = '{ istio: edge }', rest = ''): string {
  return `
---
apiVersion: v1
kind: Service
metadata: ${metadata(name, rest)}
spec: { selector: ${selector}, ports: [${ports}] }
`;
}

/** @param http the items of `spec.http` */
export function virtualService(name: string, hosts: string, gateways: string, http: string): string {
  return `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: ${metadata(name)}
spec: { hosts: [${hosts}], gateways: [${gateways}], http: [${http}] }
`;
}

export function namespace(name: string, labels = '{}'): string {
  return `
---
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: ${labels} }
`;
}

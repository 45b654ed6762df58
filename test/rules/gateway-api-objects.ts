/** A Gateway of the Gateway API with these fields below `spec`, in YAML's flow style as all texts here. */
export function k8sGateway(spec: string, name = 'edge/web', metadata = ''): string {
  const [place, own] = name.split('/');
  return object('Gateway', `{name: ${own}, namespace: ${place}${metadata}}`, `{gatewayClassName: istio, ${spec}}`);
}

/** One listener for plain HTTP on port 80, with these fields as well. */
export function httpListener(fields = '', name = 'http'): string {
  return `{name: ${name}, port: 80, protocol: HTTP${fields && `, ${fields}`}}`;
}

/** One listener for HTTPS on port 443. */
export function httpsListener(fields: string, name = 'https'): string {
  return `{name: ${name}, port: 443, protocol: HTTPS, ${fields}}`;
}

export function k8sRoute(spec: string, kind = 'HTTPRoute', place = 'namespace: shop'): string {
  return object(kind, `{name: web, ${place}}`, spec);
}

export function referenceGrant(from: string, to: string, place: string): string {
  return object('ReferenceGrant', `{name: shop, namespace: ${place}}`, `{from: ${from}, to: ${to}}`);
}

export function gatewayClass(name: string): string {
  return object('GatewayClass', `{name: ${name}}`, '{controllerName: example.com/controller}');
}

export function namespace(name: string, labels = '{}'): string {
  return `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: ${labels}}\n---\n`;
}

export function service(name: string, namespaced = 'shop', labels = '{}', selector = '{}'): string {
  return `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespaced}, labels: ${labels}}\nspec: {selector: ${selector}, ports: [{port: 80}]}\n---\n`;
}

export function secret(name: string, namespaced: string): string {
  return `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}, namespace: ${namespaced}}\ntype: kubernetes.io/tls\n---\n`;
}

export function certificate(secretName: string, dnsNames: string, namespaced = 'edge'): string {
  return `apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: ${secretName}, namespace: ${namespaced}}\nspec: {secretName: ${secretName}, dnsNames: ${dnsNames}, issuerRef: {name: ca}}\n---\n`;
}

function object(kind: string, metadata: string, spec: string): string {
  return `apiVersion: gateway.networking.k8s.io/v1\nkind: ${kind}\nmetadata: ${metadata}\nspec: ${spec}\n---\n`;
}

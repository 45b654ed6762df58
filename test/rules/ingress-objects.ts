import { gateway, gatewayPod, server } from './gateway-objects';

interface IngressOptions {
  readonly className?: string;
  readonly namespace?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Hosts of the rules; empty for a rule without one. */
  readonly hosts?: readonly string[];
  readonly service?: string;
  readonly port?: string;
  /** More fields of the spec. */
  readonly rest?: string;
}

/** An Ingress `edge/shop` in front of Service `gw`. */
export function ingress({
  className = 'nginx',
  namespace = 'edge',
  annotations = {},
  hosts = ['a.com'],
  service = 'gw',
  port = 'number: 443',
  rest = '',
}: IngressOptions = {}): string {
  const rules = hosts.map(
    (host) =>
      `{ host: "${host}", http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: ${service}, port: { ${port} } } } }] } }`,
  );
  return `
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: ${namespace}, annotations: ${JSON.stringify(annotations)} }
spec: { ingressClassName: ${className}, rules: [${rules.join(', ')}], ${rest} }
`;
}

/** Service `edge/gw` over the gateway's Pods: 443 for TLS, 80 for plain HTTP. */
export function gatewayService(annotations: Readonly<Record<string, string>> = {}): string {
  return `
---
apiVersion: v1
kind: Service
metadata: { name: gw, namespace: edge, annotations: ${JSON.stringify(annotations)} }
spec:
  selector: { istio: edge }
  ports: [{ name: tls, port: 443, targetPort: 8443 }, { name: web, port: 80, targetPort: 8080 }]
`;
}

export const GATEWAY_POD = gatewayPod('edge/gw');

/** Gateway `edge/gw` with a TLS server for each list of hosts, and one of plain HTTP for all. */
export function tlsGateway(mode: string, ...hosts: readonly string[]): string {
  const servers = hosts.map((list, index) =>
    server(list, { port: 443, protocol: 'HTTPS', tls: `mode: ${mode}, credentialName: cert-${index}` }),
  );
  return gateway('edge/gw', [...servers, server('"*"')].join(', '));
}

export const nginx = (annotations: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]));

export const nginxPath = (key: string) => `metadata.annotations["nginx.ingress.kubernetes.io/${key}"]`;

export const traefik = (annotations: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(annotations).map(([key, value]) => [`traefik.ingress.kubernetes.io/service.${key}`, value]),
  );

export const traefikPath = (key: string) => `metadata.annotations["traefik.ingress.kubernetes.io/service.${key}"]`;

/** HTTPS with ServersTransport `edge/hop`. */
export const BY_TRANSPORT = traefik({ serversscheme: 'https', serverstransport: 'edge-hop@kubernetescrd' });

export function transport(spec: string, apiVersion = 'traefik.io/v1alpha1'): string {
  return `
---
apiVersion: ${apiVersion}
kind: ServersTransport
metadata: { name: hop, namespace: edge }
spec: ${spec}
`;
}

export function secret(name: string, keys: readonly string[] = [], namespace = 'edge'): string {
  return `
---
apiVersion: v1
kind: Secret
metadata: { name: ${name}, namespace: ${namespace} }
data: { ${keys.map((key) => `${key}: eA==`).join(', ')} }
`;
}

/** A Certificate for a Secret of the same name, and its issuer. */
export function certificate(name: string, usages: string, issuer: string): string {
  return `
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: ${name}, namespace: edge }
spec: { secretName: ${name}, dnsNames: [a.com], usages: [${usages}], issuerRef: { name: ${name} } }
---
apiVersion: cert-manager.io/v1
kind: Issuer
metadata: { name: ${name}, namespace: edge }
spec: ${issuer}
`;
}

export const LETS_ENCRYPT = '{ acme: { server: https://acme-v02.api.letsencrypt.org/directory } }';
export const PRIVATE_ACME = '{ acme: { server: https://ca.corp.example/acme } }';

export function ingressClass(name: string, controller = 'traefik.io/ingress-controller'): string {
  return `
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: ${name} }
spec: { controller: ${controller} }
`;
}

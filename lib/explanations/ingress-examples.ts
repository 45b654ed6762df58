import { httpsGateway } from './gateway-examples';

/** Manifests for the examples: an Ingress in front of Istio's default gateway. */

interface IngressExample {
  readonly className?: string;
  readonly namespace?: string;
  readonly host?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** @param annotations of Ingress or Service, as lines of YAML below `metadata` */
function annotationLines(annotations: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries(annotations).map(([key, value]) => `    ${key}: ${JSON.stringify(value)}\n`);
  return lines.length === 0 ? '' : `  annotations:\n${lines.join('')}`;
}

export function ingress({ className = 'nginx', namespace, host, annotations }: IngressExample = {}): string {
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  namespace: ${namespace ?? 'istio-system'}
${annotationLines(annotations)}spec:
  ingressClassName: ${className}
  rules:
    - host: ${host ?? 'shop.example.com'}
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: edge
                port:
                  number: 443
`;
}

/** A Service over the gateway's Pods, for the annotations of a controller. */
export function edgeService(annotations?: Readonly<Record<string, string>>): string {
  return `---
apiVersion: v1
kind: Service
metadata:
  name: edge
  namespace: istio-system
${annotationLines(annotations)}spec:
  selector:
    istio: ingressgateway
  ports:
    - name: https
      port: 443
      targetPort: 8443
`;
}

/** @param rest more lines of `tls` */
export function gateway(mode = 'SIMPLE', rest = ''): string {
  return `---\n${httpsGateway(`        mode: ${mode}\n        credentialName: shop-cert\n${rest}`)}`;
}

export function nginx(annotations: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(annotations).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]),
  );
}

/** Settings of ingress-nginx with which the gateway accepts it. */
export const NGINX_HOP = {
  'backend-protocol': 'HTTPS',
  'proxy-ssl-secret': 'istio-system/edge-client',
  'proxy-ssl-verify': 'on',
  'proxy-ssl-name': 'shop.example.com',
  'proxy-ssl-server-name': 'on',
  'proxy-ssl-protocols': 'TLSv1.2 TLSv1.3',
};

export const TRAEFIK_HOP = {
  'traefik.ingress.kubernetes.io/service.serversscheme': 'https',
  'traefik.ingress.kubernetes.io/service.serverstransport': 'istio-system-edge@kubernetescrd',
};

/** @param spec its lines */
export function transport(spec: string): string {
  return `---
apiVersion: traefik.io/v1alpha1
kind: ServersTransport
metadata:
  name: edge
  namespace: istio-system
spec:
${spec}`;
}

/** Of a private authority, unless said otherwise. */
export function certificate(name: string, usage: string, issuer = 'edge-ca'): string {
  return `---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: ${name}
  namespace: istio-system
spec:
  secretName: ${name}
  dnsNames:
    - ${usage === 'client auth' ? 'edge-client.internal' : 'shop.example.com'}
  usages:
    - digital signature
    - ${usage}
  issuerRef:
    kind: ClusterIssuer
    name: ${issuer}
`;
}

export function clusterIssuer(name: string, spec: string): string {
  return `---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata:
  name: ${name}
spec:
${spec}`;
}

/** A private authority, whose own Secret the cluster has. */
export const AUTHORITY = `${clusterIssuer('edge-ca', '  ca:\n    secretName: edge-ca\n')}---
apiVersion: v1
kind: Secret
metadata:
  name: edge-ca
  namespace: cert-manager
type: kubernetes.io/tls
`;

/** The authority, the gateway's certificate and that of the controller. */
export const CERTIFICATES = [
  AUTHORITY,
  certificate('shop-cert', 'server auth'),
  certificate('edge-client', 'client auth'),
].join('');

/** Manifests around a Gateway with a credential, for examples. */

export const GATEWAY_REFERENCE = 'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings';
export const SECURE_INGRESS = 'https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/';
export const CERTIFICATE_REFERENCE = 'https://cert-manager.io/docs/usage/certificate/';

/** Gateway, workload and routes aside: what a server for shop.example.com says of TLS, line by line. */
export function gateway(tls: readonly string[], plain = ''): string {
  return `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop
  namespace: shop
spec:
  selector:
    istio: ingressgateway
  servers:
${plain}    - port:
        number: 443
        name: https
        protocol: HTTPS
      hosts: [shop.example.com]
      tls:
${tls.map((line) => `        ${line}\n`).join('')}`;
}

export const SIMPLE = gateway(['mode: SIMPLE', 'credentialName: shop-tls']);
export const MUTUAL = gateway(['mode: MUTUAL', 'credentialName: shop-tls']);

interface CertificateExample {
  readonly namespace?: string;
  readonly name?: string;
  readonly issuer?: string;
  /** Lines of `spec`. */
  readonly spec?: readonly string[];
}

/** A Certificate of a ClusterIssuer; its Secret has its name. */
export function certificate({
  namespace = 'istio-system',
  name = 'shop-tls',
  issuer = 'shop-ca',
  spec = ['dnsNames: [shop.example.com]', 'usages: [digital signature, server auth]'],
}: CertificateExample = {}): string {
  return `---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  secretName: ${name}
${spec.map((line) => `  ${line}\n`).join('')}  issuerRef:
    kind: ClusterIssuer
    name: ${issuer}
`;
}

/** A ClusterIssuer that signs with the key of Secret NAME, and the self-signed Certificate that makes it. */
export function authority(name = 'shop-ca'): string {
  const spec = ['isCA: true', `commonName: ${name}`, 'duration: 87600h', 'privateKey: { rotationPolicy: Never }'];
  return `---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata:
  name: ${name}
spec:
  ca:
    secretName: ${name}
${certificate({ namespace: 'cert-manager', name, issuer: 'self-signed', spec })}`;
}

/** The application that the Gateway is for. */
export const SHOP = `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: frontend
  namespace: shop
spec:
  selector:
    matchLabels: { app: frontend }
  template:
    metadata:
      labels: { app: frontend }
    spec:
      containers:
        - name: frontend
          image: frontend:1
`;

export const SELF_SIGNED = `---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata:
  name: self-signed
spec:
  selfSigned: {}
`;

export const PRIVATE_CA = SELF_SIGNED + authority();

/** A ClusterIssuer of Let's Encrypt. */
export function letsEncrypt(solver = 'dns01: { route53: { region: eu-central-1 } }'): string {
  return `---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata:
  name: letsencrypt
spec:
  acme:
    server: https://acme-v02.api.letsencrypt.org/directory
    privateKeySecretRef:
      name: letsencrypt
    solvers:
      - ${solver}
`;
}

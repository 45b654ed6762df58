import { shopWith } from './shop';

/** The shop for clients that show a certificate of the partners' CA, with one such client. */
export const MUTUAL_SHOP = `${shopWith('mode: SIMPLE', 'mode: MUTUAL')}${authority('partners')}${authority('others')}---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: shop-ca, namespace: istio-ingress }
spec:
  secretName: shop-tls-cacert
  isCA: true
  commonName: partners
  issuerRef: { name: partners }
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: partner, namespace: istio-ingress }
spec:
  secretName: partner
  dnsNames: [partner.example.com]
  usages: [client auth]
  issuerRef: { name: partners }
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: other, namespace: istio-ingress }
spec:
  secretName: other
  dnsNames: [other.example.com]
  usages: [client auth]
  issuerRef: { name: others }
`;

function authority(name: string): string {
  return `---
apiVersion: cert-manager.io/v1
kind: Issuer
metadata: { name: ${name}-root, namespace: istio-ingress }
spec: { selfSigned: {} }
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: ${name}-root, namespace: istio-ingress }
spec: { secretName: ${name}-root, isCA: true, commonName: ${name}, issuerRef: { name: ${name}-root } }
---
apiVersion: cert-manager.io/v1
kind: Issuer
metadata: { name: ${name}, namespace: istio-ingress }
spec: { ca: { secretName: ${name}-root } }
`;
}

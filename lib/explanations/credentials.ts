import {
  authority,
  certificate,
  GATEWAY_REFERENCE,
  gateway,
  letsEncrypt,
  MUTUAL,
  PRIVATE_CA,
  SECURE_INGRESS,
  SELF_SIGNED,
  SHOP,
  SIMPLE,
} from './credential-examples';
import type { Explanations } from './explanation';

function secret(data: string): string {
  return `---
apiVersion: v1
kind: Secret
metadata:
  name: shop-tls
  namespace: istio-system
type: kubernetes.io/tls
${data}`;
}

const CLIENT = certificate({
  namespace: 'shop',
  name: 'partner',
  issuer: 'partners-ca',
  spec: ['dnsNames: [partner.example.com]', 'usages: [digital signature, client auth]'],
});

function edge(verbs: string): string {
  return `---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: edge
  namespace: edge
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: edge
  namespace: edge
rules:
  - apiGroups: [""]
    resources: [secrets]
    verbs: ${verbs}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: edge
  namespace: edge
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: edge
subjects:
  - kind: ServiceAccount
    name: edge
    namespace: edge
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: edge
  namespace: edge
spec:
  selector:
    matchLabels:
      istio: edge
  template:
    metadata:
      labels:
        istio: edge
        sidecar.istio.io/inject: "true"
      annotations:
        inject.istio.io/templates: gateway
    spec:
      serviceAccountName: edge
      containers:
        - name: istio-proxy
          image: auto
          ports:
            - containerPort: 443
`;
}

const ON_EDGE = SIMPLE.replace('istio: ingressgateway', 'istio: edge');

function bundle(sources: string): string {
  return `---
apiVersion: trust.cert-manager.io/v1alpha1
kind: Bundle
metadata:
  name: partners
spec:
  sources:
    - ${sources}
  target:
    configMap:
      key: ca.crt
`;
}

const BY_BUNDLE =
  gateway(['mode: MUTUAL', 'credentialName: shop-tls', 'caCertCredentialName: configmap://istio-system/partners']) +
  certificate() +
  PRIVATE_CA;

const CA_ISSUER = `apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata:
  name: shop-ca
spec:
  ca:
    secretName: shop-ca
`;

function copied(namespaces: string): string {
  return certificate({
    namespace: 'pki',
    spec: [
      'dnsNames: [shop.example.com]',
      'secretTemplate:',
      '  annotations:',
      '    reflector.v1.k8s.emberstack.com/reflection-allowed: "true"',
      `    reflector.v1.k8s.emberstack.com/reflection-allowed-namespaces: "${namespaces}"`,
    ],
  }).slice('---\n'.length);
}

function external(store: string, interval: string): string {
  return `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: shop-tls
  namespace: istio-system
spec:
  refreshInterval: ${interval}
  secretStoreRef:
    name: ${store}
  target:
    template:
      type: kubernetes.io/tls
  dataFrom:
    - extract:
        key: shop-tls
---
apiVersion: external-secrets.io/v1
kind: SecretStore
metadata:
  name: vault
  namespace: istio-system
spec:
  provider:
    vault:
      server: https://vault.example.com
      path: secret
      auth:
        kubernetes:
          mountPath: kubernetes
          role: gateway
`;
}

export const CREDENTIALS_EXPLANATIONS: Explanations = {
  'gateway-credential-missing': {
    why: 'A gateway gets its Secrets from istiod, which looks for them in the namespace of the gateway Pods. Where one is not there, the port accepts connections and resets every TLS handshake, and only a line in the log of istiod tells why. A Secret that a Certificate, ExternalSecret, SealedSecret or a copying controller of the input will write counts as there.',
    fix: 'Correct the name, or add what writes the Secret. Where the platform writes it, give it by name and type, without data, in a file for "--context", so that it counts, too.',
    bad: SIMPLE + certificate({ name: 'shop-cert' }) + PRIVATE_CA,
    good: SIMPLE + certificate() + PRIVATE_CA,
    source: `${GATEWAY_REFERENCE} ${SECURE_INGRESS} https://istio.io/latest/docs/reference/config/analysis/ist0101/`,
  },
  'gateway-credential-namespace': {
    why: 'The Secret belongs into the namespace in which the gateway Pods run, whatever the namespace of the Gateway is, and istiod hands no gateway a Secret of another namespace, even where the value names it. The TLS handshakes of all clients are reset.',
    fix: 'Put the Certificate into the namespace of the gateway Pods, or have the Secret copied there by something that keeps the copy up to date.',
    bad: SIMPLE + certificate({ namespace: 'shop' }) + PRIVATE_CA + SHOP,
    good: SIMPLE + certificate() + PRIVATE_CA + SHOP,
    source: `${GATEWAY_REFERENCE} ${SECURE_INGRESS} https://istio.io/latest/docs/reference/config/analysis/ist0101/`,
  },
  'gateway-credential-invalid': {
    why: 'A Secret without a certificate and its key, or with something that is no PEM, leaves the port without a certificate, so that TLS handshakes are reset; an expired certificate is sent all the same, and clients refuse it.',
    fix: 'Give the Secret "tls.crt" and "tls.key" (or "cert" and "key"), the certificate of the server first, then its chain; better, let cert-manager write and renew it.',
    bad: SIMPLE + secret('data:\n  tls.crt: ""\n  tls.key: ""\n'),
    good: SIMPLE + certificate() + PRIVATE_CA,
    source: `${SECURE_INGRESS} https://istio.io/latest/docs/reference/config/analysis/ist0161/`,
  },
  'gateway-credential-not-readable': {
    why: "Before istiod sends a gateway any Secret it asks the API server whether the gateway's ServiceAccount may list the Secrets of its namespace. A Role with `get` alone, or with resourceNames, is not enough: the TLS handshakes of all clients are reset.",
    fix: 'Grant get, watch and list on Secrets, without resourceNames, in the namespace of the gateway. Keep Secrets that are not for the gateway out of that namespace.',
    bad: ON_EDGE + edge('[get, watch]') + certificate({ namespace: 'edge' }) + PRIVATE_CA,
    good: ON_EDGE + edge('[get, watch, list]') + certificate({ namespace: 'edge' }) + PRIVATE_CA,
    source:
      'https://github.com/istio/istio/blob/1.30.3/pilot/pkg/credentials/kube/secrets.go https://istio.io/latest/docs/setup/additional-setup/gateway/',
  },
  'gateway-client-ca-missing': {
    why: 'To verify clients the gateway needs their CA: `ca.crt` in the Secret of the server certificate, or in one whose name ends in -cacert. cert-manager cannot write `ca.crt` for ACME, since the server does not say which root is above it, and without any CA the gateway resets every TLS handshake.',
    fix: 'Have the CA of the clients written to the Secret NAME-cacert beside that of the server, such as by a small Certificate of the issuer of the clients, or name a ConfigMap by caCertCredentialName.',
    bad: MUTUAL + certificate({ issuer: 'letsencrypt' }) + letsEncrypt(),
    good: MUTUAL + certificate() + PRIVATE_CA,
    source: `${GATEWAY_REFERENCE} ${SECURE_INGRESS} https://cert-manager.io/docs/usage/certificate/`,
  },
  'gateway-client-ca-foreign': {
    why: 'Into `ca.crt` cert-manager writes the CA of the server certificate, and without a Secret NAME-cacert Istio verifies clients with it. Where the clients have their certificates from another CA, each of them is refused, and whoever has a certificate of the server CA gets in.',
    fix: 'Put the CA of the clients into the Secret NAME-cacert in the namespace of the gateway, such as by a Certificate of their issuer.',
    bad: MUTUAL + certificate() + PRIVATE_CA + authority('partners-ca') + CLIENT,
    good:
      MUTUAL +
      certificate() +
      certificate({
        name: 'shop-tls-cacert',
        issuer: 'partners-ca',
        spec: ['dnsNames: [client-ca.invalid]', 'usages: [digital signature, server auth]'],
      }) +
      PRIVATE_CA +
      authority('partners-ca') +
      CLIENT,
    source: `${SECURE_INGRESS} https://cert-manager.io/docs/usage/certificate/`,
  },
  'gateway-client-ca-public': {
    why: 'A public CA signs for whoever proves to have a domain. With its root as the CA for clients, the gateway would let in everybody who has such a certificate, and since public authorities issue certificates for servers only, none of those that are meant.',
    fix: 'Issue client certificates from a private CA, and verify with that CA alone.',
    bad: BY_BUNDLE + bundle('useDefaultCAs: true'),
    good: BY_BUNDLE + bundle('secret: { name: partners-ca, key: ca.crt }'),
    source: `${GATEWAY_REFERENCE} https://letsencrypt.org/2025/05/14/ending-tls-client-authentication https://cert-manager.io/docs/trust/trust-manager/`,
  },
  'key-material-in-manifest': {
    why: 'Manifests go to git, to the records of the GitOps controller and to laptops, and what was in one once can be read there for good. A key or token in it has to be taken for known to others.',
    fix: 'Have the value written on the cluster: certificates by cert-manager, other secrets by External Secrets, Sealed Secrets or the like. Replace the key that has been in the manifest.',
    bad: secret('data:\n  tls.key: c2VjcmV0\n').slice('---\n'.length),
    good: certificate().slice('---\n'.length) + PRIVATE_CA,
    source:
      'https://kubernetes.io/docs/concepts/security/secrets-good-practices/ https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
  },
  'issuer-secret-missing': {
    why: 'A CA issuer signs with the key of a Secret: an Issuer with one of its own namespace, a ClusterIssuer with one of the namespace of cert-manager (flag --cluster-resource-namespace). Without it the issuer is never ready, and none of its Certificates is issued.',
    fix: 'Put the Certificate of the CA, or the Secret, into that namespace.',
    bad:
      CA_ISSUER +
      certificate({
        namespace: 'pki',
        name: 'other-ca',
        issuer: 'self-signed',
        spec: ['isCA: true', 'commonName: shop'],
      }) +
      SELF_SIGNED,
    good: PRIVATE_CA.slice('---\n'.length),
    source:
      'https://cert-manager.io/docs/configuration/ca/ https://cert-manager.io/docs/configuration/#cluster-resource-namespace',
  },
  'secret-copy-open': {
    why: 'Copying controllers such as reflector and replicator copy a Secret into all namespaces whose names fit, and an empty list of reflector fits all. Whoever may read Secrets in one of them, or may make a namespace, has the private key.',
    fix: 'List the namespaces that need the Secret, such as that of the gateway.',
    bad: copied('.*') + PRIVATE_CA,
    good: copied('istio-system') + PRIVATE_CA,
    source: 'https://github.com/emberstack/kubernetes-reflector https://github.com/mittwald/kubernetes-replicator',
  },
  'external-secret-store-missing': {
    why: 'Without its store an ExternalSecret writes nothing, and what needs the Secret waits. A SecretStore is found in the namespace of the ExternalSecret only, and without `kind` it is a SecretStore that is meant.',
    fix: 'Correct the kind and name of the secretStoreRef, or put a store there.',
    bad: external('vaults', '1h'),
    good: external('vault', '1h'),
    source:
      'https://external-secrets.io/latest/api/externalsecret/ https://external-secrets.io/latest/api/secretstore/',
  },
  'external-secret-not-refreshed': {
    why: 'Certificates are renewed every few weeks. A copy that is written once keeps the old one until it expires, and from that day on clients refuse it.',
    fix: 'Leave refreshPolicy at Periodic, with an interval that is short beside the time for which the certificate is valid.',
    bad: external('vault', '"0"'),
    good: external('vault', '1h'),
    source: 'https://external-secrets.io/latest/api/externalsecret/',
  },
};

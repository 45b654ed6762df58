import type { ObsoleteApi } from './obsolete-api';

const ISTIO: readonly ObsoleteApi[] = [
  {
    group: 'authentication.istio.io',
    removed: 'Istio 1.6',
    now: 'security.istio.io/v1 PeerAuthentication',
    moved: [
      'peers[].mtls is now spec.mtls.mode: STRICT, or PERMISSIVE',
      'targets is now spec.selector.matchLabels, and its ports are spec.portLevelMtls',
      'origins[].jwt is now spec.jwtRules[] of a RequestAuthentication',
      'a MeshPolicy is a PeerAuthentication named "default" in the root namespace (istio-system)',
    ],
  },
  {
    group: 'rbac.istio.io',
    removed: 'Istio 1.6',
    now: 'security.istio.io/v1 AuthorizationPolicy',
    moved: [
      'rules[] of a ServiceRole are spec.rules[].to[].operation',
      'subjects[] of a ServiceRoleBinding are spec.rules[].from[].source, user as principals',
      'constraints and properties are spec.rules[].when[]',
      'a ClusterRbacConfig that is on is an AuthorizationPolicy without rules in each namespace that it included',
    ],
  },
  {
    group: 'config.istio.io',
    removed: 'Istio 1.8, with Mixer',
    moved: [
      'telemetry is configured by telemetry.istio.io/v1 Telemetry, extensions by extensions.istio.io/v1alpha1 WasmPlugin',
    ],
  },
];

const CERTIFICATE_ALPHA = [
  'spec.organization is now spec.subject.organizations',
  'spec.keySize is now spec.privateKey.size',
  'spec.keyAlgorithm is now spec.privateKey.algorithm, written RSA or ECDSA',
  'spec.keyEncoding is now spec.privateKey.encoding, written PKCS1 or PKCS8',
];

const CERTIFICATE_BETA = ['spec.uriSANs is now spec.uris', 'spec.emailSANs is now spec.emailAddresses'];

const CERT_MANAGER: readonly ObsoleteApi[] = [
  {
    group: 'certmanager.k8s.io',
    removed: 'cert-manager 0.11',
    now: 'cert-manager.io/v1',
    moved: [
      ...CERTIFICATE_ALPHA,
      'spec.acme.config of a Certificate is now spec.acme.solvers of its Issuer',
      'annotations begin with cert-manager.io/ instead of certmanager.k8s.io/',
    ],
  },
  {
    group: 'cert-manager.io',
    versions: ['v1alpha2', 'v1alpha3'],
    kinds: ['Certificate'],
    removed: 'cert-manager 1.6',
    now: 'cert-manager.io/v1',
    moved: [...CERTIFICATE_ALPHA, ...CERTIFICATE_BETA],
  },
  {
    group: 'cert-manager.io',
    versions: ['v1beta1'],
    kinds: ['Certificate'],
    removed: 'cert-manager 1.6',
    now: 'cert-manager.io/v1',
    moved: CERTIFICATE_BETA,
  },
  {
    group: 'cert-manager.io',
    versions: ['v1alpha2', 'v1alpha3', 'v1beta1'],
    kinds: ['CertificateRequest'],
    removed: 'cert-manager 1.6',
    now: 'cert-manager.io/v1',
    moved: ['spec.csr is now spec.request'],
  },
  ...['cert-manager.io', 'acme.cert-manager.io'].map((group) => ({
    group,
    versions: ['v1alpha2', 'v1alpha3', 'v1beta1'],
    removed: 'cert-manager 1.6',
    now: `${group}/v1`,
    moved: [],
  })),
];

const GATEWAY = 'gateway.networking.k8s.io';

const GATEWAY_API: readonly ObsoleteApi[] = [
  {
    group: GATEWAY,
    versions: ['v1alpha2'],
    kinds: ['Gateway', 'GatewayClass', 'HTTPRoute'],
    removed: 'Gateway API 1.0',
    now: `${GATEWAY}/v1`,
    moved: [],
  },
  {
    group: GATEWAY,
    versions: ['v1alpha2'],
    kinds: ['GRPCRoute'],
    removed: 'Gateway API 1.2',
    now: `${GATEWAY}/v1`,
    moved: [],
  },
  {
    group: GATEWAY,
    versions: ['v1alpha2'],
    kinds: ['ReferenceGrant'],
    removed: 'Gateway API 1.2',
    now: `${GATEWAY}/v1`,
    moved: [],
  },
  {
    group: GATEWAY,
    kinds: ['ReferencePolicy'],
    removed: 'Gateway API 0.6',
    now: `${GATEWAY}/v1 ReferenceGrant`,
    moved: [],
  },
  {
    group: GATEWAY,
    versions: ['v1alpha2', 'v1alpha3'],
    kinds: ['TLSRoute'],
    removed: 'the standard channel of Gateway API 1.5',
    now: `${GATEWAY}/v1`,
    moved: ['spec.hostnames is required'],
  },
  {
    group: GATEWAY,
    versions: ['v1alpha2', 'v1alpha3'],
    kinds: ['BackendTLSPolicy'],
    removed: 'the standard channel of Gateway API 1.4',
    now: `${GATEWAY}/v1`,
    moved: [
      'spec.targetRef is now the list spec.targetRefs',
      'spec.tls is now spec.validation, with caCertificateRefs and wellKnownCACertificates',
    ],
  },
  {
    group: 'gateway.networking.x-k8s.io',
    kinds: ['XListenerSet'],
    removed: 'Gateway API 1.5',
    now: `${GATEWAY}/v1 ListenerSet`,
    moved: [],
  },
  { group: 'networking.x-k8s.io', removed: 'Gateway API 0.4', now: `${GATEWAY}/v1`, moved: [] },
];

const OTHERS: readonly ObsoleteApi[] = [
  {
    group: 'external-secrets.io',
    versions: ['v1alpha1'],
    kinds: ['ClusterSecretStore', 'ExternalSecret', 'SecretStore'],
    removed: 'External Secrets 0.17',
    now: 'external-secrets.io/v1',
    moved: ['spec.dataFrom[].key is now spec.dataFrom[].extract.key'],
  },
  {
    group: 'external-secrets.io',
    versions: ['v1beta1'],
    kinds: ['ClusterExternalSecret', 'ClusterSecretStore', 'ExternalSecret', 'SecretStore'],
    removed: 'External Secrets 0.17',
    now: 'external-secrets.io/v1',
    moved: [],
  },
  {
    group: 'kubernetes-client.io',
    kinds: ['ExternalSecret'],
    removed: 'External Secrets, which replaced Kubernetes External Secrets,',
    now: 'external-secrets.io/v1',
    moved: ['spec.backendType is now a SecretStore, named by spec.secretStoreRef'],
  },
  { group: 'traefik.containo.us', removed: 'Traefik 3.0', now: 'traefik.io/v1alpha1', moved: [] },
];

/** Istio, cert-manager, the Gateway API, External Secrets and Traefik, by their release notes. */
export const PROJECTS: readonly ObsoleteApi[] = [...ISTIO, ...CERT_MANAGER, ...GATEWAY_API, ...OTHERS];

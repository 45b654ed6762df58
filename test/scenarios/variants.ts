import type { ScenarioName } from './rendering';

/** Settings other than the defaults, by scenario and name: the keys of its section, or of others, that are replaced. */
export const VARIANTS = {
  'mesh-strict': {
    'automatic mTLS': { 'mesh-strict': 'clients: auto' },
    'further Services without sidecars': {
      'mesh-strict': 'exempt: [db.data.svc.cluster.local, "*.legacy.svc.cluster.local"]',
    },
  },
  'bookinfo-nlb': {
    'port 80 redirects': { 'bookinfo-nlb': 'http: redirect' },
    'port 80 redirects and lets HTTP-01 through': { 'bookinfo-nlb': 'http: acme-safe-redirect' },
    'certificate copied from another namespace': {
      'bookinfo-nlb': `
certificate:
  source: copied-secret
  secretName: istio-ingressgateway-certs
  from: { namespace: default, name: mycluster-nlb }`,
    },
    'certificate of a private CA': {
      'bookinfo-nlb': `
certificate:
  source: issued
  secretName: bookinfo-cert
  issuer: { type: private-ca, name: bookinfo-ca, subject: { organizations: [Bookinfo] } }`,
    },
    'certificate by HTTP-01': {
      'bookinfo-nlb': `
http: redirect
certificate:
  source: issued
  secretName: bookinfo-cert
  issuer: { type: acme, name: letsencrypt, solver: { type: http01 } }`,
    },
  },
  'httpbin-alb': {
    'ingress-nginx': { 'httpbin-alb': 'controller: { type: ingress-nginx, ingressClassName: public-iks-k8s-nginx }' },
    "IBM's former ALB": { 'httpbin-alb': 'controller: { type: iks-alb, ingressClassName: public-iks }' },
    'ALB certificate copied from another namespace': {
      'httpbin-alb': 'albCertificate: { secretName: mycluster, from: { namespace: default, name: mycluster } }',
    },
    'direct host': {
      'httpbin-alb': `
direct:
  host: direct.example.com
  certificate: { source: existing-secret, secretName: direct-certs }`,
    },
  },
  'hipstershop-http': {
    'images of its own': {
      'hipstershop-http': `
frontend: { image: example.com/frontend:1, containerPort: 3000, environment: { API: http://apiservice } }
apiservice: { port: 9090, args: [netexec, --http-port=9000], containerPort: 9000 }`,
    },
  },
  'hipstershop-https': {
    'self-signed': { 'hipstershop-https': 'issuer: { type: self-signed, name: selfsigned }' },
    'HTTP-01': {
      'mesh-strict': 'clients: auto',
      'hipstershop-https': 'issuer: { type: acme, name: letsencrypt, solver: { type: http01 } }',
    },
    'HTTP-01 through the Gateway API': {
      'mesh-strict': 'clients: auto',
      'hipstershop-https': `
issuer:
  type: acme
  name: letsencrypt
  solver: { type: http01-gateway-api, parentRefs: [{ name: public, namespace: gateways, sectionName: http }] }`,
    },
    'DNS-01': {
      'hipstershop-https': `
issuer:
  type: acme
  name: letsencrypt
  email: ops@example.com
  server: https://acme-staging-v02.api.letsencrypt.org/directory
  profile: tlsserver
  solver:
    type: dns01
    provider: { cloudflare: { apiTokenSecretRef: { name: cloudflare, key: token } } }`,
    },
    'existing issuer': { 'hipstershop-https': 'issuer: { type: existing, name: company-ca, nature: private-ca }' },
    'port 80 serves the shop': { 'hipstershop-https': 'http: serve' },
    "cert-manager's resources elsewhere": { cluster: 'clusterResourceNamespace: pki' },
  },
  'hipstershop-dedicated-gateway': {
    'resources, scaling and Service of its own': {
      'hipstershop-dedicated-gateway': `
dedicatedGateway:
  resources: { cpuRequest: 200m, cpuLimit: "1", memoryRequest: 256Mi, memoryLimit: 512Mi }
  replicas: { min: 3, max: 9 }
  targetCpuUtilization: 60
  serviceType: NodePort
  serviceAnnotations: { cloud.example.com/scheme: public }`,
    },
    'one replica': { 'hipstershop-dedicated-gateway': 'dedicatedGateway: { replicas: { min: 1, max: 1 } }' },
    'HTTP-01': {
      'mesh-strict': 'clients: auto',
      'hipstershop-dedicated-gateway': `
issuer:
  type: acme
  name: letsencrypt
  solver: { type: http01, ingressSelector: hipstershop-ingressgateway }`,
    },
    'a revision injects': { cluster: 'revision: canary' },
  },
  foocorp: {
    'credentials that exist': { foocorp: 'credentials: existing' },
    'all paths': { foocorp: 'paths: prefix' },
    'plaintext accepted': { foocorp: 'strict: false' },
    'inventory on an internal gateway': {
      foocorp: 'internalGateway: { installedBy: helm, release: istio-internal, namespace: istio-internal }',
    },
    'names that meet': {
      foocorp: `
gatewayName: frontend
frontend: { clients: [partner] }
inventory: { clients: [partner] }`,
    },
    'server certificates by DNS-01': {
      foocorp: `
serverIssuer:
  type: acme
  name: letsencrypt
  solver: { type: dns01, provider: { route53: { region: eu-central-1 } } }`,
    },
  },
  'articles-secure': {
    'web-api named by principal': { 'articles-secure': 'trustDomain: corp.example.com' },
    'namespace of its own': { 'articles-secure': 'namespace: workshop' },
    'a revision injects': { cluster: 'revision: canary' },
    'certificate copied from another namespace': {
      'articles-secure': `
certificate:
  source: copied-secret
  secretName: articles-ingressgateway-certs
  from: { namespace: default, name: mycluster-nlb }`,
    },
  },
  'articles-locked': {
    'namespace of its own': { 'articles-locked': 'namespace: workshop' },
  },
} satisfies Record<ScenarioName, Readonly<Record<string, Readonly<Record<string, string>>>>>;

import { addScenarios, parseSettings } from '../../charts';
import { SecureIngressApp } from '../../lib';
import { find, titleOf, valueAt } from '../scenarios/manifests';
import { type Manifest, objectsIn } from '../scenarios/rendering';
import { settingsPaths } from './settings-paths';

/** A setting, and where in the output its value shows; the path as `settingsPaths` has it. */
type Effect = readonly [setting: string, object: string, path: string, expected: unknown];

interface Group {
  readonly settings: string;
  readonly effects: readonly Effect[];
}

const BOOKINFO = 'bookinfo-nlb: { host: a.example.com }';
const issuedBy = (issuer: string) =>
  `bookinfo-nlb: { host: a.example.com, certificate: { source: issued, secretName: tls, issuer: ${issuer} } }`;
const dns01 = (provider: string) =>
  issuedBy(`{ type: acme, name: acme, solver: { type: dns01, provider: { ${provider} } } }`);

const ISSUER = 'bookinfo-nlb.certificate.issued.issuer';
const SOLVER = `${ISSUER}.acme.solver`;
const PROVIDER = `${SOLVER}.dns01.provider`;
const ACME = 'ClusterIssuer acme';
const CERTIFICATE = 'Certificate istio-system/tls';
const CONTAINER = 'spec.template.spec.containers[0]';
const TLS = 'spec.servers[0].tls';

const CLUSTER: Readonly<Record<string, Group>> = {
  cluster: {
    settings: `
cluster:
  rootNamespace: mesh
  clusterResourceNamespace: pki
  clusterDomain: corp.example.com
  revision: canary
mesh-strict:
${issuedBy('{ type: private-ca, name: ca, subject: { organizations: [A] } }')}`,
    effects: [
      ['cluster.rootNamespace', 'PeerAuthentication mesh/default', 'metadata.namespace', 'mesh'],
      ['cluster.clusterResourceNamespace', 'Certificate pki/ca', 'metadata.namespace', 'pki'],
      ['cluster.clusterDomain', 'DestinationRule bookinfo/default', 'spec.host', '*.bookinfo.svc.corp.example.com'],
      ['cluster.revision', 'Namespace bookinfo', 'metadata.labels[istio.io/rev]', 'canary'],
    ],
  },
  'a gateway by istioctl': {
    settings: `
cluster: { gateway: { installedBy: istioctl, namespace: edge } }
${issuedBy('{ type: existing, name: ca }')}`,
    effects: [['cluster.gateway.istioctl.namespace', 'Certificate edge/tls', 'metadata.namespace', 'edge']],
  },
  'a gateway by Helm': {
    settings: `
cluster: { gateway: { installedBy: helm, release: istio-web, namespace: edge } }
${issuedBy('{ type: existing, name: ca }')}`,
    effects: [
      ['cluster.gateway.helm.release', 'Gateway bookinfo/bookinfo-gateway', 'spec.selector', { istio: 'web' }],
      ['cluster.gateway.helm.namespace', 'Certificate edge/tls', 'metadata.namespace', 'edge'],
    ],
  },
  'another gateway': {
    settings: `
cluster:
  gateway:
    installedBy: other
    namespace: edge
    labels: { role: web }
    serviceName: edge-proxy
    serviceAccountName: edge-proxy.sa
    ports: [{ name: tls, port: 443, targetPort: 10443 }]
httpbin-alb: { host: a.example.com, albCertificate: { secretName: alb } }`,
    effects: [
      ['cluster.gateway.other.namespace', 'Ingress edge/alb-ingress', 'metadata.namespace', 'edge'],
      ['cluster.gateway.other.labels', 'Gateway edge/default-ingress-gateway', 'spec.selector', { role: 'web' }],
      ['cluster.gateway.other.ports.port', 'Service edge/alb-ingress-gateway', 'spec.ports[0].port', 443],
      ['cluster.gateway.other.ports.targetPort', 'Service edge/alb-ingress-gateway', 'spec.ports[0].targetPort', 10443],
    ],
  },
  'mesh-strict: exemptions': {
    settings: 'mesh-strict: { clients: explicit, exempt: [db.data.svc.cluster.local] }',
    effects: [
      ['mesh-strict.clients', 'DestinationRule istio-system/default', 'spec.host', '*.local'],
      [
        'mesh-strict.exempt',
        'DestinationRule istio-system/db-data-plaintext',
        'spec.host',
        'db.data.svc.cluster.local',
      ],
    ],
  },
};

const BOOKINFO_NLB: Readonly<Record<string, Group>> = {
  'bookinfo-nlb': {
    settings: `
bookinfo-nlb:
  host: a.example.com
  namespace: books
  gatewayName: books-gateway
  virtualServiceName: books-routes
  http: redirect
  imagePrefix: mirror/
  imageTag: "2"
  serviceAccountPrefix: books-
  certificate: { source: existing-secret, secretName: books-cert }`,
    effects: [
      ['bookinfo-nlb.host', 'VirtualService books/books-routes', 'spec.hosts', ['a.example.com']],
      ['bookinfo-nlb.namespace', 'Namespace books', 'metadata.name', 'books'],
      ['bookinfo-nlb.gatewayName', 'Gateway books/books-gateway', 'metadata.name', 'books-gateway'],
      ['bookinfo-nlb.virtualServiceName', 'VirtualService books/books-routes', 'metadata.name', 'books-routes'],
      ['bookinfo-nlb.http', 'Gateway books/books-gateway', 'spec.servers[1].tls', { httpsRedirect: true }],
      ['bookinfo-nlb.imagePrefix', 'Deployment books/details-v1', `${CONTAINER}.image`, 'mirror/details-v1:2'],
      ['bookinfo-nlb.imageTag', 'Deployment books/ratings-v1', `${CONTAINER}.image`, 'mirror/ratings-v1:2'],
      ['bookinfo-nlb.serviceAccountPrefix', 'ServiceAccount books/books-details', 'metadata.name', 'books-details'],
      [
        'bookinfo-nlb.certificate.existing-secret.secretName',
        'Gateway books/books-gateway',
        `${TLS}.credentialName`,
        'books-cert',
      ],
    ],
  },
  'a copied certificate': {
    settings: `
bookinfo-nlb:
  host: a.example.com
  certificate: { source: copied-secret, secretName: copy, from: { namespace: vault, name: original } }`,
    effects: [
      [
        'bookinfo-nlb.certificate.copied-secret.secretName',
        'ExternalSecret istio-system/copy',
        'spec.target.name',
        'copy',
      ],
      [
        'bookinfo-nlb.certificate.copied-secret.from.namespace',
        'SecretStore istio-system/copy-copier',
        'spec.provider.kubernetes.remoteNamespace',
        'vault',
      ],
      [
        'bookinfo-nlb.certificate.copied-secret.from.name',
        'ExternalSecret istio-system/copy',
        'spec.dataFrom[0].extract.key',
        'original',
      ],
    ],
  },
};

const ISSUERS: Readonly<Record<string, Group>> = {
  'a private CA': {
    settings: issuedBy(
      '{ type: private-ca, name: ca, commonName: Books CA, clusterResourceNamespace: pki, duration: 43800h, subject: ' +
        '{ organizations: [A], organizationalUnits: [B], countries: [DE], localities: [C], provinces: [D] } }',
    ),
    effects: [
      ['bookinfo-nlb.certificate.issued.secretName', CERTIFICATE, 'spec.secretName', 'tls'],
      [`${ISSUER}.private-ca.name`, 'ClusterIssuer ca', 'spec.ca.secretName', 'ca'],
      [`${ISSUER}.private-ca.commonName`, 'Certificate pki/ca', 'spec.commonName', 'Books CA'],
      [`${ISSUER}.private-ca.clusterResourceNamespace`, 'Certificate pki/ca', 'metadata.namespace', 'pki'],
      [`${ISSUER}.private-ca.duration`, 'Certificate pki/ca', 'spec.duration', '43800h'],
      [`${ISSUER}.private-ca.subject.organizations`, 'Certificate pki/ca', 'spec.subject.organizations', ['A']],
      [
        `${ISSUER}.private-ca.subject.organizationalUnits`,
        'Certificate pki/ca',
        'spec.subject.organizationalUnits',
        ['B'],
      ],
      [`${ISSUER}.private-ca.subject.countries`, 'Certificate pki/ca', 'spec.subject.countries', ['DE']],
      [`${ISSUER}.private-ca.subject.localities`, 'Certificate pki/ca', 'spec.subject.localities', ['C']],
      [`${ISSUER}.private-ca.subject.provinces`, 'Certificate pki/ca', 'spec.subject.provinces', ['D']],
    ],
  },
  self: {
    settings: issuedBy('{ type: self-signed, name: self }'),
    effects: [[`${ISSUER}.self-signed.name`, 'ClusterIssuer self', 'spec', { selfSigned: {} }]],
  },
  'an ACME account': {
    settings: issuedBy(
      '{ type: acme, name: acme, namespace: istio-system, server: "https://ca.example.com/dir", email: a@example.com, ' +
        'profile: short, accountKeySecretName: key, solver: { type: http01, ingressClassName: web } }',
    ),
    effects: [
      [`${ISSUER}.acme.name`, CERTIFICATE, 'spec.issuerRef.name', 'acme'],
      [`${ISSUER}.acme.namespace`, 'Issuer istio-system/acme', 'metadata.namespace', 'istio-system'],
      [`${ISSUER}.acme.server`, 'Issuer istio-system/acme', 'spec.acme.server', 'https://ca.example.com/dir'],
      [`${ISSUER}.acme.email`, 'Issuer istio-system/acme', 'spec.acme.email', 'a@example.com'],
      [`${ISSUER}.acme.profile`, 'Issuer istio-system/acme', 'spec.acme.profile', 'short'],
      [
        `${ISSUER}.acme.accountKeySecretName`,
        'Issuer istio-system/acme',
        'spec.acme.privateKeySecretRef',
        { name: 'key' },
      ],
      [
        `${SOLVER}.http01.ingressClassName`,
        'Issuer istio-system/acme',
        'spec.acme.solvers[0].http01.ingress.ingressClassName',
        'web',
      ],
    ],
  },
  'HTTP-01 by another gateway': {
    settings: `
cluster: { gateway: { installedBy: helm, release: istio-web, namespace: edge } }
${issuedBy('{ type: acme, name: acme, solver: { type: http01, ingressSelector: web } }')}`,
    // With the default selector it would be refused.
    effects: [[`${SOLVER}.http01.ingressSelector`, 'Certificate edge/tls', 'spec.issuerRef.name', 'acme']],
  },
  'HTTP-01 through the Gateway API': {
    settings: issuedBy(
      '{ type: acme, name: acme, solver: { type: http01-gateway-api, parentRefs: [{ name: web, namespace: edge, sectionName: http }] } }',
    ),
    effects: ['name', 'namespace', 'sectionName'].map((field) => [
      `${SOLVER}.http01-gateway-api.parentRefs.${field}`,
      ACME,
      `spec.acme.solvers[0].http01.gatewayHTTPRoute.parentRefs[0].${field}`,
      { name: 'web', namespace: 'edge', sectionName: 'http' }[field],
    ]),
  },
  Cloudflare: {
    settings: dns01('cloudflare: { email: a@example.com, apiTokenSecretRef: { name: token, key: api } }'),
    effects: [
      [`${PROVIDER}.cloudflare.email`, ACME, 'spec.acme.solvers[0].dns01.cloudflare.email', 'a@example.com'],
      ...['name', 'key'].map(
        (field): Effect => [
          `${PROVIDER}.cloudflare.apiTokenSecretRef.${field}`,
          ACME,
          'spec.acme.solvers[0].dns01.cloudflare.apiTokenSecretRef',
          { name: 'token', key: 'api' },
        ],
      ),
    ],
  },
  'Route 53': {
    settings: dns01('route53: { region: eu-central-1, hostedZoneId: Z1, role: arn }'),
    effects: [
      [`${PROVIDER}.route53.region`, ACME, 'spec.acme.solvers[0].dns01.route53.region', 'eu-central-1'],
      [`${PROVIDER}.route53.hostedZoneId`, ACME, 'spec.acme.solvers[0].dns01.route53.hostedZoneID', 'Z1'],
      [`${PROVIDER}.route53.role`, ACME, 'spec.acme.solvers[0].dns01.route53.role', 'arn'],
    ],
  },
  'Cloud DNS': {
    settings: dns01('cloudDns: { project: p, serviceAccountSecretRef: { name: sa, key: json } }'),
    effects: [
      [`${PROVIDER}.cloudDns.project`, ACME, 'spec.acme.solvers[0].dns01.cloudDNS.project', 'p'],
      [
        `${PROVIDER}.cloudDns.serviceAccountSecretRef`,
        ACME,
        'spec.acme.solvers[0].dns01.cloudDNS.serviceAccountSecretRef',
        { name: 'sa', key: 'json' },
      ],
    ],
  },
  'a webhook': {
    settings: dns01('webhook: { groupName: acme.example.com, solverName: ibm, config: { zone: a } }'),
    effects: [
      [`${PROVIDER}.webhook.groupName`, ACME, 'spec.acme.solvers[0].dns01.webhook.groupName', 'acme.example.com'],
      [`${PROVIDER}.webhook.solverName`, ACME, 'spec.acme.solvers[0].dns01.webhook.solverName', 'ibm'],
      [`${PROVIDER}.webhook.config`, ACME, 'spec.acme.solvers[0].dns01.webhook.config', { zone: 'a' }],
    ],
  },
  'an issuer of a namespace': {
    settings: issuedBy('{ type: existing, name: theirs, namespace: istio-system, nature: acme-http01 }'),
    effects: [
      [`${ISSUER}.existing.name`, CERTIFICATE, 'spec.issuerRef.name', 'theirs'],
      [`${ISSUER}.existing.namespace`, CERTIFICATE, 'spec.issuerRef.kind', 'Issuer'],
      [`${ISSUER}.existing.nature`, CERTIFICATE, 'metadata.annotations[argocd.argoproj.io/sync-wave]', '15'],
    ],
  },
  'an external issuer': {
    settings: issuedBy('{ type: existing, name: theirs, group: awspca.cert-manager.io, kind: AWSPCAClusterIssuer }'),
    effects: [
      [`${ISSUER}.existing.group`, CERTIFICATE, 'spec.issuerRef.group', 'awspca.cert-manager.io'],
      [`${ISSUER}.existing.kind`, CERTIFICATE, 'spec.issuerRef.kind', 'AWSPCAClusterIssuer'],
    ],
  },
};

const INGRESS = 'Ingress istio-system/edge';

const HTTPBIN: Readonly<Record<string, Group>> = {
  'httpbin-alb': {
    settings: `
httpbin-alb:
  host: a.example.com
  albCertificate: { secretName: alb, from: { namespace: vault, name: original } }
  controller: { type: traefik, ingressClassName: web }
  namespace: tools
  gatewayName: gate
  virtualServiceName: routes
  ingressName: edge
  hopCaName: hop
  organization: Org
  serverSecretName: server
  clientSecretName: client
  clientIdentity: client.example.com
  image: mirror/httpbin:1
  serviceName: echo
  serviceAccountName: echo-sa
  direct:
    host: b.example.com
    certificate: { source: existing-secret, secretName: direct }
    clientSecretName: caller
    clientCaName: callers`,
    effects: [
      ['httpbin-alb.host', INGRESS, 'spec.rules[0].host', 'a.example.com'],
      ['httpbin-alb.albCertificate.secretName', INGRESS, 'spec.tls[0].secretName', 'alb'],
      [
        'httpbin-alb.albCertificate.from',
        'ExternalSecret istio-system/alb',
        'spec.dataFrom[0].extract.key',
        'original',
      ],
      ['httpbin-alb.controller.traefik.ingressClassName', INGRESS, 'spec.ingressClassName', 'web'],
      ['httpbin-alb.namespace', 'Namespace tools', 'metadata.name', 'tools'],
      ['httpbin-alb.gatewayName', 'Gateway istio-system/gate', 'metadata.name', 'gate'],
      ['httpbin-alb.virtualServiceName', 'VirtualService tools/routes', 'metadata.name', 'routes'],
      ['httpbin-alb.ingressName', 'Service istio-system/edge-gateway', 'metadata.name', 'edge-gateway'],
      ['httpbin-alb.hopCaName', 'Certificate cert-manager/hop', 'metadata.name', 'hop'],
      ['httpbin-alb.organization', 'Certificate cert-manager/hop', 'spec.subject.organizations', ['Org']],
      ['httpbin-alb.serverSecretName', 'Gateway istio-system/gate', `${TLS}.credentialName`, 'server'],
      ['httpbin-alb.clientSecretName', 'Certificate istio-system/client', 'spec.secretName', 'client'],
      ['httpbin-alb.clientIdentity', 'Gateway istio-system/gate', `${TLS}.subjectAltNames`, ['client.example.com']],
      ['httpbin-alb.image', 'Deployment tools/echo', `${CONTAINER}.image`, 'mirror/httpbin:1'],
      ['httpbin-alb.serviceName', 'Service tools/echo', 'spec.selector', { app: 'echo' }],
      ['httpbin-alb.serviceAccountName', 'ServiceAccount tools/echo-sa', 'metadata.name', 'echo-sa'],
      ['httpbin-alb.direct.host', 'Gateway istio-system/gate', 'spec.servers[1].hosts', ['tools/b.example.com']],
      ['httpbin-alb.direct.certificate', 'Gateway istio-system/gate', 'spec.servers[1].tls.credentialName', 'direct'],
      ['httpbin-alb.direct.clientSecretName', 'Certificate tools/caller', 'spec.secretName', 'caller'],
      ['httpbin-alb.direct.clientCaName', 'Certificate istio-system/direct-cacert', 'spec.issuerRef.name', 'callers'],
    ],
  },
  'ingress-nginx': {
    settings: `
httpbin-alb:
  host: a.example.com
  albCertificate: { secretName: alb }
  ingressName: edge
  controller: { type: ingress-nginx, ingressClassName: nginx, verifyDepth: 3 }`,
    effects: [
      ['httpbin-alb.controller.ingress-nginx.ingressClassName', INGRESS, 'spec.ingressClassName', 'nginx'],
      [
        'httpbin-alb.controller.ingress-nginx.verifyDepth',
        INGRESS,
        'metadata.annotations[nginx.ingress.kubernetes.io/proxy-ssl-verify-depth]',
        '3',
      ],
    ],
  },
  "IBM's former ALB": {
    settings: `
httpbin-alb:
  host: a.example.com
  albCertificate: { secretName: alb }
  ingressName: edge
  controller: { type: iks-alb, ingressClassName: iks, secretName: legacy }`,
    effects: [
      ['httpbin-alb.controller.iks-alb.ingressClassName', INGRESS, 'spec.ingressClassName', 'iks'],
      ['httpbin-alb.controller.iks-alb.secretName', 'ExternalSecret istio-system/legacy', 'spec.target.name', 'legacy'],
    ],
  },
};

/** What every stage of the shop takes. */
function shopEffects(stage: string): Effect[] {
  return [
    [`${stage}.host`, 'VirtualService shop/gate', 'spec.hosts', ['a.example.com']],
    [`${stage}.namespace`, 'Namespace shop', 'metadata.name', 'shop'],
    [`${stage}.gatewayName`, 'Gateway shop/gate', 'metadata.name', 'gate'],
    [`${stage}.apiservice`, 'Service shop/api', 'spec.ports[0].port', 9000],
  ];
}

function shopTlsEffects(stage: string, gatewayNamespace: string): Effect[] {
  const certificate = `Certificate ${gatewayNamespace}/cert`;
  return [
    ...shopEffects(stage),
    [`${stage}.ingressIp`, certificate, 'spec.ipAddresses', ['203.0.113.9']],
    [`${stage}.frontend`, 'Service shop/web', 'spec.ports[0].port', 9001],
    [`${stage}.issuer`, certificate, 'spec.issuerRef.name', 'self'],
    [`${stage}.certificateName`, certificate, 'metadata.name', 'cert'],
    [`${stage}.secretName`, 'Gateway shop/gate', 'spec.servers[1].tls.credentialName', 'tls'],
    [`${stage}.organization`, certificate, 'spec.subject.organizations', ['Org']],
    [`${stage}.http`, 'Gateway shop/gate', 'spec.servers[0].tls', undefined],
  ];
}

const SHOP = `
  ingressIp: 203.0.113.9
  host: a.example.com
  namespace: shop
  gatewayName: gate
  apiservice: { name: api, port: 9000 }`;
const SHOP_TLS = `${SHOP}
  frontend: { name: web, port: 9001 }
  issuer: { type: self-signed, name: self }
  certificateName: cert
  secretName: tls
  organization: Org
  http: serve`;

const DEDICATED = 'hipstershop-dedicated-gateway.dedicatedGateway';

const HIPSTERSHOP: Readonly<Record<string, Group>> = {
  'hipstershop-http': {
    settings: `
hipstershop-http:${SHOP}
  frontend:
    name: web
    serviceAccountName: web-sa
    port: 9001
    image: mirror/web:1
    containerPort: 3000
    args: [serve]
    environment: { MODE: fast }`,
    effects: [
      ...shopEffects('hipstershop-http'),
      ['hipstershop-http.frontend.name', 'Service shop/web', 'spec.selector', { app: 'web' }],
      ['hipstershop-http.frontend.serviceAccountName', 'ServiceAccount shop/web-sa', 'metadata.name', 'web-sa'],
      ['hipstershop-http.frontend.port', 'Service shop/web', 'spec.ports[0].port', 9001],
      ['hipstershop-http.frontend.image', 'Deployment shop/web', `${CONTAINER}.image`, 'mirror/web:1'],
      ['hipstershop-http.frontend.containerPort', 'Service shop/web', 'spec.ports[0].targetPort', 3000],
      ['hipstershop-http.frontend.args', 'Deployment shop/web', `${CONTAINER}.args`, ['serve']],
      [
        'hipstershop-http.frontend.environment',
        'Deployment shop/web',
        `${CONTAINER}.env`,
        [{ name: 'MODE', value: 'fast' }],
      ],
    ],
  },
  'the host of an address': {
    settings: 'hipstershop-http: { ingressIp: "2001:db8::9" }',
    effects: [
      [
        'hipstershop-http.ingressIp',
        'VirtualService hipstershopv1v2/hipstershop',
        'spec.hosts',
        ['hipstershop.2001-db8--9.sslip.io'],
      ],
    ],
  },
  'hipstershop-https': {
    settings: `hipstershop-https:${SHOP_TLS}`,
    effects: shopTlsEffects('hipstershop-https', 'istio-system'),
  },
  'hipstershop-dedicated-gateway': {
    settings: `
hipstershop-dedicated-gateway:${SHOP_TLS}
  dedicatedGateway:
    name: own
    ports: [{ name: plain, port: 80, targetPort: 10080 }, { name: tls, port: 443 }]
    serviceType: NodePort
    serviceAnnotations: { cloud: public }
    replicas: { min: 3, max: 9 }
    targetCpuUtilization: 60
    resources: { cpuRequest: 10m, cpuLimit: 20m, memoryRequest: 30Mi, memoryLimit: 40Mi }`,
    effects: [
      ...shopTlsEffects('hipstershop-dedicated-gateway', 'shop'),
      [`${DEDICATED}.name`, 'Gateway shop/gate', 'spec.selector', { istio: 'own' }],
      [`${DEDICATED}.ports`, 'Service shop/own', 'spec.ports[0].name', 'plain'],
      [`${DEDICATED}.ports`, 'Service shop/own', 'spec.ports[1].port', 443],
      [`${DEDICATED}.ports`, 'Service shop/own', 'spec.ports[0].targetPort', 10080],
      [`${DEDICATED}.serviceType`, 'Service shop/own', 'spec.type', 'NodePort'],
      [`${DEDICATED}.serviceAnnotations`, 'Service shop/own', 'metadata.annotations.cloud', 'public'],
      [`${DEDICATED}.replicas.min`, 'HorizontalPodAutoscaler shop/own', 'spec.minReplicas', 3],
      [`${DEDICATED}.replicas.max`, 'HorizontalPodAutoscaler shop/own', 'spec.maxReplicas', 9],
      [
        `${DEDICATED}.targetCpuUtilization`,
        'HorizontalPodAutoscaler shop/own',
        'spec.metrics[0].resource.target.averageUtilization',
        60,
      ],
      [`${DEDICATED}.resources.cpuRequest`, 'Deployment shop/own', `${CONTAINER}.resources.requests.cpu`, '10m'],
      [`${DEDICATED}.resources.cpuLimit`, 'Deployment shop/own', `${CONTAINER}.resources.limits.cpu`, '20m'],
      [`${DEDICATED}.resources.memoryRequest`, 'Deployment shop/own', `${CONTAINER}.resources.requests.memory`, '30Mi'],
      [`${DEDICATED}.resources.memoryLimit`, 'Deployment shop/own', `${CONTAINER}.resources.limits.memory`, '40Mi'],
    ],
  },
};

const FOOCORP: Readonly<Record<string, Group>> = {
  foocorp: {
    settings: `
foocorp:
  frontend:
    host: a.example.com
    namespace: design
    credentialName: tls
    clients: [one, two]
    clientCaName: callers
    service: { name: web, port: 9000 }
  inventory: { host: b.example.com }
  gatewayName: teams
  gatewayNamespace: gates
  internalGateway: { installedBy: helm, namespace: inside }
  serverIssuer: { type: existing, name: theirs, nature: private-ca }
  organization: Org
  paths: prefix
  strict: true`,
    effects: [
      ['foocorp.frontend.host', 'VirtualService design/web', 'spec.hosts', ['a.example.com']],
      ['foocorp.frontend.namespace', 'Namespace design', 'metadata.name', 'design'],
      ['foocorp.frontend.credentialName', 'Gateway gates/teams', `${TLS}.credentialName`, 'tls'],
      ['foocorp.frontend.clients', 'Certificate design/two', 'spec.dnsNames', ['two.a.example.com']],
      ['foocorp.frontend.clientCaName', 'Certificate istio-system/tls-cacert', 'spec.issuerRef.name', 'callers'],
      ['foocorp.frontend.service', 'Service design/web', 'spec.ports[0].port', 9000],
      ['foocorp.inventory', 'VirtualService corp-services/inventory', 'spec.hosts', ['b.example.com']],
      ['foocorp.gatewayName', 'Gateway gates/teams', 'metadata.name', 'teams'],
      ['foocorp.gatewayNamespace', 'Gateway gates/teams', 'metadata.namespace', 'gates'],
      ['foocorp.internalGateway', 'Certificate inside/inventory-credential', 'metadata.namespace', 'inside'],
      ['foocorp.serverIssuer', 'Certificate istio-system/tls', 'spec.issuerRef.name', 'theirs'],
      ['foocorp.organization', 'Certificate cert-manager/callers', 'spec.subject.organizations', ['Org']],
      ['foocorp.paths', 'VirtualService design/web', 'spec.http[0].match', [{ uri: { prefix: '/' } }]],
      ['foocorp.strict', 'PeerAuthentication design/default', 'spec.mtls.mode', 'STRICT'],
    ],
  },
  'credentials that exist': {
    settings: 'foocorp: { credentials: existing, frontend: { credentialName: theirs } }',
    effects: [['foocorp.credentials', 'Gateway default/foocorp-gateway', `${TLS}.credentialName`, 'theirs']],
  },
};

const POLICY = 'AuthorizationPolicy news/policy';

const ARTICLES: Readonly<Record<string, Group>> = {
  'articles-secure': {
    settings: `
articles-secure:
  host: a.example.com
  certificate: { source: existing-secret, secretName: tls }
  namespace: news
  gatewayName: gate
  virtualServiceName: routes
  policyName: policy
  articles: { name: stories }
  webApi: { serviceAccountName: caller }
  webApp: { port: 9000 }
  keycloak: { image: "mirror/login:1" }
  trustDomain: corp.example.com`,
    effects: [
      ['articles-secure.host', 'VirtualService news/routes', 'spec.hosts', ['a.example.com']],
      ['articles-secure.certificate', 'Gateway news/gate', `${TLS}.credentialName`, 'tls'],
      ['articles-secure.namespace', 'Namespace news', 'metadata.name', 'news'],
      ['articles-secure.gatewayName', 'Gateway news/gate', 'metadata.name', 'gate'],
      ['articles-secure.virtualServiceName', 'VirtualService news/routes', 'metadata.name', 'routes'],
      ['articles-secure.policyName', POLICY, 'metadata.name', 'policy'],
      ['articles-secure.articles', POLICY, 'spec.selector.matchLabels', { app: 'stories' }],
      ['articles-secure.webApi', 'ServiceAccount news/caller', 'metadata.name', 'caller'],
      ['articles-secure.webApp', 'Service news/web-app', 'spec.ports[0].port', 9000],
      ['articles-secure.keycloak', 'Deployment news/keycloak', `${CONTAINER}.image`, 'mirror/login:1'],
      [
        'articles-secure.trustDomain',
        POLICY,
        'spec.rules[0].from[0].source.principals',
        ['corp.example.com/ns/news/sa/caller'],
      ],
    ],
  },
  'articles-locked': {
    settings: 'articles-locked: { host: a.example.com, policyName: nobody }',
    effects: [['articles-locked', 'AuthorizationPolicy default/nobody', 'spec.rules', undefined]],
  },
};

const GROUPS = Object.entries({
  ...CLUSTER,
  ...BOOKINFO_NLB,
  ...ISSUERS,
  ...HTTPBIN,
  ...HIPSTERSHOP,
  ...FOOCORP,
  ...ARTICLES,
});

/** They describe the gateway as it is; nothing that is rendered names it by them. */
const SILENT = [
  'cluster.gateway.other.serviceName',
  'cluster.gateway.other.serviceAccountName',
  'cluster.gateway.other.ports.name',
];

function render(settings: string): Manifest[] {
  const app = new SecureIngressApp();
  addScenarios(app, parseSettings(settings, 'settings.yaml'));
  return objectsIn(app.synthYaml());
}

describe.each(GROUPS)('%s', (_name, { settings, effects }) => {
  const objects = render(settings);

  test.each(effects)('%s shows in %s, %s', (_setting, object, path, expected) => {
    expect(valueAt(find(objects, object), path)).toEqual(expected);
  });
});

test('every setting has an effect, or is known to have none', () => {
  const shown = GROUPS.flatMap(([, { effects }]) => effects.map(([setting]) => setting));

  expect([...new Set([...shown, ...SILENT])].toSorted()).toEqual(settingsPaths().toSorted());
});

test.each([
  'bookinfo-nlb: { host: a.example.com, namespace: mesh }',
  'httpbin-alb: { host: a.example.com, albCertificate: { secretName: alb }, namespace: mesh }',
  'hipstershop-http: { ingressIp: 203.0.113.10, namespace: mesh }',
  'foocorp: { frontend: { namespace: mesh } }',
  'articles-locked: { host: a.example.com, namespace: mesh }',
])("the root namespace of the cluster is nobody else's: %s", (section) => {
  expect(() => render(`cluster: { rootNamespace: mesh }\n${section}`)).toThrow("in Istio's root namespace");
  expect(render(section).map(titleOf)).toContain('PeerAuthentication mesh/default');
});

test('the name of the Service shows in what is refused', () => {
  const settings = `
cluster:
  gateway:
    installedBy: other
    namespace: edge
    labels: { role: web }
    serviceName: edge-proxy
    serviceAccountName: edge-proxy.sa
    ports: [{ name: plain, port: 80 }]
${BOOKINFO}`;

  expect(() => render(settings)).toThrow('Service edge/edge-proxy has no such port');
});

import * as v from 'valibot';
import { GatewayWorkload, type GatewayWorkloadProps, type HelmGatewayProps } from '../lib/index';
import {
  address,
  choice,
  count,
  duration,
  host,
  label,
  labels,
  listOf,
  mapOf,
  namePrefix,
  nonEmpty,
  objectName,
  oneOf,
  option,
  port,
  section,
  serviceHost,
  yesOrNo,
} from './settings-values';

const secretName = section({ namespace: label, name: objectName });
const secretKey = section({ name: objectName, key: nonEmpty });

const ports = listOf(section({ name: label, port, targetPort: v.optional(port) }));

const workload = v.pipe(
  choice(
    'installedBy',
    [
      option({ installedBy: v.literal('istioctl'), namespace: v.optional(label) }),
      option({ installedBy: v.literal('helm'), release: v.optional(label), namespace: v.optional(label) }),
      option({
        installedBy: v.literal('other'),
        namespace: label,
        labels,
        serviceName: label,
        serviceAccountName: objectName,
        ports,
      }),
    ],
    'istioctl, helm, other',
  ),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return gatewayWorkload(dataset.value);
    } catch (error) {
      addIssue({ message: `a gateway workload that can be (${(error as Error).message.replaceAll(/\s+/g, ' ')})` });
      return NEVER;
    }
  }),
);

type WorkloadSettings =
  | { installedBy: 'istioctl'; namespace?: string }
  | ({ installedBy: 'helm' } & HelmGatewayProps)
  | ({ installedBy: 'other' } & GatewayWorkloadProps);

function gatewayWorkload(settings: WorkloadSettings): GatewayWorkload {
  if (settings.installedBy === 'istioctl') return GatewayWorkload.istioctl(settings.namespace);
  return settings.installedBy === 'helm' ? GatewayWorkload.helm(settings) : GatewayWorkload.existing(settings);
}

const subject = section({
  organizations: listOf(nonEmpty),
  organizationalUnits: v.optional(listOf(nonEmpty)),
  countries: v.optional(listOf(nonEmpty)),
  localities: v.optional(listOf(nonEmpty)),
  provinces: v.optional(listOf(nonEmpty)),
});

const solver = choice(
  'type',
  [
    option({
      type: v.literal('http01'),
      ingressClassName: v.optional(objectName),
      ingressSelector: v.optional(nonEmpty),
    }),
    option({
      type: v.literal('http01-gateway-api'),
      parentRefs: listOf(
        section({ name: objectName, namespace: v.optional(label), sectionName: v.optional(objectName) }),
      ),
    }),
    option({
      type: v.literal('dns01'),
      provider: section({
        cloudflare: v.optional(section({ apiTokenSecretRef: secretKey, email: v.optional(nonEmpty) })),
        route53: v.optional(
          section({ region: v.optional(nonEmpty), hostedZoneId: v.optional(nonEmpty), role: v.optional(nonEmpty) }),
        ),
        cloudDns: v.optional(section({ project: nonEmpty, serviceAccountSecretRef: v.optional(secretKey) })),
        webhook: v.optional(
          section({ groupName: nonEmpty, solverName: nonEmpty, config: v.optional(mapOf(v.unknown(), 'a map')) }),
        ),
      }),
    }),
  ],
  'http01, http01-gateway-api, dns01',
);

const issuer = choice(
  'type',
  [
    option({
      type: v.literal('private-ca'),
      name: objectName,
      subject,
      commonName: v.optional(nonEmpty),
      clusterResourceNamespace: v.optional(label),
      duration: v.optional(duration),
    }),
    option({ type: v.literal('self-signed'), name: objectName }),
    option({
      type: v.literal('acme'),
      name: objectName,
      solver,
      namespace: v.optional(label),
      server: v.optional(nonEmpty),
      email: v.optional(nonEmpty),
      profile: v.optional(nonEmpty),
      accountKeySecretName: v.optional(objectName),
    }),
    option({
      type: v.literal('existing'),
      name: objectName,
      namespace: v.optional(label),
      group: v.optional(nonEmpty),
      kind: v.optional(nonEmpty),
      nature: v.optional(oneOf('private-ca', 'self-signed', 'acme-http01', 'acme-dns01', 'unknown')),
    }),
  ],
  'private-ca, self-signed, acme, existing',
);

const certificate = choice(
  'source',
  [
    option({ source: v.literal('existing-secret'), secretName: objectName }),
    option({ source: v.literal('copied-secret'), secretName: objectName, from: secretName }),
    option({ source: v.literal('issued'), secretName: objectName, issuer }),
  ],
  'existing-secret, copied-secret, issued',
);

const service = section({
  name: v.optional(label),
  serviceAccountName: v.optional(objectName),
  port: v.optional(port),
  image: v.optional(nonEmpty),
  containerPort: v.optional(port),
  args: v.optional(listOf(v.string('a text; put it into quotes'))),
  environment: v.optional(labels),
});

const controller = choice(
  'type',
  [
    option({ type: v.literal('traefik'), ingressClassName: objectName }),
    option({ type: v.literal('ingress-nginx'), ingressClassName: objectName, verifyDepth: v.optional(count) }),
    option({ type: v.literal('iks-alb'), ingressClassName: objectName, secretName: v.optional(objectName) }),
  ],
  'traefik, ingress-nginx, iks-alb',
);

const shop = {
  ingressIp: address,
  host: v.optional(host),
  namespace: v.optional(label),
  gatewayName: v.optional(label),
  frontend: v.optional(service),
  apiservice: v.optional(service),
};

const shopTls = {
  ...shop,
  issuer: v.optional(issuer),
  certificateName: v.optional(objectName),
  secretName: v.optional(objectName),
  organization: v.optional(nonEmpty),
  http: v.optional(oneOf('redirect', 'serve')),
};

const dedicatedGateway = section({
  name: v.optional(label),
  ports: v.optional(ports),
  serviceType: v.optional(oneOf('LoadBalancer', 'NodePort', 'ClusterIP')),
  serviceAnnotations: v.optional(labels),
  replicas: v.optional(section({ min: count, max: count })),
  targetCpuUtilization: v.optional(count),
  resources: v.optional(
    section({
      cpuRequest: v.optional(nonEmpty),
      cpuLimit: v.optional(nonEmpty),
      memoryRequest: v.optional(nonEmpty),
      memoryLimit: v.optional(nonEmpty),
    }),
  ),
});

const team = section({
  host: v.optional(host),
  namespace: v.optional(label),
  credentialName: v.optional(objectName),
  clients: v.optional(listOf(objectName)),
  clientCaName: v.optional(objectName),
  service: v.optional(service),
});

const articles = section({
  host,
  certificate: v.optional(certificate),
  namespace: v.optional(label),
  gatewayName: v.optional(label),
  virtualServiceName: v.optional(objectName),
  policyName: v.optional(objectName),
  articles: v.optional(service),
  webApi: v.optional(service),
  webApp: v.optional(service),
  keycloak: v.optional(service),
  trustDomain: v.optional(nonEmpty),
});

/** What `settings.yaml` may say: a section for the cluster and one for each scenario that is wanted. */
export const settingsSchema = section({
  cluster: v.optional(
    section({
      gateway: v.optional(workload),
      rootNamespace: v.optional(label),
      clusterResourceNamespace: v.optional(label),
      clusterDomain: v.optional(host),
      revision: v.optional(label),
    }),
  ),
  'mesh-strict': v.optional(
    section({ clients: v.optional(oneOf('explicit', 'auto')), exempt: v.optional(listOf(serviceHost)) }),
  ),
  'bookinfo-nlb': v.optional(
    section({
      host,
      namespace: v.optional(label),
      gatewayName: v.optional(label),
      virtualServiceName: v.optional(objectName),
      certificate: v.optional(certificate),
      http: v.optional(oneOf('closed', 'redirect', 'acme-safe-redirect')),
      imagePrefix: v.optional(nonEmpty),
      imageTag: v.optional(nonEmpty),
      serviceAccountPrefix: v.optional(namePrefix),
    }),
  ),
  'httpbin-alb': v.optional(
    section({
      host,
      albCertificate: section({ secretName: objectName, from: v.optional(secretName) }),
      controller: v.optional(controller),
      namespace: v.optional(label),
      gatewayName: v.optional(label),
      virtualServiceName: v.optional(objectName),
      ingressName: v.optional(objectName),
      hopCaName: v.optional(objectName),
      organization: v.optional(nonEmpty),
      serverSecretName: v.optional(objectName),
      clientSecretName: v.optional(label),
      clientIdentity: v.optional(host),
      direct: v.optional(
        section({
          host,
          certificate,
          clientSecretName: v.optional(label),
          clientCaName: v.optional(objectName),
        }),
      ),
      image: v.optional(nonEmpty),
      serviceName: v.optional(label),
      serviceAccountName: v.optional(objectName),
    }),
  ),
  'hipstershop-http': v.optional(section(shop)),
  'hipstershop-https': v.optional(section(shopTls)),
  'hipstershop-dedicated-gateway': v.optional(section({ ...shopTls, dedicatedGateway: v.optional(dedicatedGateway) })),
  foocorp: v.optional(
    section({
      frontend: v.optional(team),
      inventory: v.optional(team),
      gatewayName: v.optional(label),
      gatewayNamespace: v.optional(label),
      internalGateway: v.optional(workload),
      credentials: v.optional(oneOf('issued', 'existing')),
      serverIssuer: v.optional(issuer),
      organization: v.optional(nonEmpty),
      paths: v.optional(oneOf('exact', 'prefix')),
      strict: v.optional(yesOrNo),
    }),
  ),
  'articles-secure': v.optional(articles),
  'articles-locked': v.optional(articles),
});

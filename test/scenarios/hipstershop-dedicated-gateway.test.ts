import { clusterIssuer, httpServer, httpsServer, privateCa } from './rows';
import { type Row, testScenario } from './scenario-tester';
import { acmeCertificate, byHttp01, redirectApart, shop, shopCertificate, shopRoutes } from './shop-rows';

const HOST = 'hipstershop.203.0.113.20.sslip.io';
const GATEWAY = 'Gateway hipstershopv1v2/hipstershop';
const CERTIFICATE = 'Certificate hipstershopv1v2/hipstershop';
const NAME = 'hipstershopv1v2/hipstershop-ingressgateway';
const DEPLOYMENT = `Deployment ${NAME}`;
const AUTOSCALER = `HorizontalPodAutoscaler ${NAME}`;
const TEMPLATE = 'spec.template';
const CONTAINER = 'spec.template.spec.containers[0]';
const labels = { app: 'hipstershop-ingressgateway', istio: 'hipstershop-ingressgateway' };
const https = httpsServer(`hipstershopv1v2/${HOST}`, { mode: 'SIMPLE', credentialName: 'hipstershop-cert' });

const signedBy = (issuer: string): Row => ['signed by', CERTIFICATE, 'spec.issuerRef', clusterIssuer(issuer)];

/** The gateway's pods, as istiod's webhook fills them in. */
const workload: Row[] = [
  ['injected as a gateway', DEPLOYMENT, `${TEMPLATE}.metadata.annotations[inject.istio.io/templates]`, 'gateway'],
  [
    'injected, a label of its own, no ambient',
    DEPLOYMENT,
    `${TEMPLATE}.metadata.labels`,
    { ...labels, 'sidecar.istio.io/inject': 'true', 'istio.io/dataplane-mode': 'none' },
  ],
  ['its pods', DEPLOYMENT, 'spec.selector', { matchLabels: labels }],
  ['the autoscaler counts', DEPLOYMENT, 'spec.replicas', undefined],
  ['container', DEPLOYMENT, `${CONTAINER}.name`, 'istio-proxy'],
  ['image', DEPLOYMENT, `${CONTAINER}.image`, 'auto'],
  ['identity', DEPLOYMENT, `${TEMPLATE}.spec.serviceAccountName`, 'hipstershop-ingressgateway'],
  [
    'may bind 80 and 443',
    DEPLOYMENT,
    `${TEMPLATE}.spec.securityContext.sysctls`,
    [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
  ],
  [
    'hardened',
    DEPLOYMENT,
    `${CONTAINER}.securityContext`,
    {
      capabilities: { drop: ['ALL'] },
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
    },
  ],
  [
    'resources',
    DEPLOYMENT,
    `${CONTAINER}.resources`,
    { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '2000m', memory: '1024Mi' } },
  ],
  ['metrics', DEPLOYMENT, `${CONTAINER}.ports`, [{ name: 'http-envoy-prom', containerPort: 15090, protocol: 'TCP' }]],
];

/** What lets istiod send it credentials. */
const access: Row[] = [
  [
    'reads Secrets',
    `Role ${NAME}`,
    'rules',
    [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'watch', 'list'] }],
  ],
  [
    'granted to',
    `RoleBinding ${NAME}`,
    'subjects',
    [{ kind: 'ServiceAccount', name: 'hipstershop-ingressgateway', namespace: 'hipstershopv1v2' }],
  ],
  [
    'grants',
    `RoleBinding ${NAME}`,
    'roleRef',
    { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'hipstershop-ingressgateway' },
  ],
];

testScenario('hipstershop-dedicated-gateway', {
  objects: `
    -20 Namespace hipstershopv1v2
    -15 ClusterIssuer hipstershop-ca-selfsigned
    -15 Role hipstershopv1v2/hipstershop-ingressgateway
    -15 RoleBinding hipstershopv1v2/hipstershop-ingressgateway
    -15 ServiceAccount hipstershopv1v2/apiservice
    -15 ServiceAccount hipstershopv1v2/frontend
    -15 ServiceAccount hipstershopv1v2/hipstershop-ingressgateway
    -12 Certificate cert-manager/hipstershop-ca
    -10 ClusterIssuer hipstershop-ca
    -8 PeerAuthentication hipstershopv1v2/default
    -5 Deployment hipstershopv1v2/hipstershop-ingressgateway
    -5 HorizontalPodAutoscaler hipstershopv1v2/hipstershop-ingressgateway
    -5 PodDisruptionBudget hipstershopv1v2/hipstershop-ingressgateway
    -5 Service hipstershopv1v2/hipstershop-ingressgateway
    0 Certificate hipstershopv1v2/hipstershop
    0 Deployment hipstershopv1v2/apiservice
    0 Deployment hipstershopv1v2/frontend
    0 Service hipstershopv1v2/apiservice
    0 Service hipstershopv1v2/frontend
    5 Gateway hipstershopv1v2/hipstershop
    10 VirtualService hipstershopv1v2/hipstershop`,
  rows: [
    ...shop,
    ...workload,
    ...access,
    ['public', `Service ${NAME}`, 'spec.type', 'LoadBalancer'],
    ['its pods', `Service ${NAME}`, 'spec.selector', labels],
    [
      'ports',
      `Service ${NAME}`,
      'spec.ports',
      [
        { name: 'status-port', port: 15021, protocol: 'TCP', targetPort: 15021 },
        { name: 'http2', port: 80, protocol: 'TCP', targetPort: 80 },
        { name: 'https', port: 443, protocol: 'TCP', targetPort: 443 },
      ],
    ],
    ['at least two', AUTOSCALER, 'spec.minReplicas', 2],
    ['at most five', AUTOSCALER, 'spec.maxReplicas', 5],
    [
      'scales',
      AUTOSCALER,
      'spec.scaleTargetRef',
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'hipstershop-ingressgateway' },
    ],
    [
      'by CPU',
      AUTOSCALER,
      'spec.metrics',
      [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
    ],
    ['one stays', `PodDisruptionBudget ${NAME}`, 'spec', { minAvailable: 1, selector: { matchLabels: labels } }],
    ['on this gateway alone', GATEWAY, 'spec.selector', { istio: 'hipstershop-ingressgateway' }],
    [
      '80 redirects to 443',
      GATEWAY,
      'spec.servers',
      [httpServer(`hipstershopv1v2/${HOST}`, { httpsRedirect: true }), https],
    ],
    ...privateCa('hipstershop-ca', 'hipstershop'),
    ...shopCertificate(CERTIFICATE, HOST, '203.0.113.20'),
    signedBy('hipstershop-ca'),
    ...shopRoutes(HOST),
  ],
  variants: {
    'resources, scaling and Service of its own': {
      rows: [
        [
          'resources',
          DEPLOYMENT,
          `${CONTAINER}.resources`,
          { requests: { cpu: '200m', memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } },
        ],
        ['at least three', AUTOSCALER, 'spec.minReplicas', 3],
        ['at most nine', AUTOSCALER, 'spec.maxReplicas', 9],
        ['earlier', AUTOSCALER, 'spec.metrics[0].resource.target.averageUtilization', 60],
        ['type', `Service ${NAME}`, 'spec.type', 'NodePort'],
        ['annotation', `Service ${NAME}`, 'metadata.annotations[cloud.example.com/scheme]', 'public'],
      ],
    },
    'one replica': {
      removed: [`-5 PodDisruptionBudget ${NAME}`],
      rows: [['one', AUTOSCALER, 'spec.maxReplicas', 1]],
    },
    'HTTP-01': {
      ...byHttp01('hipstershopv1v2'),
      rows: [
        signedBy('letsencrypt'),
        ...acmeCertificate(CERTIFICATE),
        ['443 only', GATEWAY, 'spec.servers', [https]],
        ...shopRoutes(HOST),
        ...redirectApart(HOST, 'hipstershop-ingressgateway'),
      ],
    },
    'a revision injects': {
      rows: [
        ['the gateway', DEPLOYMENT, `${TEMPLATE}.metadata.labels[istio.io/rev]`, 'canary'],
        ['the namespace', 'Namespace hipstershopv1v2', 'metadata.labels[istio.io/rev]', 'canary'],
        ['not the default one', 'Namespace hipstershopv1v2', 'metadata.labels[istio-injection]', undefined],
      ],
    },
  },
});

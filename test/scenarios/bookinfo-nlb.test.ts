import {
  clients,
  copiedSecret,
  httpServer,
  httpsServer,
  leaf,
  meshNamespace,
  privateCa,
  SERVER_ONLY,
  strict,
  to,
  workload,
} from './rows';
import { type Row, testScenario } from './scenario-tester';

const HOST = 'mycluster-a1b2cdef345678g9hi012j3kl4567890-0001.us-south.containers.appdomain.cloud';
const GATEWAY = 'Gateway bookinfo/bookinfo-gateway';
const REDIRECT = 'bookinfo/bookinfo-gateway-redirect';
const https = httpsServer(`bookinfo/${HOST}`, { mode: 'SIMPLE', credentialName: 'istio-ingressgateway-certs' });
const httpsByIssuer = httpsServer(`bookinfo/${HOST}`, { mode: 'SIMPLE', credentialName: 'bookinfo-cert' });

/** Port 80 has a Gateway of its own, so that the solver's routes for the same host win over the redirect. */
const redirectApart: Row[] = [
  ['plain HTTP', `Gateway ${REDIRECT}`, 'spec.servers', [httpServer(`bookinfo/${HOST}`)]],
  ['same workload', `Gateway ${REDIRECT}`, 'spec.selector', { istio: 'ingressgateway' }],
  ['bound to it', `VirtualService ${REDIRECT}`, 'spec.gateways', [REDIRECT]],
  ['of the host', `VirtualService ${REDIRECT}`, 'spec.hosts', [HOST]],
  ['catches all', `VirtualService ${REDIRECT}`, 'spec.http[0].match', undefined],
  ['redirects', `VirtualService ${REDIRECT}`, 'spec.http[0].redirect', { scheme: 'https', redirectCode: 301 }],
];

function images(): Row[] {
  const versions = ['details-v1', 'ratings-v1', 'reviews-v1', 'reviews-v2', 'reviews-v3', 'productpage-v1'];
  return versions.flatMap((name): Row[] => {
    const image = `registry.istio.io/release/examples-bookinfo-${name}:1.20.3`;
    const labels = { app: name.slice(0, -3), version: name.slice(-2) };
    return [
      ['image', `Deployment bookinfo/${name}`, 'spec.template.spec.containers[0].image', image],
      ['version', `Deployment bookinfo/${name}`, 'spec.selector.matchLabels', labels],
    ];
  });
}

function reviews(): Row[] {
  const env = [{ name: 'LOG_DIR', value: '/tmp/logs' }];
  const volumes = [
    { name: 'tmp', emptyDir: {} },
    { name: 'wlp-output', emptyDir: {} },
  ];
  return ['reviews-v1', 'reviews-v2', 'reviews-v3'].flatMap((name): Row[] => [
    ['writes logs', `Deployment bookinfo/${name}`, 'spec.template.spec.containers[0].env', env],
    ['may write', `Deployment bookinfo/${name}`, 'spec.template.spec.volumes', volumes],
  ]);
}

function service(name: string, deployments: readonly string[]): Row[] {
  const serviceAccount = `bookinfo-${name}`;
  return workload('bookinfo', { name, port: 9080, targetPort: 9080, deployments, serviceAccount });
}

testScenario('bookinfo-nlb', {
  objects: `
    -20 Namespace bookinfo
    -15 ServiceAccount bookinfo/bookinfo-details
    -15 ServiceAccount bookinfo/bookinfo-productpage
    -15 ServiceAccount bookinfo/bookinfo-ratings
    -15 ServiceAccount bookinfo/bookinfo-reviews
    -8 DestinationRule bookinfo/default
    -8 PeerAuthentication bookinfo/default
    0 Deployment bookinfo/details-v1
    0 Deployment bookinfo/productpage-v1
    0 Deployment bookinfo/ratings-v1
    0 Deployment bookinfo/reviews-v1
    0 Deployment bookinfo/reviews-v2
    0 Deployment bookinfo/reviews-v3
    0 Service bookinfo/details
    0 Service bookinfo/productpage
    0 Service bookinfo/ratings
    0 Service bookinfo/reviews
    5 Gateway bookinfo/bookinfo-gateway
    10 VirtualService bookinfo/bookinfo`,
  rows: [
    ...meshNamespace('bookinfo'),
    ...strict('bookinfo'),
    ...clients('bookinfo', 'default', '*.bookinfo.svc.cluster.local', 'ISTIO_MUTUAL'),
    ...images(),
    ...service('details', ['details-v1']),
    ...service('ratings', ['ratings-v1']),
    ...service('reviews', ['reviews-v1', 'reviews-v2', 'reviews-v3']),
    ...service('productpage', ['productpage-v1']),
    ...reviews(),
    ['may write', 'Deployment bookinfo/productpage-v1', 'spec.template.spec.volumes', [{ name: 'tmp', emptyDir: {} }]],
    [
      'metrics',
      'Deployment bookinfo/productpage-v1',
      'spec.template.metadata.annotations',
      { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9080', 'prometheus.io/path': '/metrics' },
    ],
    ['on the default gateway', GATEWAY, 'spec.selector', { istio: 'ingressgateway' }],
    ['TLS on 443, port 80 is closed', GATEWAY, 'spec.servers', [https]],
    ['host', 'VirtualService bookinfo/bookinfo', 'spec.hosts', [HOST]],
    ['gateway', 'VirtualService bookinfo/bookinfo', 'spec.gateways', ['bookinfo/bookinfo-gateway']],
    [
      'routes',
      'VirtualService bookinfo/bookinfo',
      'spec.http',
      [
        {
          match: [
            { uri: { exact: '/productpage' } },
            { uri: { prefix: '/static' } },
            { uri: { exact: '/login' } },
            { uri: { exact: '/logout' } },
            { uri: { prefix: '/api/v1/products' } },
          ],
          route: to('productpage.bookinfo.svc.cluster.local', 9080),
        },
      ],
    ],
  ],
  variants: {
    'port 80 redirects': {
      rows: [
        [
          'port 80 redirects',
          GATEWAY,
          'spec.servers',
          [https, httpServer(`bookinfo/${HOST}`, { httpsRedirect: true })],
        ],
      ],
    },
    'port 80 redirects and lets HTTP-01 through': {
      added: [`5 Gateway ${REDIRECT}`, `10 VirtualService ${REDIRECT}`],
      rows: [['443 only', GATEWAY, 'spec.servers', [https]], ...redirectApart],
    },
    'certificate copied from another namespace': {
      added: [
        '-15 Role default/istio-ingressgateway-certs-copier-istio-system',
        '-15 RoleBinding default/istio-ingressgateway-certs-copier-istio-system',
        '-15 SecretStore istio-system/istio-ingressgateway-certs-copier',
        '-15 ServiceAccount istio-system/istio-ingressgateway-certs-copier',
        '0 ExternalSecret istio-system/istio-ingressgateway-certs',
      ],
      rows: [
        ...copiedSecret('istio-system/istio-ingressgateway-certs', { namespace: 'default', name: 'mycluster-nlb' }),
        [
          'whole',
          'ExternalSecret istio-system/istio-ingressgateway-certs',
          'spec.dataFrom',
          [{ extract: { key: 'mycluster-nlb' } }],
        ],
        [
          'as a TLS Secret',
          'ExternalSecret istio-system/istio-ingressgateway-certs',
          'spec.target.template.type',
          'kubernetes.io/tls',
        ],
        ['served', GATEWAY, 'spec.servers', [https]],
      ],
    },
    'certificate of a private CA': {
      added: [
        '-15 ClusterIssuer bookinfo-ca-selfsigned',
        '-12 Certificate cert-manager/bookinfo-ca',
        '-10 ClusterIssuer bookinfo-ca',
        '0 Certificate istio-system/bookinfo-cert',
      ],
      rows: [
        ...privateCa('bookinfo-ca', 'Bookinfo'),
        ...leaf({
          certificate: 'istio-system/bookinfo-cert',
          issuer: 'bookinfo-ca',
          dnsNames: [HOST],
          usages: SERVER_ONLY,
        }),
        [
          'no common name: 83 characters are too many',
          'Certificate istio-system/bookinfo-cert',
          'spec.commonName',
          undefined,
        ],
        ['served', GATEWAY, 'spec.servers', [httpsByIssuer]],
      ],
    },
    'certificate by HTTP-01': {
      added: [
        '-10 ClusterIssuer letsencrypt',
        `5 Gateway ${REDIRECT}`,
        `10 VirtualService ${REDIRECT}`,
        '15 Certificate istio-system/bookinfo-cert',
      ],
      rows: [
        [
          'challenges through Istio',
          'ClusterIssuer letsencrypt',
          'spec.acme.solvers',
          [{ http01: { ingress: { ingressClassName: 'istio' } } }],
        ],
        ['443 only', GATEWAY, 'spec.servers', [httpsByIssuer]],
        ...redirectApart,
        ...leaf({
          certificate: 'istio-system/bookinfo-cert',
          issuer: 'letsencrypt',
          dnsNames: [HOST],
          usages: SERVER_ONLY,
        }),
      ],
    },
  },
});

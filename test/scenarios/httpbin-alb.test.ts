import {
  CLIENT_ONLY,
  clients,
  copiedSecret,
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

const HOST = 'httpbin.mycluster.us-south.containers.appdomain.cloud';
const GATEWAY = 'Gateway istio-system/default-ingress-gateway';
const INGRESS = 'Ingress istio-system/alb-ingress';
const SERVICE = 'Service istio-system/alb-ingress-gateway';
const TRANSPORT = 'ServersTransport istio-system/alb-ingress-gateway';
const POD = 'spec.template.spec';
const nginx = (name: string) => `metadata.annotations[nginx.ingress.kubernetes.io/${name}]`;
const traefik = (name: string) => `metadata.annotations[traefik.ingress.kubernetes.io/${name}]`;

const hop = httpsServer(`httptools/${HOST}`, {
  mode: 'MUTUAL',
  credentialName: 'alb-hop-server',
  subjectAltNames: ['alb-client.httptools.internal'],
});

const ingress: Row[] = [
  [
    'to the Service of our own',
    INGRESS,
    'spec.rules',
    [
      {
        host: HOST,
        http: {
          paths: [
            {
              path: '/status',
              pathType: 'Prefix',
              backend: { service: { name: 'alb-ingress-gateway', port: { number: 443 } } },
            },
          ],
        },
      },
    ],
  ],
  ['TLS', INGRESS, 'spec.tls', [{ hosts: [HOST], secretName: 'mycluster' }]],
  ['over the gateway pods', SERVICE, 'spec.selector', { istio: 'ingressgateway' }],
  ['inside only', SERVICE, 'spec.type', 'ClusterIP'],
  [
    'to the port that the gateway listens on',
    SERVICE,
    'spec.ports',
    [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 8443 }],
  ],
];

testScenario('httpbin-alb', {
  objects: `
    -20 Namespace httptools
    -15 ClusterIssuer httpbin-hop-ca-selfsigned
    -15 ServiceAccount httptools/httpbin
    -12 Certificate cert-manager/httpbin-hop-ca
    -10 ClusterIssuer httpbin-hop-ca
    -8 DestinationRule httptools/default
    -8 PeerAuthentication httptools/default
    0 Certificate istio-system/alb-client
    0 Certificate istio-system/alb-hop-server
    0 Deployment httptools/httpbin
    0 ServersTransport istio-system/alb-ingress-gateway
    0 Service httptools/httpbin
    0 Service istio-system/alb-ingress-gateway
    5 Gateway istio-system/default-ingress-gateway
    10 Ingress istio-system/alb-ingress
    10 VirtualService httptools/default-ingress`,
  rows: [
    ...meshNamespace('httptools'),
    ...strict('httptools'),
    ...clients('httptools', 'default', '*.httptools.svc.cluster.local', 'ISTIO_MUTUAL'),
    ...workload('httptools', { name: 'httpbin', port: 8000, targetPort: 8080 }),
    ['image', 'Deployment httptools/httpbin', `${POD}.containers[0].image`, 'docker.io/mccutchen/go-httpbin:v2.15.0'],
    ['version', 'Deployment httptools/httpbin', 'spec.template.metadata.labels', { app: 'httpbin', version: 'v1' }],
    ['runs as root', 'Deployment httptools/httpbin', `${POD}.securityContext.runAsNonRoot`, false],
    ['runs as root', 'Deployment httptools/httpbin', `${POD}.containers[0].securityContext.runAsNonRoot`, false],
    ['no probes', 'Deployment httptools/httpbin', `${POD}.containers[0].readinessProbe`, undefined],
    ...privateCa('httpbin-hop-ca', 'httpbin-alb'),
    ...leaf({
      certificate: 'istio-system/alb-hop-server',
      issuer: 'httpbin-hop-ca',
      dnsNames: [HOST],
      usages: SERVER_ONLY,
    }),
    ...leaf({
      certificate: 'istio-system/alb-client',
      issuer: 'httpbin-hop-ca',
      dnsNames: ['alb-client.httptools.internal'],
      usages: CLIENT_ONLY,
    }),
    ['on the default gateway', GATEWAY, 'spec.selector', { istio: 'ingressgateway' }],
    ["mutual TLS, for the ALB's identity alone", GATEWAY, 'spec.servers', [hop]],
    ['host', 'VirtualService httptools/default-ingress', 'spec.hosts', [HOST]],
    ['gateway', 'VirtualService httptools/default-ingress', 'spec.gateways', ['istio-system/default-ingress-gateway']],
    [
      'routes',
      'VirtualService httptools/default-ingress',
      'spec.http',
      [{ match: [{ uri: { prefix: '/status' } }], route: to('httpbin.httptools.svc.cluster.local', 8000) }],
    ],
    ...ingress,
    ['Traefik', INGRESS, 'spec.ingressClassName', 'public-iks-traefik'],
    ['TLS only', INGRESS, 'metadata.annotations[traefik.ingress.kubernetes.io/router.tls]', 'true'],
    ['https to the gateway', SERVICE, traefik('service.serversscheme'), 'https'],
    [
      'by the transport',
      SERVICE,
      traefik('service.serverstransport'),
      'istio-system-alb-ingress-gateway@kubernetescrd',
    ],
    [
      'shows its certificate, verifies the gateway by its CA, sends the host as SNI',
      TRANSPORT,
      'spec',
      { serverName: HOST, rootCAs: [{ secret: 'alb-client' }], certificatesSecrets: ['alb-client'] },
    ],
    ['version', TRANSPORT, 'apiVersion', 'traefik.io/v1alpha1'],
    ['version', INGRESS, 'apiVersion', 'networking.k8s.io/v1'],
  ],
  variants: {
    'ingress-nginx': {
      removed: [`0 ${TRANSPORT}`],
      rows: [
        ...ingress,
        ['nginx', INGRESS, 'spec.ingressClassName', 'public-iks-k8s-nginx'],
        ['https to the gateway', INGRESS, nginx('backend-protocol'), 'HTTPS'],
        ['certificate and CA', INGRESS, nginx('proxy-ssl-secret'), 'istio-system/alb-client'],
        ['any other word would switch it off', INGRESS, nginx('proxy-ssl-verify'), 'on'],
        ['a private root', INGRESS, nginx('proxy-ssl-verify-depth'), '1'],
        ['verified name', INGRESS, nginx('proxy-ssl-name'), HOST],
        ['sent as SNI', INGRESS, nginx('proxy-ssl-server-name'), 'on'],
        ['TLS 1.3 too', INGRESS, nginx('proxy-ssl-protocols'), 'TLSv1.2 TLSv1.3'],
        ['nothing of Traefik', SERVICE, 'metadata.annotations', undefined],
      ],
    },
    "IBM's former ALB": {
      added: [
        '-15 Role istio-system/alb-certs-copier-istio-system',
        '-15 RoleBinding istio-system/alb-certs-copier-istio-system',
        '-15 SecretStore istio-system/alb-certs-copier',
        '-15 ServiceAccount istio-system/alb-certs-copier',
        '0 ExternalSecret istio-system/alb-certs',
      ],
      removed: [`0 ${TRANSPORT}`],
      rows: [
        ...ingress,
        ['class', INGRESS, 'spec.ingressClassName', 'public-iks'],
        [
          'TLS to the gateway',
          INGRESS,
          'metadata.annotations[ingress.bluemix.net/ssl-services]',
          'ssl-service=alb-ingress-gateway ssl-secret=alb-certs',
        ],
        ...copiedSecret('istio-system/alb-certs', { namespace: 'istio-system', name: 'alb-client' }),
        [
          'keys that this ALB reads',
          'ExternalSecret istio-system/alb-certs',
          'spec.data',
          [
            { secretKey: 'trusted.crt', remoteRef: { key: 'alb-client', property: 'ca.crt' } },
            { secretKey: 'client.crt', remoteRef: { key: 'alb-client', property: 'tls.crt' } },
            { secretKey: 'client.key', remoteRef: { key: 'alb-client', property: 'tls.key' } },
          ],
        ],
      ],
    },
    'ALB certificate copied from another namespace': {
      added: [
        '-15 Role default/mycluster-copier-istio-system',
        '-15 RoleBinding default/mycluster-copier-istio-system',
        '-15 SecretStore istio-system/mycluster-copier',
        '-15 ServiceAccount istio-system/mycluster-copier',
        '0 ExternalSecret istio-system/mycluster',
      ],
      rows: [...ingress, ...copiedSecret('istio-system/mycluster', { namespace: 'default', name: 'mycluster' })],
    },
    'direct host': {
      added: [
        '-15 ClusterIssuer httpbin-direct-client-ca-selfsigned',
        '-12 Certificate cert-manager/httpbin-direct-client-ca',
        '-10 ClusterIssuer httpbin-direct-client-ca',
        '0 Certificate httptools/httpbin-direct-client',
        '0 Certificate istio-system/direct-certs-cacert',
      ],
      rows: [
        [
          'a server apart',
          GATEWAY,
          'spec.servers',
          [
            hop,
            httpsServer(
              'httptools/direct.example.com',
              { mode: 'MUTUAL', credentialName: 'direct-certs' },
              'https-direct',
            ),
          ],
        ],
        ['same routes', 'VirtualService httptools/default-ingress', 'spec.hosts', [HOST, 'direct.example.com']],
        ...privateCa('httpbin-direct-client-ca', 'httpbin-alb'),
        ...leaf({
          certificate: 'istio-system/direct-certs-cacert',
          issuer: 'httpbin-direct-client-ca',
          dnsNames: ['client-ca.invalid'],
          usages: SERVER_ONLY,
        }),
        ...leaf({
          certificate: 'httptools/httpbin-direct-client',
          issuer: 'httpbin-direct-client-ca',
          dnsNames: ['httpbin-direct-client.httptools.internal'],
          usages: CLIENT_ONLY,
        }),
      ],
    },
  },
});

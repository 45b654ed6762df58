import { CLIENT_ONLY, httpsServer, leaf, meshNamespace, privateCa, SERVER_ONLY, standIn, strict, to } from './rows';
import { type Row, testScenario } from './scenario-tester';

const GATEWAY = 'Gateway default/foocorp-gateway';
const TEAMS = [
  { name: 'frontend', namespace: 'ux' },
  { name: 'inventory', namespace: 'corp-services' },
] as const;

const [frontend, inventory] = TEAMS.map(({ name, namespace }) =>
  httpsServer(
    `${namespace}/${name}.foocorp.com`,
    { mode: 'MUTUAL', credentialName: `${name}-credential` },
    `https-${name}`,
  ),
);

function forEachTeam(rows: (name: string, namespace: string) => Row[]): Row[] {
  return TEAMS.flatMap(({ name, namespace }) => rows(name, namespace));
}

/** Each host has a certificate, a client CA and clients of its own. */
function certificates(name: string, namespace: string): Row[] {
  const clientCa = `foocorp-${name}-client-ca`;
  return [
    ...privateCa(clientCa, 'FooCorp'),
    ...leaf({
      certificate: `istio-system/${name}-credential`,
      issuer: 'foocorp-server-ca',
      dnsNames: [`${name}.foocorp.com`],
      usages: SERVER_ONLY,
    }),
    ...leaf({
      certificate: `istio-system/${name}-credential-cacert`,
      issuer: clientCa,
      dnsNames: ['client-ca.invalid'],
      usages: SERVER_ONLY,
    }),
    ...leaf({
      certificate: `${namespace}/${name}-client`,
      issuer: clientCa,
      dnsNames: [`${name}-client.${name}.foocorp.com`],
      usages: CLIENT_ONLY,
    }),
  ];
}

function routes(name: string, namespace: string, uri: object): Row[] {
  const route = to(`${name}.${namespace}.svc.cluster.local`, 80);
  return [
    ['host', `VirtualService ${namespace}/${name}`, 'spec.hosts', [`${name}.foocorp.com`]],
    ['routes', `VirtualService ${namespace}/${name}`, 'spec.http', [{ match: [{ uri }], route }]],
  ];
}

const ISSUERS_AND_CERTIFICATES = [
  '-15 ClusterIssuer foocorp-frontend-client-ca-selfsigned',
  '-15 ClusterIssuer foocorp-inventory-client-ca-selfsigned',
  '-15 ClusterIssuer foocorp-server-ca-selfsigned',
  '-12 Certificate cert-manager/foocorp-frontend-client-ca',
  '-12 Certificate cert-manager/foocorp-inventory-client-ca',
  '-12 Certificate cert-manager/foocorp-server-ca',
  '-10 ClusterIssuer foocorp-frontend-client-ca',
  '-10 ClusterIssuer foocorp-inventory-client-ca',
  '-10 ClusterIssuer foocorp-server-ca',
  '0 Certificate corp-services/inventory-client',
  '0 Certificate istio-system/frontend-credential',
  '0 Certificate istio-system/frontend-credential-cacert',
  '0 Certificate istio-system/inventory-credential',
  '0 Certificate istio-system/inventory-credential-cacert',
  '0 Certificate ux/frontend-client',
];

testScenario('foocorp', {
  objects: `
    -20 Namespace corp-services
    -20 Namespace ux
    -15 ClusterIssuer foocorp-frontend-client-ca-selfsigned
    -15 ClusterIssuer foocorp-inventory-client-ca-selfsigned
    -15 ClusterIssuer foocorp-server-ca-selfsigned
    -15 ServiceAccount corp-services/inventory
    -15 ServiceAccount ux/frontend
    -12 Certificate cert-manager/foocorp-frontend-client-ca
    -12 Certificate cert-manager/foocorp-inventory-client-ca
    -12 Certificate cert-manager/foocorp-server-ca
    -10 ClusterIssuer foocorp-frontend-client-ca
    -10 ClusterIssuer foocorp-inventory-client-ca
    -10 ClusterIssuer foocorp-server-ca
    -8 PeerAuthentication corp-services/default
    -8 PeerAuthentication ux/default
    0 Certificate corp-services/inventory-client
    0 Certificate istio-system/frontend-credential
    0 Certificate istio-system/frontend-credential-cacert
    0 Certificate istio-system/inventory-credential
    0 Certificate istio-system/inventory-credential-cacert
    0 Certificate ux/frontend-client
    0 Deployment corp-services/inventory
    0 Deployment ux/frontend
    0 Service corp-services/inventory
    0 Service ux/frontend
    5 Gateway default/foocorp-gateway
    10 VirtualService corp-services/inventory
    10 VirtualService ux/frontend`,
  rows: [
    ...forEachTeam((_, namespace) => [...meshNamespace(namespace), ...strict(namespace)]),
    ...forEachTeam((name, namespace) => standIn(namespace, name, 80)),
    ...privateCa('foocorp-server-ca', 'FooCorp'),
    ...forEachTeam(certificates),
    ['on the default gateway', GATEWAY, 'spec.selector', { istio: 'ingressgateway' }],
    ['two servers, each with a credential of its own', GATEWAY, 'spec.servers', [frontend, inventory]],
    ...forEachTeam((name, namespace) => [
      ['gateway', `VirtualService ${namespace}/${name}`, 'spec.gateways', ['default/foocorp-gateway']],
      ...routes(name, namespace, { exact: '/' }),
    ]),
  ],
  variants: {
    'credentials that exist': {
      removed: ISSUERS_AND_CERTIFICATES,
      rows: [['by reference', GATEWAY, 'spec.servers', [frontend, inventory]]],
    },
    'all paths': { rows: forEachTeam((name, namespace) => routes(name, namespace, { prefix: '/' })) },
    'plaintext accepted': {
      removed: ['-8 PeerAuthentication corp-services/default', '-8 PeerAuthentication ux/default'],
      rows: forEachTeam((_, namespace) => meshNamespace(namespace)),
    },
    'inventory on an internal gateway': {
      added: [
        '0 Certificate istio-internal/inventory-credential',
        '0 Certificate istio-internal/inventory-credential-cacert',
        '5 Gateway default/foocorp-gateway-internal',
      ],
      removed: [
        '0 Certificate istio-system/inventory-credential',
        '0 Certificate istio-system/inventory-credential-cacert',
      ],
      rows: [
        ['frontend alone', GATEWAY, 'spec.servers', [frontend]],
        ['inventory', 'Gateway default/foocorp-gateway-internal', 'spec.servers', [inventory]],
        ['inside', 'Gateway default/foocorp-gateway-internal', 'spec.selector', { istio: 'internal' }],
        ['inside', 'VirtualService corp-services/inventory', 'spec.gateways', ['default/foocorp-gateway-internal']],
        ['outside', 'VirtualService ux/frontend', 'spec.gateways', ['default/foocorp-gateway']],
      ],
    },
    'names that meet': {
      added: ['0 Certificate corp-services/partner', '0 Certificate ux/partner', '5 Gateway default/frontend'],
      removed: [
        '0 Certificate corp-services/inventory-client',
        '0 Certificate ux/frontend-client',
        '5 Gateway default/foocorp-gateway',
      ],
      rows: [
        ...leaf({
          certificate: 'ux/partner',
          issuer: 'foocorp-frontend-client-ca',
          dnsNames: ['partner.frontend.foocorp.com'],
          usages: CLIENT_ONLY,
        }),
        ...leaf({
          certificate: 'corp-services/partner',
          issuer: 'foocorp-inventory-client-ca',
          dnsNames: ['partner.inventory.foocorp.com'],
          usages: CLIENT_ONLY,
        }),
      ],
    },
    'server certificates by DNS-01': {
      added: ['-10 ClusterIssuer letsencrypt'],
      removed: [
        '-15 ClusterIssuer foocorp-server-ca-selfsigned',
        '-12 Certificate cert-manager/foocorp-server-ca',
        '-10 ClusterIssuer foocorp-server-ca',
      ],
      rows: [
        ['signed by', 'Certificate istio-system/frontend-credential', 'spec.issuerRef.name', 'letsencrypt'],
        [
          'clients by the private CA',
          'Certificate istio-system/frontend-credential-cacert',
          'spec.issuerRef.name',
          'foocorp-frontend-client-ca',
        ],
        [
          'challenges',
          'ClusterIssuer letsencrypt',
          'spec.acme.solvers',
          [{ dns01: { route53: { region: 'eu-central-1' } } }],
        ],
      ],
    },
  },
});

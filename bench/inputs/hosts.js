/* What a host is made of, in the words of the API: the same properties for every contender. */
const TEAMS = 100;

const teamOf = (index) => `team-${index % TEAMS}`;
const nameOf = (index) => `shop-${index}`;
const domainOf = (index) => `shop-${index}.example.com`;

const certificate = (index) => ({
  metadata: { name: nameOf(index), namespace: 'istio-system' },
  spec: {
    secretName: nameOf(index),
    dnsNames: [domainOf(index)],
    issuerRef: { kind: 'ClusterIssuer', name: 'public' },
    usages: ['digital signature', 'server auth'],
  },
});

const server = (index) => ({
  hosts: [`${teamOf(index)}/${domainOf(index)}`],
  port: { name: `https-${index}`, number: 443, protocol: 'HTTPS' },
  tls: { mode: 'SIMPLE', credentialName: nameOf(index) },
});

const gateway = (index) => ({
  metadata: { name: nameOf(index), namespace: teamOf(index) },
  spec: { selector: { istio: 'ingressgateway' }, servers: [server(index)] },
});

const virtualService = (index, gatewayName = nameOf(index)) => ({
  metadata: { name: nameOf(index), namespace: teamOf(index) },
  spec: {
    hosts: [domainOf(index)],
    gateways: [gatewayName],
    http: [
      { match: [{ uri: { prefix: '/api' } }], route: [{ destination: { host: 'api', port: { number: 8080 } } }] },
      { route: [{ destination: { host: `web-${index}`, subset: 'v1', port: { number: 8080 } } }] },
    ],
  },
});

const destinationRule = (index) => ({
  metadata: { name: nameOf(index), namespace: teamOf(index) },
  spec: {
    host: `web-${index}.${teamOf(index)}.svc.cluster.local`,
    trafficPolicy: { loadBalancer: { simple: 'LEAST_REQUEST' } },
    subsets: [{ name: 'v1', labels: { version: 'v1' } }],
  },
});

const certificateObject = (index) => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  ...certificate(index),
});

const istioObject = (kind, props) => ({ apiVersion: 'networking.istio.io/v1', kind, ...props });

/** The objects of a host, as they are on the wire. */
const hostObjects = (index) => [
  certificateObject(index),
  istioObject('Gateway', gateway(index)),
  istioObject('VirtualService', virtualService(index)),
  istioObject('DestinationRule', destinationRule(index)),
];

const indexes = (count) => Array.from({ length: count }, (_, index) => index);

const objectsOfHosts = (count) => indexes(count).flatMap(hostObjects);

/** All hosts at one Gateway: three objects a host, and a server in the Gateway. */
const objectsAtOneGateway = (count) => [
  istioObject('Gateway', {
    metadata: { name: 'public', namespace: 'istio-system' },
    spec: { selector: { istio: 'ingressgateway' }, servers: indexes(count).map(server) },
  }),
  ...indexes(count).flatMap((index) => [
    certificateObject(index),
    istioObject('VirtualService', virtualService(index, 'istio-system/public')),
    istioObject('DestinationRule', destinationRule(index)),
  ]),
];

module.exports = {
  TEAMS,
  certificate,
  destinationRule,
  gateway,
  indexes,
  objectsAtOneGateway,
  objectsOfHosts,
  teamOf,
  virtualService,
};

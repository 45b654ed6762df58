// What a JavaScript caller gets wrong that a compiler would have told: prints each mistake's error.
const { Chart } = require('cdk8s');
const {
  AccessPolicy,
  GatewayWorkload,
  HostRoutes,
  IngressGateway,
  MeshNamespace,
  SecureIngressApp,
  ServerCertificate,
} = require('cdk8s-secure-ingress');

const workload = GatewayWorkload.helm();
const server = { protocol: 'HTTP', hosts: [{ host: 'shop.example.com', namespace: 'shop' }] };

function gateway(chart, change) {
  return new IngressGateway(chart, 'gateway', {
    name: 'shop',
    namespace: 'shop',
    workload,
    servers: [server],
    ...change,
  });
}

function routes(chart, change) {
  const gateways = [gateway(chart)];
  return new HostRoutes(chart, 'routes', {
    name: 'shop',
    namespace: 'shop',
    hosts: ['shop.example.com'],
    gateways,
    ...change,
  });
}

const mistakes = {
  'no servers': (chart) => gateway(chart, { servers: [] }),
  'a port as text': (chart) => gateway(chart, { servers: [{ ...server, port: '80' }] }),
  'an address for a host': (chart) =>
    gateway(chart, { servers: [{ ...server, hosts: [{ host: 'https://shop.example.com/', namespace: 'shop' }] }] }),
  'a name for a backend': (chart) => routes(chart, { routes: [{ to: 'frontend' }] }),
  'a backend without a port': (chart) => routes(chart, { routes: [{ to: { name: 'frontend', namespace: 'shop' } }] }),
  'a path for a match': (chart) =>
    routes(chart, { routes: [{ match: '/api', to: { name: 'frontend', namespace: 'shop', port: 80 } }] }),
  'a misspelt option': (chart) => gateway(chart, { servers: [{ ...server, redirectt: 'https' }] }),
  'a name for a workload': (chart) => gateway(chart, { workload: 'istio-ingress' }),
  'a name for an issuer': (chart) =>
    new ServerCertificate(chart, 'certificate', {
      source: 'issued',
      gateway: workload,
      secretName: 'shop-tls',
      hosts: ['shop.example.com'],
      issuer: 'letsencrypt',
    }),
  'no props': (chart) => new MeshNamespace(chart, 'namespace'),
  'a name in capitals': (chart) => new MeshNamespace(chart, 'namespace', { name: 'Shop' }),
  'a rule without conditions': (chart) =>
    new AccessPolicy(chart, 'policy', { name: 'cart', namespace: 'shop', action: 'ALLOW', rules: [{ from: [{}] }] }),
  'a Secret name in capitals': (chart) =>
    new ServerCertificate(chart, 'certificate', { source: 'existing-secret', gateway: workload, secretName: 'Shop' }),
};

for (const [title, make] of Object.entries(mistakes)) {
  try {
    make(new Chart(new SecureIngressApp(), 'shop'));
    console.log(JSON.stringify({ title }));
  } catch (error) {
    console.log(JSON.stringify({ title, error: error.constructor.name, message: error.message }));
  }
}

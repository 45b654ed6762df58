/* Hosts in the two ways that gateways have them, and what they lead to, for the benchmarks. */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parseAllDocuments } = require('yaml');

const TEAMS = 100;

const meta = (name, namespace) => ({ name, namespace });
const istio = (kind, name, namespace, spec) => ({
  apiVersion: 'networking.istio.io/v1',
  kind,
  metadata: meta(name, namespace),
  spec,
});

const server = (index, namespace) => ({
  hosts: [`${namespace}/shop-${index}.example.com`],
  port: { name: `https-${index}`, number: 443, protocol: 'HTTPS' },
  tls: { mode: 'SIMPLE', credentialName: `shop-${index}` },
});

const certificate = (index) => ({
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: meta(`shop-${index}`, 'istio-system'),
  spec: {
    secretName: `shop-${index}`,
    dnsNames: [`shop-${index}.example.com`],
    issuerRef: { kind: 'ClusterIssuer', name: 'public' },
    usages: ['digital signature', 'server auth'],
  },
});

const route = (index, namespace, gateway) =>
  istio('VirtualService', `shop-${index}`, namespace, {
    hosts: [`shop-${index}.example.com`],
    gateways: [gateway],
    http: [
      { match: [{ uri: { prefix: '/api' } }], route: [{ destination: { host: 'api', port: { number: 8080 } } }] },
      { route: [{ destination: { host: `web-${index}`, subset: 'v1', port: { number: 8080 } } }] },
    ],
  });

const settings = (index, namespace) =>
  istio('DestinationRule', `shop-${index}`, namespace, {
    host: `web-${index}.${namespace}.svc.cluster.local`,
    trafficPolicy: { loadBalancer: { simple: 'LEAST_REQUEST' } },
    subsets: [{ name: 'v1', labels: { version: 'v1' } }],
  });

const service = (name, app, namespace) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: meta(name, namespace),
  spec: { selector: { app }, ports: [{ name: 'http', port: 8080, targetPort: 8080 }] },
});

/** What the hosts lead to, per team: a workload, and a Service over it for each host. */
function backends(hosts) {
  const teams = Array.from({ length: TEAMS }, (_, team) => `team-${team}`);
  return [
    { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: 'public' }, spec: { selfSigned: {} } },
    ...teams.flatMap((namespace) => [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels: { 'istio-injection': 'enabled' } } },
      service('api', 'web', namespace),
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: meta('web', namespace),
        spec: {
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web', version: 'v1' } },
            spec: { containers: [{ name: 'web', image: 'web:1', ports: [{ containerPort: 8080 }] }] },
          },
        },
      },
    ]),
    ...hosts.map((index) => service(`web-${index}`, 'web', `team-${index % TEAMS}`)),
  ];
}

/** Each host with a Gateway of its own, or all with one. */
const LAYOUTS = {
  'a Gateway each': (hosts) =>
    hosts.flatMap((index) => {
      const namespace = `team-${index % TEAMS}`;
      const gateway = { selector: { istio: 'ingressgateway' }, servers: [server(index, namespace)] };
      return [
        certificate(index),
        istio('Gateway', `shop-${index}`, namespace, gateway),
        route(index, namespace, `shop-${index}`),
        settings(index, namespace),
      ];
    }),
  'one Gateway': (hosts) => [
    istio('Gateway', 'public', 'istio-system', {
      selector: { istio: 'ingressgateway' },
      servers: hosts.map((index) => server(index, `team-${index % TEAMS}`)),
    }),
    ...hosts.flatMap((index) => {
      const namespace = `team-${index % TEAMS}`;
      return [certificate(index), route(index, namespace, 'istio-system/public'), settings(index, namespace)];
    }),
  ],
};

/** The objects of a layout, and what the cluster has already. */
function hostsIn(layout, count) {
  const hosts = Array.from({ length: count }, (_, index) => index);
  const platform = parseAllDocuments(readFileSync(join(__dirname, '..', 'platform.yaml'), 'utf8'));
  const context = [...platform.map((document) => document.toJS()), ...backends(hosts)];
  return { objects: LAYOUTS[layout](hosts), context };
}

module.exports = { hostsIn, layouts: Object.keys(LAYOUTS) };

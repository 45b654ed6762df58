/* What it costs to judge hosts all together: Certificate, Gateway, VirtualService and DestinationRule each, with
   every rule. Run after the build: node bench/hosts.js; node bench/hosts.js rules N tells what each rule costs. */
const { spawnSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parseAllDocuments } = require('yaml');

const SIZES = [1000, 3000, 10_000, 30_000];
const build = join(__dirname, '..', 'build', 'lib');
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

/** Runs in a process of its own, so that nothing is warm and the peak is its own. */
function child(layout, count, perRule) {
  const { fromObject } = require(join(build, 'manifest', 'from-object.js'));
  const { verify } = require(join(build, 'verify.js'));
  const spent = perRule ? timeRules() : new Map();
  const hosts = Array.from({ length: count }, (_, index) => index);
  const platform = parseAllDocuments(readFileSync(join(__dirname, '..', 'platform.yaml'), 'utf8'));
  const context = [...platform.map((document) => document.toJS()), ...backends(hosts)].map((one) => fromObject(one));
  const objects = LAYOUTS[layout](hosts).map((one) => fromObject(one));
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const { findings } = verify({ objects, context });
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  const rules = [...spent].toSorted(([, one], [, other]) => other - one).slice(0, 25);
  const cpuSeconds = (user + system) / 1e6;
  console.log(JSON.stringify({ objects: objects.length, seconds, cpuSeconds, peak, findings: findings.length, rules }));
}

/** Milliseconds by rule, filled while it runs. */
function timeRules() {
  const { MESH_RULES } = require(join(build, 'rules', 'mesh-rules.js'));
  const spent = new Map();
  for (const rule of MESH_RULES) {
    const { check } = rule;
    rule.check = (...args) => {
      const start = performance.now();
      check.apply(rule, args);
      spent.set(rule.id, (spent.get(rule.id) ?? 0) + performance.now() - start);
    };
  }
  return spent;
}

function measure(layout, count, perRule = false) {
  const args = [__filename, 'child', layout, count, ...(perRule ? ['rules'] : [])];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

function row(name, value) {
  console.log(`${name.padEnd(40)} ${value}`);
}

function main() {
  for (const layout of Object.keys(LAYOUTS)) {
    const runs = SIZES.map((count) => ({ count, ...measure(layout, count) }));
    for (const { count, objects, seconds, cpuSeconds, peak, findings } of runs) {
      const figures = `${seconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s CPU, ${peak} MB peak`;
      row(`${count} hosts, ${layout}`, `${objects} objects, ${findings} findings: ${figures}`);
    }
    const [first, , third] = runs;
    const exponent = Math.log10(third.cpuSeconds / first.cpuSeconds);
    row(`growth exponent, 1,000 to 10,000 hosts`, exponent.toFixed(2));
  }
}

function byRule(count) {
  for (const layout of Object.keys(LAYOUTS)) {
    for (const [id, milliseconds] of measure(layout, count, true).rules)
      row(`${layout}: ${id}`, `${Math.round(milliseconds)} ms`);
  }
}

const [, , command, ...args] = process.argv;
if (command === 'child') child(args[0], Number(args[1]), args[2] === 'rules');
else if (command === 'rules') byRule(Number(args[0] ?? 10_000));
else main();

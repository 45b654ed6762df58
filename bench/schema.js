/* What judging an object costs: documents a second, and the time from start to the first verdict. Run after the build: node bench/schema.js */
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const ROUNDS = 7;
const SECONDS = 1;
const library = join(__dirname, '..', 'build', 'lib', 'schema', 'check-object.js');

const route = (index, more) => ({
  match: [{ uri: { prefix: `/api/${index}` }, headers: { 'x-user': { exact: 'a' } } }],
  route: [{ destination: { host: `web-${index}.shop.svc.cluster.local`, port: { number: 8080 } }, weight: 100 }],
  ...more,
});

const virtualService = (http) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'web', namespace: 'shop', labels: { 'app.kubernetes.io/part-of': 'shop' } },
  spec: { hosts: ['shop.example.com'], gateways: ['istio-system/edge'], http },
});

const objects = {
  'VirtualService, 1 route, no CEL': virtualService([route(0)]),
  'VirtualService, 1 route, a timeout (CEL)': virtualService([route(0, { timeout: '5s' })]),
  'VirtualService, 20 routes, no CEL': virtualService(Array.from({ length: 20 }, (_, index) => route(index))),
  'Gateway with TLS (CEL)': {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'edge', namespace: 'istio-system' },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [
        {
          port: { number: 443, name: 'https', protocol: 'HTTPS' },
          hosts: ['shop.example.com'],
          tls: { mode: 'SIMPLE', credentialName: 'shop' },
        },
      ],
    },
  },
  Certificate: {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { name: 'shop', namespace: 'istio-system' },
    spec: { secretName: 'shop', dnsNames: ['shop.example.com'], issuerRef: { name: 'ca', kind: 'ClusterIssuer' } },
  },
  'Service (Kubernetes)': {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
  },
};

function manifestOf(value) {
  const [version, group = ''] = value.apiVersion.split('/').toReversed();
  const { name, namespace } = value.metadata;
  return { apiVersion: value.apiVersion, kind: value.kind, group, version, name, namespace, value };
}

function rate(manifest) {
  const { checkObject } = require(library);
  const run = (seconds) => {
    const end = performance.now() + seconds * 1e3;
    let count = 0;
    for (; performance.now() < end; count += 10) for (let i = 0; i < 10; i++) checkObject(manifest);
    return count / seconds;
  };
  run(SECONDS / 2);
  return run(SECONDS);
}

/** Milliseconds in a new process from before the library is loaded to its first verdict. */
function startUp(manifest) {
  const script = `
    const start = performance.now();
    const { faults } = require(${JSON.stringify(library)}).checkObject(${JSON.stringify(manifest)});
    console.log(JSON.stringify({ time: performance.now() - start, faults }));
  `;
  const times = Array.from({ length: ROUNDS }, () => {
    const { time, faults } = JSON.parse(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout);
    if (faults.length > 0) throw new Error(JSON.stringify(faults));
    return time;
  });
  return times.toSorted((one, other) => one - other)[Math.floor(ROUNDS / 2)];
}

console.table(
  Object.entries(objects).map(([object, value]) => ({
    object,
    'documents/s': Math.round(rate(manifestOf(value))),
    'first verdict, ms (median)': Number(startUp(manifestOf(value)).toFixed(1)),
  })),
);

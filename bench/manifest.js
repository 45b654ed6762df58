/* What reading manifests costs: VirtualServices of about 1 KB in one file, Deployments looked up by label, one document of JSON. Run after the build: node bench/manifest.js [COUNT] */
const { parse } = require('../build/lib/manifest/parse');
const { Catalog } = require('../build/lib/manifest/catalog');

const count = Number(process.argv[2] ?? 10_000);

const virtualService = (index) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: route-${index}
  namespace: team-${index % 100}
  labels:
    app.kubernetes.io/name: shop
    app.kubernetes.io/part-of: "store"
  annotations:
    example.com/note: 'A text, of some length, that says what this route is for'
spec:
  hosts:
    - shop-${index}.example.com
    - www.shop-${index}.example.com
  gateways:
    - istio-system/public
  http:
    # the API
    - name: api
      match:
        - uri:
            prefix: /api/v1
          headers:
            x-version: {exact: "2"}
      route:
        - destination:
            host: api.team-${index % 100}.svc.cluster.local
            port:
              number: 8080
          weight: 90
        - destination:
            host: api-canary.team-${index % 100}.svc.cluster.local
            port:
              number: 8080
          weight: 10
      timeout: 10s
      retries:
        attempts: 3
        perTryTimeout: 2s
    - name: web
      route:
        - destination:
            host: web.team-${index % 100}.svc.cluster.local
            port:
              number: 80
`;

const deployment = (index) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: `app-${index}`, namespace: `team-${index % 100}` },
  spec: { template: { metadata: { labels: { app: `app-${index}`, tier: 'web' } }, spec: {} } },
});

function measure(name, work, { documents, bytes }) {
  const start = performance.now();
  const result = work();
  const seconds = (performance.now() - start) / 1000;
  const rates = [`${Math.round(documents / seconds)}/s`];
  if (bytes) rates.push(`${(bytes / 1e6 / seconds).toFixed(1)} MB/s`);
  console.log(`${name.padEnd(34)} ${seconds.toFixed(2).padStart(7)} s  ${rates.join('  ')}`);
  return result;
}

function retained(name) {
  globalThis.gc?.();
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  const heap = Math.round(process.memoryUsage().heapUsed / 1024 / 1024);
  console.log(
    `${name.padEnd(34)} ${String(heap).padStart(7)} MB heap${globalThis.gc ? '' : ' (with garbage)'}, ${peak} MB peak`,
  );
}

const yaml = Buffer.from(Array.from({ length: count }, (_, index) => virtualService(index)).join('---\n'));
const size = { documents: count, bytes: yaml.length };
const routes = measure(`${count} documents of YAML`, () => parse('routes.yaml', yaml), size).objects;
retained('after that');
measure(
  'a position in each 100th',
  () => routes.forEach((route, at) => at % 100 || route.origin.locate(['spec', 'http', 1])),
  {
    documents: count / 100,
  },
);

const items = Array.from({ length: count }, (_, index) => deployment(index));
const json = Buffer.from(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
const workloads = measure(`${count} items of a JSON list`, () => parse('cluster.json', json), {
  ...size,
  bytes: json.length,
}).objects;
const catalog = measure('catalog', () => new Catalog(routes, { context: workloads }), { documents: count * 2 });
measure(
  'selecting the pods of each',
  () => {
    for (let at = 0; at < count; at++) {
      const found = catalog.podsWith({ tier: 'web', app: `app-${at}` }, at % 2 ? undefined : `team-${at % 100}`);
      if (found.length !== 1) throw new Error(`${found.length} pods for app-${at}`);
    }
  },
  { documents: count },
);
retained('after all');

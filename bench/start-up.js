/* What it costs to start: each command of one object, and what an app requires, beside Node doing nothing. Run after the build: node bench/start-up.js [rounds] */
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const root = join(__dirname, '..');
const cli = join(root, 'build', 'bundle', 'cli.js');

const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: shop, namespace: shop }
spec:
  selector: { app: shop }
  ports: [{ name: http, port: 80 }]
`;
const VIRTUAL_SERVICE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: shop }
spec:
  hosts: [shop.example.com]
  gateways: [istio-system/public]
  http: [{ route: [{ destination: { host: shop.shop.svc.cluster.local } }] }]
`;
/** Its schema has CEL rules. */
const HTTP_ROUTE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: shop, namespace: shop }
spec:
  parentRefs: [{ name: public, namespace: istio-system }]
  hostnames: [shop.example.com]
  rules: [{ backendRefs: [{ name: shop, port: 80 }] }]
`;

function requiring(...paths) {
  return ['-e', paths.map((path) => `require(${JSON.stringify(path)})`).join(';')];
}

/** The arguments of Node by the name of what they run; the first is what the others are compared with. */
function programs(folder) {
  const file = (name, text) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const imports = ['cert-manager.io', 'networking.istio.io', 'security.istio.io'];
  const virtualService = file('virtual-service.yaml', VIRTUAL_SERVICE);
  return {
    'node -e 0': ['-e', '0'],
    '--help': [cli, '--help'],
    '--version': [cli, '--version'],
    'verify, Service': [cli, 'verify', file('service.yaml', SERVICE)],
    'verify, VirtualService': [cli, 'verify', virtualService],
    'verify, HTTPRoute (CEL)': [cli, 'verify', file('http-route.yaml', HTTP_ROUTE)],
    'trace, VirtualService': [cli, 'trace', virtualService, 'http://shop.example.com/'],
    rules: [cli, 'rules'],
    'require cdk8s': requiring('cdk8s'),
    'require cdk8s and the imports': requiring('cdk8s', ...imports.map((name) => join(root, 'build', 'imports', name))),
    'require cdk8s-plus-27': requiring('cdk8s-plus-27'),
    'require the library': requiring(join(root, 'build', 'lib')),
    'require the library and the verifier': requiring(
      join(root, 'build', 'lib'),
      join(root, 'build', 'bundle', 'verifier'),
    ),
    'require the charts': requiring(join(root, 'build', 'charts')),
    'cdk8s-cli --version': [join(root, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s'), '--version', '--no-check-upgrade'],
  };
}

/** Loaded before each program: it tells what the process has used of all processors, the start of Node included. */
const TELL = `process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  require('node:fs').writeSync(3, String((userCPUTime + systemCPUTime) / 1000));
});`;

function run(tell, args) {
  const start = performance.now();
  const { output, error } = spawnSync(process.execPath, ['--require', tell, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  const [, , stderr, cpu] = output ?? [];
  if (error || stderr) throw error ?? new Error(stderr);
  return { cpu: Number(cpu), wall: performance.now() - start };
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

/** A row for each program: medians of CPU and wall time in milliseconds, and the CPU as multiple of the first row's. */
function startUp(rounds = 21) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const tell = join(folder, 'tell.js');
    writeFileSync(tell, TELL);
    const named = Object.entries(programs(folder)).map(([name, args]) => ({ name, args, runs: [] }));
    // In turn, so that a change of the machine's speed meets all; the first round warms up.
    for (let round = 0; round <= rounds; round++) {
      for (const { args, runs } of named) {
        const used = run(tell, args);
        if (round > 0) runs.push(used);
      }
    }
    const least = median(named[0].runs.map(({ cpu }) => cpu));
    return named.map(({ name, runs }) => {
      const cpu = median(runs.map((each) => each.cpu));
      const wall = median(runs.map((each) => each.wall));
      return { program: name, cpu: Math.round(cpu), wall: Math.round(wall), ratio: Number((cpu / least).toFixed(2)) };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

module.exports = { startUp };

if (require.main === module) console.table(startUp(Number(process.argv[2] ?? 21)));

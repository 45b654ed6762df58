/* What judging costs, from the text of manifests to the verdicts. Run after the build: node bench/verify.js */
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const ROUNDS = 7;
const build = join(__dirname, '..', 'build', 'lib');

const virtualService = (index) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: route-${index}
  namespace: team-${index % 100}
spec:
  hosts:
    - shop-${index}.example.com
  gateways:
    - istio-system/public
  http:
    - name: api
      match:
        - uri:
            prefix: /api/v1
      route:
        - destination:
            host: api.team-${index % 100}.svc.cluster.local
            port:
              number: 8080
          weight: 90
        - destination:
            host: canary.team-${index % 100}.svc.cluster.local
          weight: 10
      timeout: 10s
    - name: web
      route:
        - destination:
            host: web.team-${index % 100}.svc.cluster.local
`;

/** Runs in a process of its own, so that nothing is warm and the peak is its own. */
function child() {
  const { parse } = require(join(build, 'manifest', 'parse.js'));
  const { verify } = require(join(build, 'verify.js'));
  const [, , , count, fault] = process.argv;
  const text = Array.from({ length: Number(count) }, (_, index) => virtualService(index)).join('---\n');
  const start = performance.now();
  const { objects, notes } = parse('routes.yaml', Buffer.from(fault ? text.replaceAll('gateways:', 'gateway:') : text));
  const { findings } = verify({ objects, notes });
  const seconds = (performance.now() - start) / 1000;
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ seconds, peak, findings: findings.length }));
}

function measure(count, fault = '') {
  const { stdout, stderr } = spawnSync(process.execPath, [__filename, 'child', count, fault], { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** Milliseconds from the start of the process to its end, the median of some rounds. */
function startUp(file) {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, [join(build, '..', 'bundle', 'cli.js'), 'verify', file]);
    if (status !== 0) throw new Error(`exit code ${status}`);
    return performance.now() - start;
  });
  return times.toSorted((one, other) => one - other)[ROUNDS >> 1];
}

function row(name, value) {
  console.log(`${name.padEnd(52)} ${value}`);
}

function main() {
  const folder = mkdtempSync(join(tmpdir(), 'verify-bench-'));
  const file = join(folder, 'one.yaml');
  writeFileSync(file, virtualService(0));
  row('secure-ingress verify, one small file', `${Math.round(startUp(file))} ms`);
  rmSync(folder, { recursive: true });

  const runs = [1000, 10_000, 100_000].map((count) => ({ count, ...measure(count) }));
  for (const { count, seconds, peak } of runs) {
    const rate = `${Math.round(count / seconds)} documents/s`;
    row(`${count} VirtualServices`, `${seconds.toFixed(2)} s, ${rate}, ${peak} MB peak`);
  }
  const [first, second] = runs;
  row('growth of the time, 1,000 to 10,000', `times ${(second.seconds / first.seconds).toFixed(1)}`);
  const { seconds, findings, peak } = measure(10_000, 'fault');
  row(`10000 VirtualServices, ${findings} findings`, `${seconds.toFixed(2)} s, ${peak} MB peak`);
}

if (process.argv[2] === 'child') child();
else main();

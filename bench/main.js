/* What this project's app costs as a process, beside a bare cdk8s app that writes the same objects. Run after the build: node bench/main.js */
const { spawnSync } = require('node:child_process');
const { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { parseAllDocuments } = require('yaml');

const ROUNDS = 11;
const root = join(__dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'bench-'));

const charts = Object.fromEntries(
  readdirSync(join(root, 'dist')).map((name) => {
    const text = readFileSync(join(root, 'dist', name, `${name}.k8s.yaml`), 'utf8');
    return [name, parseAllDocuments(text).map((document) => document.toJS())];
  }),
);
writeFileSync(join(folder, 'charts.json'), JSON.stringify(charts));

const BARE_APP = `
  const { ApiObject, App, Chart } = require(${JSON.stringify(require.resolve('cdk8s'))});
  const app = new App();
  for (const [name, objects] of Object.entries(require('./charts.json'))) {
    const chart = new Chart(app, name, { disableResourceNameHashes: true });
    objects.forEach((object, index) => new ApiObject(chart, String(index), object));
  }
  app.synth();
`;
writeFileSync(join(folder, 'bare.js'), BARE_APP);

/** The child tells its own peak memory, in KiB, as the operating system counted it. */
writeFileSync(
  join(folder, 'tell.js'),
  "process.on('exit', () => console.error(JSON.stringify({ rss: process.resourceUsage().maxRSS })))",
);

function run(script) {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--require', join(folder, 'tell.js'), script], {
    cwd: root,
    env: { ...process.env, CDK8S_OUTDIR: join(folder, 'out') },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return { wall: performance.now() - start, rss: JSON.parse(stderr).rss };
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

const apps = { 'bare cdk8s': join(folder, 'bare.js'), 'build/main.js': join(root, 'build', 'main.js') };
const runs = Object.fromEntries(Object.keys(apps).map((name) => [name, []]));
// In turn, so that a change of the machine's speed meets both; the first round warms up.
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, script] of Object.entries(apps)) {
    const result = run(script);
    if (round > 0) runs[name].push(result);
  }
}
rmSync(folder, { recursive: true });
console.table(
  Object.entries(runs).map(([name, results]) => ({
    app: name,
    objects: Object.values(charts).flat().length,
    'wall ms (median)': Math.round(median(results.map(({ wall }) => wall))),
    'peak MiB (median)': Math.round(median(results.map(({ rss }) => rss)) / 1024),
  })),
);

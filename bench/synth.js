/* What SecureIngressApp.synth costs beside stock App.synth, for the same objects. Run after the build: node bench/synth.js */
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { ApiObject, App, Chart } = require('cdk8s');
const { SecureIngressApp } = require('../build/lib/app');

const KINDS = ['Service', 'ServiceAccount', 'ConfigMap'];

function build(AppClass, charts, outdir) {
  const app = new AppClass({ outdir });
  for (let i = 0; i < charts; i++) {
    const chart = new Chart(app, `chart-${i}`, { namespace: `namespace-${i}` });
    for (const kind of KINDS) new ApiObject(chart, kind, { apiVersion: 'v1', kind, metadata: { name: 'web' } });
  }
  return app;
}

function measure(AppClass, charts) {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const app = build(AppClass, charts, outdir);
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  app.synth();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  rmSync(outdir, { recursive: true });
  return { 'CPU s': ((user + system) / 1e6).toFixed(2), 'wall s': (wall / 1e3).toFixed(2) };
}

measure(SecureIngressApp, 100);
measure(App, 100);
const rows = [1000, 2000, 4000].flatMap((charts) =>
  [SecureIngressApp, App].map((AppClass) => ({
    charts,
    objects: charts * 3,
    app: AppClass.name,
    ...measure(AppClass, charts),
  })),
);
console.table(rows);

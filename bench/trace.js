/* What it costs to trace hosts: all requests of all of them, and one request among them all. Run after the build:
   node bench/trace.js, or node bench/trace.js SIZE... for other numbers of hosts. */
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');
const { hostsIn, layouts } = require('./layouts.js');

const SIZES = [1000, 3000, 10_000];
const build = join(__dirname, '..', 'build', 'lib');

/** Runs in a process of its own, so that nothing is warm and the peak is its own. */
function child(layout, count) {
  const { fromObject } = require(join(build, 'manifest', 'from-object.js'));
  const { Catalog } = require(join(build, 'manifest', 'catalog.js'));
  const { Mesh } = require(join(build, 'traffic', 'mesh.js'));
  const { publicRequests } = require(join(build, 'trace', 'public-requests.js'));
  const { meshRequests } = require(join(build, 'trace', 'mesh-requests.js'));
  const { arrives } = require(join(build, 'trace', 'request.js'));
  const { trace } = require(join(build, 'trace', 'trace.js'));
  const read = hostsIn(layout, count);
  const [objects, context] = [read.objects, read.context].map((list) => list.map((one) => fromObject(one)));
  const [client] = publicRequests(new Mesh(new Catalog(objects, { context })));
  const one = measured(() => trace(new Mesh(new Catalog(objects, { context })), client));
  const all = measured(() => {
    const mesh = new Mesh(new Catalog(objects, { context }));
    return [...publicRequests(mesh), ...meshRequests(mesh)].flatMap((each) => trace(mesh, each));
  });
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  const arriving = all.result.filter((request) => arrives(request) === true).length;
  const figures = { requests: all.result.length, arriving, seconds: all.seconds, cpuSeconds: all.cpuSeconds };
  console.log(
    JSON.stringify({
      objects: objects.length + context.length,
      ...figures,
      one: { seconds: one.seconds, cpuSeconds: one.cpuSeconds },
      peak,
    }),
  );
}

function measured(run) {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const result = run();
  const { user, system } = process.cpuUsage(cpu);
  return { result, seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 };
}

function measure(layout, count) {
  const { stdout, stderr } = spawnSync(process.execPath, [__filename, 'child', layout, count], { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

function row(name, value) {
  console.log(`${name.padEnd(40)} ${value}`);
}

function main(sizes) {
  for (const layout of layouts) {
    const runs = sizes.map((count) => ({ count, ...measure(layout, count) }));
    for (const { count, objects, requests, arriving, seconds, cpuSeconds, peak, one } of runs) {
      const figures = `${seconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s CPU, ${peak} MB peak`;
      row(`${count} hosts, ${layout}`, `${objects} objects, ${requests} requests, ${arriving} arrive: ${figures}`);
      row(`${count} hosts, ${layout}, one request`, `${one.seconds.toFixed(2)} s, ${one.cpuSeconds.toFixed(2)} s CPU`);
    }
    const [first, last] = [runs.at(0), runs.at(-1)];
    const exponent = Math.log(last.cpuSeconds / first.cpuSeconds) / Math.log(last.count / first.count);
    row(`growth exponent, ${first.count} to ${last.count} hosts`, exponent.toFixed(2));
  }
}

const [, , command, ...args] = process.argv;
if (command === 'child') child(args[0], Number(args[1]));
else main(command === undefined ? SIZES : [command, ...args].map(Number));

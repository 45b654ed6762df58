/* What it costs to judge hosts all together: Certificate, Gateway, VirtualService and DestinationRule each, with
   every rule. Run after the build: node bench/hosts.js; node bench/hosts.js rules N tells what each rule costs. */
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');
const { hostsIn, layouts } = require('./layouts.js');

const SIZES = [1000, 3000, 10_000, 30_000];
const build = join(__dirname, '..', 'build', 'lib');

/** Runs in a process of its own, so that nothing is warm and the peak is its own. */
function child(layout, count, perRule) {
  const { fromObject } = require(join(build, 'manifest', 'from-object.js'));
  const { verify } = require(join(build, 'verify.js'));
  const spent = perRule ? timeRules() : new Map();
  const read = hostsIn(layout, count);
  const [objects, context] = [read.objects, read.context].map((list) => list.map((one) => fromObject(one)));
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
  for (const layout of layouts) {
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
  for (const layout of layouts) {
    for (const [id, milliseconds] of measure(layout, count, true).rules)
      row(`${layout}: ${id}`, `${Math.round(milliseconds)} ms`);
  }
}

const [, , command, ...args] = process.argv;
if (command === 'child') child(args[0], Number(args[1]), args[2] === 'rules');
else if (command === 'rules') byRule(Number(args[0] ?? 10_000));
else main();

/* One measurement: starts the process, and says why when nothing came of it. */
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const MEASURED = join(__dirname, 'measured.js');

/** CPU time and not the clock: a busy machine stops nothing. */
const LIMITED = 'ulimit -S -c 0 -t "$1"; shift; exec "$@"';

/**
 * @param file what is measured: it exports `prepare(input, outdir)`, which returns the step, of which the CPU time is taken
 * @param limit seconds of CPU after which it is stopped
 * @returns the figures, or `failure` in a few words
 */
function run(file, input, limit) {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const command = [process.execPath, MEASURED, join(__dirname, file), JSON.stringify(input), outdir];
  const child = spawnSync('bash', ['-c', LIMITED, 'bash', String(limit), ...command], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: Infinity,
  });
  rmSync(outdir, { recursive: true });
  const result = child.output?.[3];
  return result ? JSON.parse(result) : { failure: reasonOf(child, limit) };
}

const REASONS = [
  [/heap out of memory|Array buffer allocation failed/, 'out of memory'],
  [/^(\w*Error: .*)$/m, undefined],
];

function reasonOf({ error, signal, stderr = '' }, limit) {
  if (signal === 'SIGXCPU') return `more than ${limit} s`;
  for (const [pattern, reason] of REASONS) {
    const match = pattern.exec(stderr);
    if (match !== null) return reason ?? match[1];
  }
  return error?.message ?? signal ?? stderr.trim().split('\n').at(-1);
}

module.exports = { run };

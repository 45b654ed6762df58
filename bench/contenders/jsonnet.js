/* The jsonnet command, writing a YAML stream. The figures are its own: bash counts the CPU time of its child. */
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

/** With a limit of its own: it would outlive this process. */
const TIMED = 'ulimit -t 100; TIMEFORMAT="%U %S"; time "$@"';

exports.prepare = ({ hosts }, outdir) => {
  const template = join(__dirname, 'hosts.jsonnet');
  const command = ['jsonnet', '-y', '-o', join(outdir, 'app.yaml'), '--tla-code', `hosts=${hosts}`, template];
  return () => {
    const start = performance.now();
    const { status, stderr } = spawnSync('bash', ['-c', TIMED, 'bash', ...command], { encoding: 'utf8' });
    const wall = (performance.now() - start) / 1000;
    if (status !== 0) throw new Error(stderr);
    const [user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
    return { command: { cpu: user + system, wall } };
  };
};

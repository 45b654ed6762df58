/* The jsonnet command, writing a YAML stream. The figures are its own: bash counts the CPU time of its child. */
const { spawnSync } = require('node:child_process');
const { constants } = require('node:os');
const { join } = require('node:path');

const TIMED = 'TIMEFORMAT="%U %S"; time "$@"';
/** What bash returns for a command that has used up the CPU time of run.js. */
const USED_UP = 128 + constants.signals.SIGXCPU;

exports.prepare = ({ hosts }, outdir) => {
  const template = join(__dirname, 'hosts.jsonnet');
  const command = ['jsonnet', '-y', '-o', join(outdir, 'app.yaml'), '--tla-code', `hosts=${hosts}`, template];
  return () => {
    const start = performance.now();
    const { status, stderr } = spawnSync('bash', ['-c', TIMED, 'bash', ...command], { encoding: 'utf8' });
    const wall = (performance.now() - start) / 1000;
    if (status === USED_UP) process.kill(process.pid, 'SIGXCPU');
    if (status !== 0) throw new Error(stderr);
    const [user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
    return { command: { cpu: user + system, wall } };
  };
};

import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';

/**
 * cdk8s-cli starts this instead of the app. It runs the app as cdk8s-cli would, and notes how the app ended, which
 * cdk8s-cli turns into 1 whatever it was.
 *
 * The launcher's stderr comes in as stdin, the only stream that cdk8s-cli passes on untouched: what the app writes
 * goes there, live, while cdk8s-cli's own output can be held back.
 */
const { SECURE_INGRESS_APP: app = '', SECURE_INGRESS_APP_ENDED: note = '', ...env } = process.env;
const launcherStderr = 0;

// Whoever interrupts interrupts the app as well; what it does about that is waited for.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

const child = spawn(app, { shell: true, env, stdio: ['ignore', launcherStderr, launcherStderr] });
child.on('close', (code, signal) => {
  writeFileSync(note, String(code ?? signal));
  process.exitCode = code === 0 ? 0 : 1;
});

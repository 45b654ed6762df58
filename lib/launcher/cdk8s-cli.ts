import { existsSync, readFileSync } from 'node:fs';
import type { Replacement } from '../output/replacement';
import { appFailure, nothingRendered } from './app-failure';
import type { Commands } from './commands';
import { Failure } from '../failure';
import type { Project } from './project';

/** What cdk8s-cli exits with when a validation plugin of cdk8s.yaml finds something. */
const VALIDATION_FAILED = 2;

/** Renders the project's app with `cdk8s synth`. Its own messages are shown only if they are the news. */
export async function renderWithCli(
  { folder, app, cdk8sCli }: Project & { readonly cdk8sCli: string },
  env: NodeJS.ProcessEnv,
  staging: Replacement,
  commands: Commands,
): Promise<void> {
  const note = staging.note('app-ended');
  const args = [cdk8sCli, 'synth', '--no-check-upgrade', `--app=${appRunner()}`, `--output=${staging.folder}`];
  // Its stdin is our stderr, for run-app.
  const { how, output } = await commands.run(process.execPath, args, {
    cwd: folder,
    env: { ...env, SECURE_INGRESS_APP: app, SECURE_INGRESS_APP_ENDED: note },
    stdio: [process.stderr.fd, 'pipe', 'pipe'],
  });
  const ended = existsSync(note) ? readFileSync(note, 'utf8') : undefined;
  if (ended !== undefined && ended !== '0') throw appFailure(app, ended);
  if (ended === '0' && !existsSync(staging.folder)) throw nothingRendered();
  if (how !== 0) {
    process.stderr.write(output);
    const exitCode = ended === '0' && how === VALIDATION_FAILED ? 1 : 2;
    throw new Failure(exitCode, `"cdk8s synth" failed with exit code ${how}; its messages are above.`);
  }
}

/** The command for cdk8s-cli, which hands it to the shell as it is. */
function appRunner(): string {
  // With a last word, since cdk8s-cli takes off quotes that a command both begins and ends with.
  return `${quoted(process.execPath)} ${quoted(require.resolve('./run-app'))} --`;
}

function quoted(path: string): string {
  return process.platform === 'win32' ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`;
}

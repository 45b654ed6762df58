import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { filesIn, foreignFiles } from '../output/files';
import type { Replacement } from '../output/replacement';
import { exposedHosts } from '../report/exposed-hosts';
import type { FileSummary } from '../report/synth-summary';
import type { Commands } from './commands';
import { Failure, messageOf } from './failure';

import type { Project } from './project';

/** What cdk8s-cli exits with when a validation plugin of cdk8s.yaml finds something. */
const VALIDATION_FAILED = 2;

/** Compiles the project with its own script, where it has one; the compiler's messages go to stderr. */
export async function compile({ folder, compiles }: Project, commands: Commands): Promise<void> {
  if (!compiles) return;
  const { code } = await commands.run('npm run --silent compile', [], {
    cwd: folder,
    shell: true,
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
  });
  if (code !== 0) throw new Failure(2, '"npm run compile" failed; its messages are above.');
}

/**
 * Renders the project's app with `cdk8s synth` into the staging folder. What the app writes goes to stderr.
 * @throws Failure with what the user has to know, once: cdk8s-cli's own messages are shown only if they are the news
 */
export async function render(
  { folder, app, cdk8sCli }: Project,
  settings: string | undefined,
  staging: Replacement,
  commands: Commands,
): Promise<void> {
  const note = staging.note('app-ended');
  const env = {
    ...process.env,
    ...(settings !== undefined && { SECURE_INGRESS_SETTINGS: settings }),
    SECURE_INGRESS_APP: app,
    SECURE_INGRESS_APP_ENDED: note,
    SECURE_INGRESS_VERDICTS: verdictsNote(staging),
  };
  const args = [cdk8sCli, 'synth', '--no-check-upgrade', `--app=${appRunner()}`, `--output=${staging.folder}`];
  // Its stdin is our stderr, for run-app.
  const cdk8s = await commands.run(process.execPath, args, {
    cwd: folder,
    env,
    stdio: [process.stderr.fd, 'pipe', 'pipe'],
  });
  const ended = existsSync(note) ? readFileSync(note, 'utf8') : undefined;
  if (ended !== undefined && ended !== '0') throw appFailure(app, ended);
  if (ended === '0' && !existsSync(staging.folder)) throw nothingRendered();
  if (cdk8s.code !== 0) {
    process.stderr.write(cdk8s.output);
    const exitCode = ended === '0' && cdk8s.code === VALIDATION_FAILED ? 1 : 2;
    throw new Failure(exitCode, `"cdk8s synth" failed with exit code ${cdk8s.code}; its messages are above.`);
  }
}

function verdictsNote(staging: Replacement): string {
  return staging.note('verdicts');
}

/** What a VerifiedApp has said of its files; nothing for other apps. */
function readVerdicts(staging: Replacement): Readonly<Record<string, string>> {
  const note = verdictsNote(staging);
  return existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')) : {};
}

/** What was rendered, read back from the files. @throws Failure when the folder holds anything but readable YAML */
export function readRendered(staging: Replacement): FileSummary[] {
  const { folder } = staging;
  // cdk8s-cli had it written for the validation plugins, which are done.
  rmSync(join(folder, 'construct-metadata.json'), { force: true });
  const foreign = foreignFiles(folder);
  if (foreign !== undefined) {
    throw new Failure(
      2,
      `the app wrote files that are no *.k8s.yaml (${foreign}), which the next run could not replace.`,
    );
  }
  const paths = [...filesIn(folder)].map(({ path }) => path).toSorted();
  if (paths.length === 0) throw nothingRendered();
  const verdicts = readVerdicts(staging);
  return paths.map((path) => {
    const documents = parseAllDocuments(readFileSync(join(folder, path), 'utf8'));
    const error = documents.flatMap(({ errors }) => errors)[0];
    if (error) throw new Failure(2, `the app wrote ${path}, which is no YAML: ${messageOf(error)}.`);
    const objects = documents.map((document): unknown => document.toJS()).filter((object) => object !== null);
    return { path, objects: objects.length, hosts: exposedHosts(objects), verdict: verdicts[path] ?? '' };
  });
}

/** The command for cdk8s-cli, which hands it to the shell as it is. */
function appRunner(): string {
  // With a last word, since cdk8s-cli takes off quotes that a command both begins and ends with.
  return `${quoted(process.execPath)} ${quoted(require.resolve('./run-app'))} --`;
}

function quoted(path: string): string {
  return process.platform === 'win32' ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`;
}

function appFailure(app: string, ended: string): Failure {
  if (ended === '1') return new Failure(1, `the app (${app}) failed; its message is above.`);
  const how = /^\d+$/.test(ended) ? `ended with exit code ${ended}` : `was ended by ${ended}`;
  return new Failure(2, `the app (${app}) could not do its job and ${how}; its message is above.`);
}

function nothingRendered(): Failure {
  return new Failure(
    2,
    'the app rendered nothing. It has to have a chart with objects, and to write to the folder that CDK8S_OUTDIR ' +
      'names, as a cdk8s App without `outdir` does.',
  );
}

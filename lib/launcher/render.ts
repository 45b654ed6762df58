import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, foreignFiles } from '../output/files';
import type { Replacement } from '../output/replacement';
import type { FileSummary } from '../report/synth-summary';
import { appFailure, nothingRendered } from './app-failure';
import { renderWithCli } from './cdk8s-cli';
import type { Commands } from './commands';
import { Failure } from '../failure';
import type { Project } from './project';

/** Compiles the project with its own script, where it has one; the compiler's messages go to stderr. */
export async function compile({ folder, compiles }: Project, commands: Commands): Promise<void> {
  if (!compiles) return;
  const { how } = await commands.run('npm run --silent compile', [], {
    cwd: folder,
    shell: true,
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
  });
  if (how !== 0) throw new Failure(2, '"npm run compile" failed; its messages are above.');
}

/**
 * Runs the project's app, which renders into the staging folder; what it writes goes to stderr. An app that
 * cdk8s.yaml asks no more for is run as `cdk8s synth` would run it, which takes a second to start.
 * @throws Failure with what the user has to know, once
 */
export async function render(
  project: Project,
  settings: string | undefined,
  staging: Replacement,
  commands: Commands,
): Promise<void> {
  const env = {
    ...process.env,
    ...(settings !== undefined && { SECURE_INGRESS_SETTINGS: settings }),
    SECURE_INGRESS_SUMMARIES: staging.note(SUMMARIES),
  };
  if (project.cdk8sCli !== undefined)
    return renderWithCli({ ...project, cdk8sCli: project.cdk8sCli }, env, staging, commands);
  const { how } = await commands.run(project.app, [], {
    cwd: project.folder,
    shell: true,
    env: { CDK8S_RECORD_CONSTRUCT_METADATA: 'false', ...env, CDK8S_OUTDIR: staging.folder },
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
  });
  if (how !== 0) throw appFailure(project.app, String(how));
  if (!existsSync(staging.folder)) throw nothingRendered();
}

/** The name of the note. */
const SUMMARIES = 'summaries';

/** What a VerifiedApp has said of its files; nothing for other apps. */
function notedSummaries(staging: Replacement): ReadonlyMap<string, FileSummary> {
  const note = staging.note(SUMMARIES);
  const noted: readonly FileSummary[] = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')) : [];
  return new Map(noted.map((summary) => [summary.path, summary]));
}

/** What was rendered. @throws Failure when the folder holds anything but readable YAML */
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
  const noted = notedSummaries(staging);
  return paths.map((path) => noted.get(path) ?? summaryReader()(folder, path));
}

/** Loaded here: who renders with a VerifiedApp reads nothing back. */
function summaryReader(): typeof import('./read-summary').readSummary {
  const module: typeof import('./read-summary') = require('./read-summary');
  return module.readSummary;
}

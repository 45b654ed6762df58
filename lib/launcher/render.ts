import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { filesIn, foreignFiles } from '../output/files';
import type { Replacement } from '../output/replacement';
import { exposedHosts } from '../report/exposed-hosts';
import type { FileSummary } from '../report/synth-summary';
import { appFailure, nothingRendered } from './app-failure';
import { renderWithCli } from './cdk8s-cli';
import type { Commands } from './commands';
import { Failure, messageOf } from './failure';

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
    SECURE_INGRESS_VERDICTS: verdictsNote(staging),
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

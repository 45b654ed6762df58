import { Commands } from './launcher/commands';
import { Failure } from './failure';
import { OutputFolder } from './launcher/output-folder';
import { type Project, readProject, settingsPath } from './launcher/project';
import { compile, readRendered, render } from './launcher/render';
import { type FileSummary, summaryLines, summaryTotal } from './report/synth-summary';

export interface SynthOptions {
  /** Handed to the app as SECURE_INGRESS_SETTINGS, an absolute path. Default: the environment as it is. */
  readonly settings?: string;
  /** The folder to replace. Default: `output` in cdk8s.yaml, else "dist". */
  readonly output?: string;
}

/**
 * Compiles and runs the cdk8s app of the current folder and puts what it renders in place of the old output, which
 * stays as it is when anything goes wrong. Writes a line for each rendered file to stdout, all else to stderr.
 * @throws Failure with exit code 1 when the app rejects its charts, 2 when the job could not be done, 128 + n on
 * signal n
 */
export async function synth({ settings, output }: SynthOptions): Promise<void> {
  const folder = process.cwd();
  const settingsFile = settings === undefined ? undefined : settingsPath(folder, settings);
  const project = readProject(folder);
  const target = new OutputFolder(folder, output ?? project.output ?? 'dist');
  const files = await replace(target, project, settingsFile);
  process.stdout.write(
    summaryLines(target.shown, files)
      .map((line) => `${line}\n`)
      .join(''),
  );
  process.stderr.write(`${summaryTotal(files)}\n`);
}

async function replace(target: OutputFolder, project: Project, settings: string | undefined): Promise<FileSummary[]> {
  const staging = target.stage();
  const commands = new Commands();
  try {
    const files = await build(project, settings, staging, commands).catch((error: unknown) => {
      throw error instanceof Failure ? error.prefixed(`${target.shown}/ is unchanged: `) : error;
    });
    staging.swap();
    return files;
  } finally {
    staging.remove();
    commands.release();
  }
}

async function build(...[project, settings, staging, commands]: Parameters<typeof render>): Promise<FileSummary[]> {
  await compile(project, commands);
  await render(project, settings, staging, commands);
  return readRendered(staging);
}

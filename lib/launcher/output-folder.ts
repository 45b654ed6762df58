import { lstatSync, realpathSync } from 'node:fs';
import { join, normalize, relative, resolve, sep } from 'node:path';
import { existing, foreignFiles, isAround } from '../output/files';
import { Replacement } from '../output/replacement';
import { Failure } from '../failure';

/**
 * A folder that is replaced as a whole, and so may hold nothing but rendered files.
 * The new content is made in `stage().folder` and put in place by `swap`.
 */
export class OutputFolder {
  /** As the user wrote it, with forward slashes and none at the end. */
  readonly shown: string;
  private readonly path: string;

  /** @throws Failure when the folder is not one to replace */
  constructor(project: string, output: string) {
    this.path = resolve(project, output);
    this.shown = normalize(output)
      .split(sep)
      .join('/')
      .replace(/(?<=.)\/$/, '');
    const reason = whyNot(project, this.path);
    if (reason) {
      throw new Failure(
        2,
        `The output folder ${this.shown} ${reason}, and it is replaced as a whole. ` +
          'Give another one with --output, such as dist.',
      );
    }
  }

  /** @throws Failure when nothing can be written beside the folder */
  stage(): Replacement {
    return new Replacement(this.path, this.shown);
  }
}

function whyNot(project: string, path: string): string | undefined {
  const base = existing(path);
  const real = join(realpathSync(base), relative(base, path));
  const realProject = realpathSync(project);
  if (isAround(path, project) || isAround(real, realProject)) return "is the project's folder or holds it";
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) return 'is a symbolic link';
  if (isAround(project, path) && !isAround(realProject, real))
    return 'leads out of the project through a symbolic link';
  if (!stats) return undefined;
  if (!stats.isDirectory()) return 'is a file';
  const foreign = foreignFiles(path);
  return foreign === undefined ? undefined : `holds files that are no *.k8s.yaml (${foreign})`;
}

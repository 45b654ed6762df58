import { existsSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, normalize, relative, resolve, sep } from 'node:path';
import { Failure, messageOf } from './failure';
import { foreignFiles } from './files';

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
  stage(): Staging {
    try {
      // Beside the folder, since only within one file system renaming is all or nothing.
      const temporary = mkdtempSync(join(existing(dirname(this.path)), `.${basename(this.path)}-`));
      return new Staging(this.path, this.shown, temporary);
    } catch (error) {
      throw new Failure(2, `${this.shown}/ is unchanged: no folder can be made beside it: ${messageOf(error)}.`);
    }
  }
}

/** New content on its way to the output folder. */
export class Staging {
  /** To be made and filled. */
  readonly folder: string;
  private readonly old: string;
  private oldIsElsewhere = false;

  constructor(
    private readonly output: string,
    private readonly shown: string,
    private readonly temporary: string,
  ) {
    this.folder = join(temporary, 'new');
    this.old = join(temporary, 'old');
  }

  /** A path for a note that does not end up in the output. */
  note(name: string): string {
    return join(this.temporary, name);
  }

  /** Replaces the output folder. @throws Failure when that is not possible; the old content is back in place then */
  swap(): void {
    const replaces = existsSync(this.output);
    try {
      if (replaces) renameSync(this.output, this.old);
      else mkdirSync(dirname(this.output), { recursive: true });
      this.oldIsElsewhere = replaces;
      renameSync(this.folder, this.output);
      this.oldIsElsewhere = false;
    } catch (error) {
      if (this.oldIsElsewhere) this.restore(error);
      throw new Failure(2, `${this.shown}/ is unchanged: it cannot be replaced: ${messageOf(error)}.`);
    }
  }

  /** Removes everything temporary, unless the only copy of the old content is there. */
  remove(): void {
    if (!this.oldIsElsewhere) rmSync(this.temporary, { recursive: true, force: true, maxRetries: 3 });
  }

  private restore(reason: unknown): void {
    try {
      renameSync(this.old, this.output);
      this.oldIsElsewhere = false;
    } catch (error) {
      throw new Failure(
        2,
        `${this.shown}/ could not be replaced (${messageOf(reason)}) nor put back (${messageOf(error)}). ` +
          `What it held is in ${this.old}: move it back by hand.`,
      );
    }
  }
}

function whyNot(project: string, path: string): string | undefined {
  const base = existing(path);
  const real = join(realpathSync(base), relative(base, path));
  const realProject = realpathSync(project);
  if (holds(path, project) || holds(real, realProject)) return "is the project's folder or holds it";
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink()) return 'is a symbolic link';
  if (holds(project, path) && !holds(realProject, real)) return 'leads out of the project through a symbolic link';
  if (!stats) return undefined;
  if (!stats.isDirectory()) return 'is a file';
  const foreign = foreignFiles(path);
  return foreign === undefined ? undefined : `holds files that are no *.k8s.yaml (${foreign})`;
}

function holds(outer: string, inner: string): boolean {
  const path = relative(outer, inner);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

/** The path, or the nearest folder above it that exists. */
function existing(path: string): string {
  return existsSync(path) ? path : existing(dirname(path));
}

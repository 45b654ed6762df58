import { existsSync, lstatSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure, messageOf } from '../failure';
import { existing, filesIn, foldersIn, foreignFiles, isAround } from './files';
import { keepUnchanged } from './same-content';

/**
 * New content on its way to an output folder, made in a folder of its own: the old content stays until the new one is
 * complete.
 */
export class Replacement {
  /** To be made and filled. */
  readonly folder: string;
  private readonly path: string;
  private readonly temporary: string;
  private readonly old: string;
  private oldIsElsewhere = false;

  /**
   * @param shown the output folder for messages
   * @throws Failure when nothing can be written beside the output folder, nor in it
   */
  constructor(
    output: string,
    private readonly shown = output,
  ) {
    this.path = resolve(output);
    this.temporary = this.makeTemporary();
    this.folder = join(this.temporary, 'new');
    this.old = join(this.temporary, 'old');
  }

  /** A path for a note that does not end up in the output. */
  note(name: string): string {
    return join(this.temporary, name);
  }

  /**
   * Replaces the output folder as a whole where that loses nothing: it holds rendered files alone, and is neither a link
   * nor in use as the current folder. Else the new files are put in place one by one, and all others stay.
   */
  commit(): void {
    if (!this.canSwap) return this.merge();
    try {
      this.swap();
    } catch (error) {
      // Such as a volume of a container, which can be written to but not renamed.
      if (this.oldIsElsewhere) throw error;
      this.merge();
    }
  }

  /** Replaces the output folder as a whole. @throws Failure when that is not possible; the old content is back then */
  swap(): void {
    const replaces = existsSync(this.path);
    try {
      if (replaces) keepUnchanged(this.folder, this.path);
      if (replaces) renameSync(this.path, this.old);
      else mkdirSync(dirname(this.path), { recursive: true });
      this.oldIsElsewhere = replaces;
      renameSync(this.folder, this.path);
      this.oldIsElsewhere = false;
    } catch (error) {
      if (this.oldIsElsewhere) this.restore(error);
      throw new Failure(2, `${this.shown}/ is unchanged: it cannot be replaced: ${messageOf(error)}.`);
    }
  }

  /** Puts the files in place one by one, each at once; other files of the output folder stay. */
  merge(): void {
    keepUnchanged(this.folder, this.path);
    for (const folder of ['', ...foldersIn(this.folder)]) mkdirSync(join(this.path, folder), { recursive: true });
    for (const { path } of filesIn(this.folder)) renameSync(join(this.folder, path), join(this.path, path));
  }

  /** Removes everything temporary, unless the only copy of the old content is there. */
  remove(): void {
    if (!this.oldIsElsewhere) rmSync(this.temporary, { recursive: true, force: true, maxRetries: 3 });
  }

  private get canSwap(): boolean {
    const stats = lstatSync(this.path, { throwIfNoEntry: false });
    if (!stats) return true;
    const isUsed = isAround(this.path, process.cwd()) || isAround(this.path, this.temporary);
    return stats.isDirectory() && !isUsed && foreignFiles(this.path) === undefined;
  }

  private makeTemporary(): string {
    const name = `.${basename(this.path)}-`;
    try {
      // Beside the folder, since only within one file system renaming is all or nothing.
      return mkdtempSync(join(existing(dirname(this.path)), name));
    } catch (error) {
      if (existsSync(this.path)) return mkdtempSync(join(this.path, name));
      throw new Failure(2, `${this.shown}/ is unchanged: no folder can be made beside it: ${messageOf(error)}.`);
    }
  }

  private restore(reason: unknown): void {
    try {
      renameSync(this.old, this.path);
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

import { closeSync, linkSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn } from './files';

const CHUNK = 1 << 16;

/**
 * Puts the old file, by a link, in place of each new one that has the same bytes: what did not change is not rewritten,
 * and tools that look at times see that.
 */
export function keepUnchanged(newFolder: string, oldFolder: string): void {
  const [now, before] = [Buffer.allocUnsafe(CHUNK), Buffer.allocUnsafe(CHUNK)];
  for (const { path } of filesIn(newFolder)) {
    const [fresh, old] = [join(newFolder, path), join(oldFolder, path)];
    if (haveSameSize(fresh, old) && haveSameBytes(fresh, old, now, before)) link(old, fresh);
  }
}

function haveSameSize(fresh: string, old: string): boolean {
  const stats = statSync(old, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size === statSync(fresh).size;
}

function haveSameBytes(fresh: string, old: string, now: Buffer, before: Buffer): boolean {
  const files = [openSync(fresh, 'r')];
  try {
    files.push(openSync(old, 'r'));
    for (;;) {
      const [read = 0, readBefore = 0] = files.map((file, i) => readSync(file, i === 0 ? now : before));
      if (read !== readBefore || now.compare(before, 0, read, 0, read) !== 0) return false;
      if (read === 0) return true;
    }
  } finally {
    files.forEach(closeSync);
  }
}

/** Where the file system has no links, the new file is as good. */
function link(old: string, fresh: string): void {
  const linked = `${fresh}.old`;
  try {
    linkSync(old, linked);
  } catch {
    return;
  }
  renameSync(linked, fresh);
}

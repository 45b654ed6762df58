import { closeSync, openSync, writeFileSync } from 'node:fs';

/** Characters that are gathered before they are written: few calls, and never a whole large file in memory. */
const CHUNK = 1 << 18;

/** Writes a file piece by piece; one that is no larger than a chunk, in one call. */
export function writeText(path: string, pieces: Iterable<string>): void {
  let file: number | undefined;
  let pending = '';
  try {
    for (const piece of pieces) {
      pending += piece;
      if (pending.length < CHUNK) continue;
      file ??= openSync(path, 'w');
      writeFileSync(file, pending);
      pending = '';
    }
    writeFileSync(file ?? path, pending);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

import { closeSync, openSync, writeFileSync } from 'node:fs';

/** Characters that are gathered before they are written: few calls, and never a whole file in memory. */
const CHUNK = 1 << 18;

/** Writes a file piece by piece. */
export function writeText(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, 'w');
  try {
    let pending = '';
    for (const piece of pieces) {
      pending += piece;
      if (pending.length < CHUNK) continue;
      writeFileSync(file, pending);
      pending = '';
    }
    writeFileSync(file, pending);
  } finally {
    closeSync(file);
  }
}

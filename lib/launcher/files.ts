import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below the folder, by its path with forward slashes, in the order of names. Follows no links. */
export function* filesIn(folder: string): Generator<{ readonly path: string; readonly rendered: boolean }> {
  const waiting = lastToFirst(folder, '');
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path, entry } = next;
    if (entry.isDirectory()) for (const inside of lastToFirst(folder, `${path}/`)) waiting.push(inside);
    else yield { path, rendered: entry.isFile() && path.endsWith('.k8s.yaml') };
  }
}

function lastToFirst(folder: string, at: string): { path: string; entry: Dirent }[] {
  const entries = readdirSync(join(folder, at), { withFileTypes: true });
  return entries.toSorted((a, b) => (a.name < b.name ? 1 : -1)).map((entry) => ({ path: at + entry.name, entry }));
}

/** Names the first files of the folder that are not rendered ones; undefined when there are none. */
export function foreignFiles(folder: string): string | undefined {
  const found: string[] = [];
  for (const { path, rendered } of filesIn(folder)) {
    if (!rendered) found.push(path);
    if (found.length > 3) return `${found.slice(0, 3).join(', ')} and more`;
  }
  return found.length === 0 ? undefined : found.join(', ');
}

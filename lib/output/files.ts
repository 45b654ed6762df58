import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

interface Entry {
  readonly path: string;
  readonly entry: Dirent;
}

/** Every file below the folder, by its path with forward slashes, in the order of names. Follows no links. */
export function* filesIn(folder: string): Generator<{ readonly path: string; readonly rendered: boolean }> {
  for (const { path, entry } of entriesIn(folder)) {
    if (!entry.isDirectory()) yield { path, rendered: entry.isFile() && path.endsWith('.k8s.yaml') };
  }
}

/** Every folder below the folder, outer ones first. */
export function* foldersIn(folder: string): Generator<string> {
  for (const { path, entry } of entriesIn(folder)) if (entry.isDirectory()) yield path;
}

function* entriesIn(folder: string): Generator<Entry> {
  const waiting = lastToFirst(folder, '');
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next;
    if (next.entry.isDirectory()) for (const inside of lastToFirst(folder, `${next.path}/`)) waiting.push(inside);
  }
}

function lastToFirst(folder: string, at: string): Entry[] {
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

/** True for the folder itself, too. */
export function isAround(outer: string, inner: string): boolean {
  const path = relative(outer, inner);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

/** The path, or the nearest folder above it that exists. */
export function existing(path: string): string {
  return existsSync(path) ? path : existing(dirname(path));
}

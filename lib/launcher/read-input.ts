import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { posix, sep } from 'node:path';
import type { FileProblem } from '../manifest/problem';
import { messageOf } from '../failure';

/** One file of the input, or why it cannot be read. */
export type InputFile = { readonly file: string; readonly bytes: Uint8Array } | FileProblem;

/** Standard input, by its number. */
const STDIN = 0;
const MANIFEST = /\.(ya?ml|json)$/;

/**
 * The files that the paths name, one at a time, in the order of their names, each once: a file itself, all *.yaml,
 * *.yml and *.json below a folder, `-` for standard input. Names are the path as given and what is below it, with
 * forward slashes. Of folders, those that begin with a dot and node_modules are left out.
 */
export function* readInput(paths: readonly string[]): Generator<InputFile> {
  const failures: InputFile[] = [];
  const names = new Set<string>();
  for (const path of new Set(paths)) {
    if (path === '-') names.add(path);
    else for (const name of filesAt(path, failures)) names.add(name);
  }
  const all = [...[...names].map((file) => ({ file })), ...failures];
  const seen = new Set<string>();
  for (const entry of all.toSorted((one, other) => (one.file < other.file ? -1 : 1))) {
    if ('message' in entry) yield entry;
    else if (!repeated(entry.file, seen)) yield readOne(entry.file);
  }
}

/** True for a file that was read already under another name, such as a link. */
function repeated(file: string, seen: Set<string>): boolean {
  if (file === '-') return false;
  try {
    const real = realpathSync(file);
    if (seen.has(real)) return true;
    seen.add(real);
  } catch {
    // Gone since it was listed: reading it says so.
  }
  return false;
}

/** A file, or standard input for `-`. */
export function readOne(file: string): InputFile {
  try {
    return { file, bytes: readFileSync(file === '-' ? STDIN : file) };
  } catch (error) {
    return unreadable(file, error);
  }
}

/** The names of the files at one path. Links are followed, but into no folder twice. */
function* filesAt(path: string, failures: InputFile[]): Generator<string> {
  const visited = new Set<string>();
  const waiting = [{ name: path.split(sep).join('/'), given: true }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { name, given } = next;
    try {
      const stats = statSync(name);
      if (stats.isDirectory()) waiting.push(...inside(name, given, visited));
      else if (given || (stats.isFile() && MANIFEST.test(name))) yield name;
    } catch (error) {
      if (given || MANIFEST.test(name)) failures.push(unreadable(name, error));
    }
  }
}

/** Last to first, as they are taken from the end. */
function inside(folder: string, given: boolean, visited: Set<string>): { name: string; given: boolean }[] {
  const base = posix.basename(folder);
  if (!given && (base.startsWith('.') || base === 'node_modules')) return [];
  const real = realpathSync(folder);
  if (visited.has(real)) return [];
  visited.add(real);
  const names = readdirSync(folder).toSorted().toReversed();
  return names.map((name) => ({ name: posix.join(folder, name), given: false }));
}

function unreadable(file: string, error: unknown): InputFile {
  return { file, message: `This cannot be read: ${messageOf(error)}`, fix: 'Check the path and its permissions' };
}

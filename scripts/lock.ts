import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import * as v from 'valibot';
import { sha256 } from './canonical';
import { ImportError, messageOf } from './import-error';
import type { Input } from './inputs';
import { SOURCES_FILE, type Source } from './sources';

export const IMPORTS = 'imports';
const LOCK = 'lock.json';

const Lock = v.object({
  /** Name and version of what wrote the classes. */
  generator: v.string(),
  sources: v.array(
    v.object({
      name: v.string(),
      version: v.string(),
      addresses: v.array(v.string()),
      /** Of the canonical form: see `canonicalCrds`. */
      sha256: v.string(),
    }),
  ),
  /** SHA-256 of every generated file, by its path in the folder. */
  files: v.record(v.string(), v.string()),
});

type Lock = v.InferOutput<typeof Lock>;
type LockedSource = Lock['sources'][number];

/** Writes down what the files of `folder` were made from. */
export function writeLock(folder: string, inputs: readonly Input[], generator: string): void {
  const sources = inputs.map(({ source: { name, version, addresses }, sha256: hash }) => {
    return { name, version, addresses: [...addresses], sha256: hash };
  });
  const lock: Lock = { generator, sources, files: hashFiles(folder) };
  writeFileSync(join(folder, LOCK), `${JSON.stringify(lock, null, 2)}\n`);
}

export function readLock(folder: string): Lock {
  try {
    return v.parse(Lock, JSON.parse(readFileSync(join(folder, LOCK), 'utf8')));
  } catch (error) {
    throw new ImportError([`${IMPORTS}/${LOCK}: cannot be read (${messageOf(error)}). Run \`npm run import\`.`]);
  }
}

/** What is wrong with the files of `root`, told from the lock alone: no network, no input. */
export function checkLock(root: string, sources: readonly Source[], generator: string): string[] {
  const folder = join(root, IMPORTS);
  const lock = readLock(folder);
  const { [LOCK]: _, ...files } = hashFiles(folder);
  const problems = [...compareSources(lock.sources, sources), ...compareFiles(lock.files, files)];
  if (lock.generator !== generator) {
    problems.push(
      `${IMPORTS}/${LOCK}: made by ${lock.generator}, but ${generator} is installed. Run \`npm run import\`.`,
    );
  }
  return problems;
}

function compareSources(locked: readonly LockedSource[], sources: readonly Source[]): string[] {
  const made = new Set(locked.map(describe));
  const named = new Set(sources.map(describe));
  const added = [...named].filter((each) => !made.has(each));
  const gone = [...made].filter((each) => !named.has(each));
  return [
    ...added.map((each) => `${SOURCES_FILE}: not imported yet: ${each}. Run \`npm run import\`.`),
    ...gone.map((each) => `${IMPORTS}/${LOCK}: no longer in ${SOURCES_FILE}: ${each}. Run \`npm run import\`.`),
  ];
}

function describe({ name, version, addresses }: Omit<Source, 'typed'>): string {
  return `${name} ${version} from ${addresses.join(', ')}`;
}

/** Differences between two sets of file hashes. */
export function compareFiles(
  expected: Readonly<Record<string, string>>,
  actual: Readonly<Record<string, string>>,
): string[] {
  const paths = [...new Set([...Object.keys(expected), ...Object.keys(actual)])].toSorted();
  return paths
    .filter((path) => expected[path] !== actual[path])
    .map((path) => {
      const file = `${IMPORTS}/${path}`;
      if (actual[path] === undefined) return `${file}: missing. Run \`npm run import\`.`;
      if (expected[path] === undefined)
        return `${file}: not generated. Move it elsewhere: the import replaces the folder.`;
      return `${file}: differs from what was generated. Never edit it; run \`npm run import\`.`;
    });
}

export function hashFiles(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  const paths = files.map((file) => join(file.parentPath, file.name)).toSorted();
  return Object.fromEntries(
    paths.map((path) => [relative(folder, path).replaceAll(sep, '/'), sha256(readFileSync(path))]),
  );
}

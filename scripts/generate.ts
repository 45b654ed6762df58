import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Input, readInputs } from './inputs';
import { IMPORTS, compareFiles, hashFiles, readLock, writeLock } from './lock';
import { writeSchemas } from './schemas';
import { readSources } from './sources';
import { generatorVersion, writeTypedClasses } from './typed-classes';

/** What an import did, for the report. */
export interface Imported {
  readonly files: number;
  readonly sources: readonly string[];
  readonly warnings: readonly string[];
}

/** Generates everything beside `imports/` first, so that a failure leaves the old files as they are. */
export async function replaceImports(root: string, crds?: string): Promise<Imported> {
  return withTemporary(root, async (temporary) => {
    const fresh = join(temporary, 'new');
    const inputs = await generate(root, fresh, crds);
    const target = join(root, IMPORTS);
    const warnings = movedUpstream(target, inputs);
    if (existsSync(target)) renameSync(target, join(temporary, 'old'));
    renameSync(fresh, target);
    return {
      files: Object.keys(hashFiles(target)).length,
      sources: inputs.map(({ source }) => `${source.name} ${source.version}`),
      warnings,
    };
  });
}

/** Generates everything again and says which files of `imports/` are not, byte for byte, what comes out. */
export async function compareImports(root: string, crds: string): Promise<string[]> {
  return withTemporary(root, async (temporary) => {
    const fresh = join(temporary, 'new');
    await generate(root, fresh, crds);
    return compareFiles(hashFiles(fresh), hashFiles(join(root, IMPORTS)));
  });
}

async function generate(root: string, folder: string, crds?: string): Promise<Input[]> {
  const inputs = await readInputs(readSources(root), crds);
  mkdirSync(folder);
  writeSchemas(inputs, folder);
  await writeTypedClasses(inputs, folder);
  writeLock(folder, inputs, generatorVersion());
  return inputs;
}

/** In `root`, because a folder is renamed in one step only within its file system. */
async function withTemporary<T>(root: string, work: (folder: string) => Promise<T>): Promise<T> {
  const temporary = mkdtempSync(join(root, '.imports-'));
  try {
    return await work(temporary);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** A published version should never change; when it did, somebody should look before committing. */
function movedUpstream(folder: string, inputs: readonly Input[]): string[] {
  const locked = existsSync(join(folder, 'lock.json')) ? readLock(folder).sources : [];
  return inputs.flatMap(({ source, sha256 }) => {
    const before = locked.find(({ name, version }) => name === source.name && version === source.version);
    if (!before || before.sha256 === sha256 || before.addresses.join() !== source.addresses.join()) return [];
    return [
      `${source.name} ${source.version}: the content is not what ${IMPORTS}/lock.json recorded for this version. Review the diff before committing it.`,
    ];
  });
}

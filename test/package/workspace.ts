import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { filesIn } from '../../lib/output/files';
import { succeed } from './processes';

export const REPOSITORY = join(__dirname, '..', '..');

export type Files = Readonly<Record<string, string>>;

/** A temporary folder with the packed package and projects that have it installed. */
export class Workspace {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'package-')));
  private packing: Promise<string> | undefined;
  private readonly projects = new Map<string, Promise<string>>();

  /** The path of the tarball. */
  tarball(): Promise<string> {
    this.packing ??= pack(this.folder);
    return this.packing;
  }

  /** The folder of a project with these files, and the tarball and other packages installed; made once. */
  project(name: string, files: Files = {}, packages: readonly string[] = []): Promise<string> {
    const known = this.projects.get(name);
    const project = known ?? this.install(join(this.folder, name), files, packages);
    this.projects.set(name, project);
    return project;
  }

  async remove(): Promise<void> {
    // Nothing may still be writing.
    await Promise.allSettled([this.tarball(), ...this.projects.values()]);
    rmSync(this.folder, { recursive: true, maxRetries: 3 });
  }

  private async install(folder: string, files: Files, packages: readonly string[]): Promise<string> {
    write(folder, files);
    if (files['package.json'] === undefined) await succeed(folder, 'npm', 'init', '--yes');
    const options = ['--no-audit', '--no-fund', '--prefer-offline'];
    await succeed(folder, 'npm', 'install', ...options, await this.tarball(), ...packages);
    return folder;
  }
}

/** Packs a copy without `build/`, so that no file of an older build is published and none is changed under others. */
async function pack(folder: string): Promise<string> {
  const copy = join(folder, 'source');
  for (const name of readdirSync(REPOSITORY)) {
    if (!/^(\..*|build|node_modules)$/.test(name))
      cpSync(join(REPOSITORY, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(REPOSITORY, 'node_modules'), join(copy, 'node_modules'));
  await succeed(copy, 'npm', 'pack', '--pack-destination', folder);
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  return join(folder, name ?? 'no tarball');
}

/** The version in our lock file. */
export function lockedVersion(name: string): string {
  const { packages }: { packages: Record<string, { version: string }> } = JSON.parse(
    readFileSync(join(REPOSITORY, 'package-lock.json'), 'utf8'),
  );
  const version = packages[`node_modules/${name}`]?.version;
  if (version === undefined) throw new Error(`package-lock.json has no ${name}`);
  return version;
}

/** The packages for `npm install`, at the versions in our lock file. */
export function locked(...names: readonly string[]): string[] {
  return names.map((name) => `${name}@${lockedVersion(name)}`);
}

/** The text of a program that uses the package. */
export function consumer(name: string): string {
  return readFileSync(join(__dirname, 'consumer', name), 'utf8');
}

export function write(folder: string, files: Files): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Everything in the folder, by path. */
export function contentOf(folder: string): Files {
  return Object.fromEntries([...filesIn(folder)].map(({ path }) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Each object's kind, and its name with the namespace where there is one. */
export function objectsOf(yaml: string): string[] {
  return parseAllDocuments(yaml).map((document) => {
    const { kind, metadata }: { kind: string; metadata: { namespace?: string; name: string } } = document.toJS();
    return `${kind} ${[metadata.namespace, metadata.name].filter((part) => part !== undefined).join('/')}`;
  });
}

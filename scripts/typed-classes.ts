import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import type { Crd } from './canonical';
import { ImportError, allOrProblems, messageOf } from './import-error';
import type { Input } from './inputs';
import { newestFirst } from './kube-version';

const MANIFEST = require.resolve('cdk8s-cli/package.json');
const Package = v.object({ name: v.string(), version: v.string() });

/** Name and version of the installed generator: another one may write other bytes from the same input. */
export function generatorVersion(): string {
  const { name, version } = v.parse(Package, JSON.parse(readFileSync(MANIFEST, 'utf8')));
  return `${name} ${version}`;
}

/** Writes one TypeScript module for each API group of the typed sources into `folder`. */
export async function writeTypedClasses(inputs: readonly Input[], folder: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'import-'));
  try {
    const modules = await allOrProblems(inputs.filter(({ source }) => source.typed).map((input) => run(input, work)));
    for (const module of modules.flat()) place(module, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

interface Module {
  readonly name: string;
  readonly file: string;
}

/** Each source gets a folder of its own: cdk8s-cli silently overwrites a module that is already there. */
async function run({ source, crds }: Input, work: string): Promise<Module[]> {
  const folder = join(work, source.name);
  mkdirSync(folder);
  // JSON is YAML, and one document is enough: the extension only tells cdk8s-cli that this is a file.
  writeFileSync(join(folder, 'crds.yaml'), JSON.stringify({ kind: 'List', items: crds.map(newestOnly) }));
  const options = ['--language', 'typescript', '--save', 'false', '--output', 'imports', '--no-check-upgrade'];
  const cli = join(dirname(MANIFEST), 'bin', 'cdk8s');
  try {
    await promisify(execFile)(process.execPath, [cli, 'import', 'crds.yaml', ...options], { cwd: folder });
  } catch (error) {
    throw new ImportError([`${source.name} ${source.version}: cdk8s-cli failed: ${messageOf(error)}`]);
  }
  const groups = [...new Set(crds.map((crd) => crd.group))];
  return groups.map((group) => ({ name: `${group}.ts`, file: join(folder, 'imports', `${group}.ts`) }));
}

/** One version of each kind, so that its class has no version in its name and there is one way to write it. */
export function newestOnly({ name, versions, ...spec }: Crd): unknown {
  const served = versions.filter((version) => version.served);
  const newest = served.toSorted((a, b) => newestFirst(a.name, b.name)).slice(0, 1);
  if (newest.length === 0) {
    throw new ImportError([`${name}: no version is served, so no class can be made. Leave the CRD out of the source.`]);
  }
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name },
    spec: { ...spec, versions: newest },
  };
}

function place({ name, file }: Module, folder: string): void {
  const target = join(folder, name);
  if (!existsSync(file)) throw new ImportError([`imports/${name}: cdk8s-cli reported success and did not write it.`]);
  if (existsSync(target)) {
    throw new ImportError([`imports/${name}: two sources carry this API group; keep a group in one source.`]);
  }
  copyFileSync(file, target);
}

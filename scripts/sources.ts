import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ImportError } from './import-error';

export const SOURCES_FILE = 'cdk8s.yaml';

/** One upstream project at one version. */
export interface Source {
  /** Name of the schema file and of local copies, such as `cert-manager`. */
  readonly name: string;
  /** Without a leading `v`. */
  readonly version: string;
  readonly addresses: readonly string[];
  /** Typed classes are generated for the sources under `imports`, not for those under `schemas`. */
  readonly typed: boolean;
}

/** Reads the sources from `cdk8s.yaml` in `root`, sorted by name. */
export function readSources(root: string): Source[] {
  const config = readConfig(join(root, SOURCES_FILE));
  const problems: string[] = [];
  const typed = list(config, 'imports', problems).map((entry) => typedSource(entry, problems));
  const schemas = list(config, 'schemas', problems).map((entry) => schemaSource(entry, problems));
  const sources = [...typed, ...schemas].filter((source) => source !== undefined);
  const names = sources.map((source) => source.name);
  for (const name of new Set(names.filter((each, index) => names.indexOf(each) !== index))) {
    problems.push(`${SOURCES_FILE}: two sources are named "${name}" and would write the same file; keep one.`);
  }
  if (problems.length > 0) throw new ImportError(problems);
  return sources.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function readConfig(file: string): Record<string, unknown> {
  let config: unknown;
  try {
    config = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ImportError([
      `${SOURCES_FILE}: cannot be read (${(error as Error).message}). Run the import in the folder that holds it.`,
    ]);
  }
  return typeof config === 'object' && config !== null ? { ...config } : {};
}

function list(config: Record<string, unknown>, key: string, problems: string[]): unknown[] {
  const value = config[key];
  if (Array.isArray(value)) return value;
  problems.push(`${SOURCES_FILE}: "${key}" must be a list of sources.`);
  return [];
}

const GITHUB = [
  /^https:\/\/raw\.githubusercontent\.com\/[^/]+\/(?<name>[^/]+)\/v?(?<version>\d[^/]*)\//,
  /^https:\/\/github\.com\/[^/]+\/(?<name>[^/]+)\/releases\/download\/v?(?<version>\d[^/]*)\//,
];

function typedSource(entry: unknown, problems: string[]): Source | undefined {
  const address = String(entry);
  for (const pattern of GITHUB) {
    const { name, version } = pattern.exec(address)?.groups ?? {};
    if (name && version) return { name, version, addresses: [address], typed: true };
  }
  problems.push(
    `${SOURCES_FILE}: imports: cannot tell project and version from "${address}". ` +
      'Use https://raw.githubusercontent.com/OWNER/PROJECT/VERSION/... ' +
      'or https://github.com/OWNER/PROJECT/releases/download/VERSION/...',
  );
  return undefined;
}

function schemaSource(entry: unknown, problems: string[]): Source | undefined {
  const { name, version, addresses } = (entry ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]*$/.test(name)) {
    problems.push(`${SOURCES_FILE}: schemas: the name ${JSON.stringify(name)} must be a lower-case file name.`);
    return undefined;
  }
  if (typeof version !== 'string' || !/^\d[\w.+-]*$/.test(version)) {
    problems.push(
      `${SOURCES_FILE}: schemas: ${name}: the version ${JSON.stringify(version)} must be a string such as "1.2.0", without "v".`,
    );
    return undefined;
  }
  if (!Array.isArray(addresses) || addresses.length === 0) {
    problems.push(`${SOURCES_FILE}: schemas: ${name}: "addresses" must list at least one address.`);
    return undefined;
  }
  return {
    name,
    version,
    addresses: addresses.map((each) => String(each).replaceAll('{version}', version)),
    typed: false,
  };
}

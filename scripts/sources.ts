import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { ImportError, messageOf } from './import-error';

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

const GITHUB = [
  /^https:\/\/raw\.githubusercontent\.com\/[^/]+\/(?<name>[^/]+)\/v?(?<version>\d[^/]*)\//,
  /^https:\/\/github\.com\/[^/]+\/(?<name>[^/]+)\/releases\/download\/v?(?<version>\d[^/]*)\//,
];
const GITHUB_NEEDED =
  'must be https://raw.githubusercontent.com/OWNER/PROJECT/VERSION/... ' +
  'or https://github.com/OWNER/PROJECT/releases/download/VERSION/..., to tell project and version from it';

const Config = v.object({
  imports: v.array(
    v.pipe(
      v.string(),
      v.check((address) => GITHUB.some((pattern) => pattern.test(address)), GITHUB_NEEDED),
    ),
    'must be a list of addresses',
  ),
  schemas: v.array(
    v.object({
      name: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, 'must be a lower-case file name')),
      version: v.pipe(
        v.string('must be quoted: YAML reads it as a number'),
        v.regex(/^\d[\w.+-]*$/, 'must be a version such as 1.2.0, without "v"'),
      ),
      addresses: v.pipe(v.array(v.string()), v.minLength(1, 'must list at least one address')),
    }),
    'must be a list of sources',
  ),
});

/** Reads the sources from `cdk8s.yaml` in `root`, sorted by name. */
export function readSources(root: string): Source[] {
  const result = v.safeParse(Config, readConfig(join(root, SOURCES_FILE)));
  if (!result.success) {
    throw new ImportError(
      result.issues.map((issue) => `${SOURCES_FILE}: ${v.getDotPath(issue)}: ${issue.message}, not ${issue.received}.`),
    );
  }
  const { imports, schemas } = result.output;
  const sources = [...imports.map(typedSource), ...schemas.map(schemaSource)];
  const names = sources.map((source) => source.name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) {
    throw new ImportError([`${SOURCES_FILE}: ${twice.join(', ')}: named twice, for one schema file; keep one.`]);
  }
  return sources.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function readConfig(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ImportError([
      `${SOURCES_FILE}: cannot be read (${messageOf(error)}). Run the import in the folder that holds it.`,
    ]);
  }
}

function typedSource(address: string): Source {
  const match = GITHUB.map((pattern) => pattern.exec(address)?.groups).find((groups) => groups !== undefined);
  return { name: match?.['name'] ?? '', version: match?.['version'] ?? '', addresses: [address], typed: true };
}

function schemaSource({ name, version, addresses }: v.InferOutput<typeof Config>['schemas'][number]): Source {
  return { name, version, addresses: addresses.map((each) => each.replaceAll('{version}', version)), typed: false };
}

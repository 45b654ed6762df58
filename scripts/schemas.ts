import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Crd, sortKeys } from './canonical';
import { type Kind, compact } from './compact-schema';
import { ImportError } from './import-error';
import type { Input } from './inputs';
import { kubernetesKinds } from './kubernetes-kinds';

const INDEX = 'index';

/** Writes `schemas/NAME.json` for every source into `folder`, and `schemas/index.json`: which kind is in which. */
export function writeSchemas(inputs: readonly Input[], folder: string): void {
  mkdirSync(join(folder, 'schemas'));
  const sources = new Map<string, string>();
  for (const { source, crds, definitions } of inputs) {
    const document = compact([...crdKinds(crds), ...kubernetesKinds(definitions)], definitions);
    addToIndex(sources, Object.keys(document.kinds), source.name);
    write(join(folder, 'schemas', `${source.name}.json`), document);
  }
  write(join(folder, 'schemas', `${INDEX}.json`), Object.fromEntries(sources));
}

function addToIndex(index: Map<string, string>, keys: readonly string[], source: string): void {
  if (source === INDEX) throw new ImportError([`${source}: this name is taken by the list of kinds; use another.`]);
  const twice = keys.filter((key) => index.has(key));
  if (twice.length > 0) {
    throw new ImportError(
      twice.map((key) => `${key}: in ${index.get(key)} and in ${source}; keep a kind in one source.`),
    );
  }
  for (const key of keys) index.set(key, source);
}

function write(file: string, content: object): void {
  writeFileSync(file, `${JSON.stringify(sortKeys(content))}\n`);
}

/** Every version that the API server accepts: manifests of other people use old ones. */
export function crdKinds(crds: readonly Crd[]): Kind[] {
  return crds.flatMap(({ group, names, scope, versions }) =>
    versions
      .filter((version) => version.served)
      .map(({ name, schema }) => ({
        key: `${group}/${name}/${names.kind}`,
        scope,
        schema: schema.openAPIV3Schema,
      })),
  );
}

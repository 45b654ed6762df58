import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Crd, sortKeys } from './canonical';
import { type Kind, compact } from './compact-schema';
import type { Input } from './inputs';
import { kubernetesKinds } from './kubernetes-kinds';

/** Writes `schemas/NAME.json` for every source into `folder`. */
export function writeSchemas(inputs: readonly Input[], folder: string): void {
  mkdirSync(join(folder, 'schemas'));
  for (const { source, crds, definitions } of inputs) {
    const document = compact([...crdKinds(crds), ...kubernetesKinds(definitions)], definitions);
    writeFileSync(join(folder, 'schemas', `${source.name}.json`), `${JSON.stringify(sortKeys(document))}\n`);
  }
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

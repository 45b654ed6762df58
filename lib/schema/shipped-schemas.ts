import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SchemaDocument } from './schema-document';
import { type KindIndex, SchemaLibrary } from './schema-library';

const FOLDER = join('imports', 'schemas');
const INDEX = 'index.json';

/** Sources of which this package carries every kind: an unknown kind in their groups is a mistake, not a gap. */
const COMPLETE = ['cert-manager', 'istio', 'kubernetes'];

let shipped: SchemaLibrary | undefined;

/** The schemas that come with this package. Nothing but the list of kinds is read before a kind is asked for. */
export function shippedSchemas(): SchemaLibrary {
  shipped ??= openFolder(findFolder(__dirname));
  return shipped;
}

function openFolder(folder: string): SchemaLibrary {
  const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const index: KindIndex = JSON.parse(text(INDEX));
  const read = (source: string): SchemaDocument => JSON.parse(text(`${source}.json`));
  return new SchemaLibrary(index, read, COMPLETE);
}

/** The folder is at the package's root; this file is below it at one depth as source and at another as built. */
function findFolder(start: string): string {
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, FOLDER, INDEX))) return join(folder, FOLDER);
  }
  throw new Error(`The schemas (${FOLDER}) are missing beside ${start}: install the package whole.`);
}

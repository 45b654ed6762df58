import { isList, isObject } from './fields';
import { manifestOf } from './from-object';
import type { Json, JsonObject, Manifest, Path } from './manifest';
import { FileOrigin, type Region } from './place';

/** Why a document is not judged: it is none that kubectl would send. */
export type SkipReason = 'template' | 'kustomization' | 'not a map' | 'no apiVersion and kind';

/** What one document holds. */
export interface Unpacked {
  readonly objects: { readonly manifest: Manifest; readonly path: Path }[];
  readonly faults: { readonly path: Path; readonly message: string; readonly fix: string }[];
  skipped?: SkipReason;
}

/** A document as it was read. */
export interface Content {
  readonly value: Json;
  readonly region: Region;
  /** Where the items of the field `items` stand, when it is a list. */
  readonly items: readonly { readonly start: number; readonly end: number }[];
}

/** The objects of a document: itself, or the items of a list of any kind, in their order. */
export function unpack({ value, region, items }: Content): Unpacked {
  const unpacked: Unpacked = { objects: [], faults: [] };
  const reason = whySkipped(value);
  if (reason !== undefined) return { ...unpacked, skipped: reason };
  const originOf = (path: Path): FileOrigin => {
    const place = typeof path[1] === 'number' ? items[path[1]] : undefined;
    return place ? new FileOrigin({ ...region, ...place }, path.slice(2)) : new FileOrigin(region, path);
  };
  addObjects(unpacked, value, [], originOf);
  return unpacked;
}

function whySkipped(value: Json): SkipReason | undefined {
  if (isList(value) && value.some((item) => isObject(item) && looksLikeObject(item))) return undefined;
  if (!isObject(value)) return 'not a map';
  if (!looksLikeObject(value)) return 'no apiVersion and kind';
  const { apiVersion } = value;
  const foreign = typeof apiVersion === 'string' && apiVersion.startsWith('kustomize.config.k8s.io/');
  return foreign ? 'kustomization' : undefined;
}

/** A typing error in one of the two must not make an object pass unseen. */
function looksLikeObject({ apiVersion, kind, metadata }: JsonObject): boolean {
  const known = [apiVersion, kind].filter((name) => typeof name === 'string' && name !== '').length;
  return known === 2 || (isObject(metadata) && (known === 1 || apiVersion !== undefined || kind !== undefined));
}

type OriginOf = (path: Path) => FileOrigin;

function addObjects(unpacked: Unpacked, value: Json, path: Path, originOf: OriginOf, list?: JsonObject): void {
  if (!isObject(value)) {
    const fix = 'Write one object with apiVersion and kind here; for several, use "---" or kind: List';
    unpacked.faults.push({ path, message: 'This is not an object of Kubernetes', fix });
    return;
  }
  const typed = list === undefined ? value : withTypeOf(list, value);
  const { apiVersion, kind } = typed;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || apiVersion === '' || kind === '') {
    unpacked.faults.push({ path, ...missing(typed) });
  } else if (isListOfObjects(kind, typed)) {
    for (const [index, item] of asList(typed['items']).entries()) {
      addObjects(unpacked, item, [...path, 'items', index], originOf, typed);
    }
  } else {
    unpacked.objects.push({ path, manifest: manifestOf(typed, originOf(path)) });
  }
}

function isListOfObjects(kind: string, { items }: JsonObject): boolean {
  return kind === 'List' ? isList(items ?? []) : kind.endsWith('List') && isList(items);
}

function asList(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : [];
}

/** Items of a typed list, such as GatewayList, may leave out both; kubectl takes them from the list. */
function withTypeOf(list: JsonObject, item: JsonObject): JsonObject {
  const { apiVersion, kind } = list;
  if (item['apiVersion'] !== undefined || item['kind'] !== undefined) return item;
  if (kind === 'List' || typeof kind !== 'string' || apiVersion === undefined) return item;
  return { ...item, apiVersion, kind: kind.slice(0, -'List'.length) };
}

function missing({ apiVersion }: JsonObject): { message: string; fix: string } {
  const field = typeof apiVersion === 'string' && apiVersion !== '' ? 'kind' : 'apiVersion';
  const message = `The object has no ${field} that is a text, and kubectl refuses it`;
  return { message, fix: `Give it ${field}, in quotes where it could be read as a number` };
}

import { isObject, MAX_DEPTH } from './fields';
import type { Json, JsonObject, Manifest, Origin } from './manifest';

/** There are no lines: the construct says where. */
const NOWHERE = { line: 1, column: 1 };

/**
 * A manifest of an object that was never in a file, as kubectl would send it: as JSON, so without undefined fields. An
 * object that is plain JSON already is taken as it is, and must not be changed afterwards.
 * @param source the construct that rendered it, by its path, and the part of the output that it goes to
 */
export function fromObject(object: object, source: Pick<Origin, 'construct' | 'part'> = {}): Manifest {
  const value: JsonObject = isJson(object) ? (object as JsonObject) : JSON.parse(JSON.stringify(object));
  return manifestOf(value, { file: '', locate: () => NOWHERE, ...source });
}

/** True for what would come back the same from JSON. Nothing at a depth that only a cycle has. */
function isJson(value: unknown, depth = 0): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object':
      return value === null || (depth < MAX_DEPTH && isJsonHolder(value, depth + 1));
    default:
      return false;
  }
}

function isJsonHolder(value: object, depth: number): boolean {
  if ('toJSON' in value) return false;
  // Not `every`, which leaves out holes.
  if (Array.isArray(value)) {
    for (const item of value) if (!isJson(item, depth)) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const key of Object.keys(value)) if (!isJson((value as Record<string, unknown>)[key], depth)) return false;
  return true;
}

/** The value with its identity. What is missing there, or no text, is empty. */
export function manifestOf(value: JsonObject, origin: Origin): Manifest {
  const metadata = isObject(value['metadata']) ? value['metadata'] : {};
  const { apiVersion, kind, group, version } = typeOf(textOf(value['apiVersion']), textOf(value['kind']));
  return {
    apiVersion,
    kind,
    namespace: textOf(metadata['namespace']),
    name: textOf(metadata['name']),
    group,
    version,
    value,
    origin,
  };
}

type Type = Pick<Manifest, 'apiVersion' | 'kind' | 'group' | 'version'>;

/** By apiVersion and kind. Objects of one kind share the very same texts, which are looked up again and again. */
const TYPES = new Map<string, Map<string, Type>>();

function typeOf(apiVersion: string, kind: string): Type {
  const known = TYPES.get(apiVersion)?.get(kind);
  if (known !== undefined) return known;
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  const type = { apiVersion, kind, group, version: apiVersion.slice(slash + 1) };
  const ofVersion = TYPES.get(apiVersion) ?? new Map<string, Type>();
  TYPES.set(apiVersion, ofVersion.set(kind, type));
  return type;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

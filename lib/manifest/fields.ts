import type { Json, JsonObject, Path } from './manifest';

/** An object under construction. Reading a field that was not written gives undefined, `constructor` and such included. */
export const Fields = function () {} as unknown as new () => { [key: string]: Json };
// Not Object.create(null) for each object: V8 keeps those as hash tables, at several times the memory.
Fields.prototype = Object.create(null) as object;

/** Nesting that is followed; kubectl stops at 10,000, and the `yaml` package overflows the stack long before that. */
export const MAX_DEPTH = 300;

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value at the path, or undefined. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((at, step) => {
    if (typeof step === 'number') return isList(at) ? at[step] : undefined;
    return isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }, value);
}

/** Adds those of the wanted names that fields of the value have, at whatever depth, keys of maps among them. */
export function collectNames(value: Json, wanted: ReadonlySet<string>, names: Set<string>): void {
  if (typeof value !== 'object') return;
  if (isList(value)) {
    for (const item of value) collectNames(item, wanted, names);
  } else if (value !== null) {
    for (const name of Object.keys(value)) {
      if (wanted.has(name)) names.add(name);
      collectNames(value[name] as Json, wanted, names);
    }
  }
}

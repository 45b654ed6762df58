import type { Json, JsonObject } from '../manifest/manifest';
import type { Schema } from './schema';
import { fieldSchema, isKept, isObject } from './unknown-fields';

/**
 * The value as the API server goes on with it: without unknown fields, without nulls where null means nothing, with
 * defaults. What needs no change is returned as it is; the input is never changed.
 *
 * A pass of its own, because alternatives (`oneOf`) are judged on completed values.
 */
export function complete(value: Json, schema: Schema): Json {
  if (Array.isArray(value)) return completeList(value, schema);
  return isObject(value) ? completeObject(value, schema) : value;
}

function completeList(list: readonly Json[], schema: Schema): Json {
  const { items } = schema;
  if (items === undefined) return list;
  let result: Json[] | undefined;
  for (const [index, item] of list.entries()) {
    const completed = complete(item === null ? absent(items) : item, items);
    if (completed !== item) (result ??= [...list])[index] = completed;
  }
  return result ?? list;
}

/** In a list of Kubernetes' own types, null is what Go makes of nothing: an empty object, or an empty string. */
function absent(schema: Schema): Json {
  if (schema.dialect === 'crd') return null;
  if (schema.types[0] === 'object') return {};
  return schema.types[0] === 'string' ? '' : null;
}

function completeObject(object: JsonObject, schema: Schema): Json {
  const names = Object.keys(object);
  let changes: Map<string, Json | undefined> | undefined;
  for (const name of names) {
    const value = object[name] as Json;
    const completed = completeField(name, value, schema);
    if (completed !== value) (changes ??= new Map()).set(name, completed);
  }
  if (changes === undefined && schema.defaults.every(([name]) => Object.hasOwn(object, name))) return object;
  const result: Record<string, Json> = {};
  for (const name of names) {
    const value = changes?.has(name) ? changes.get(name) : object[name];
    if (value !== undefined) setField(result, name, value);
  }
  for (const [name, property] of schema.defaults) {
    if (!Object.hasOwn(result, name))
      setField(result, name, complete(structuredClone(property.default ?? null), property));
  }
  return result;
}

function completeField(name: string, value: Json, schema: Schema): Json | undefined {
  const known = fieldSchema(schema, name);
  if (known === undefined) return isKept(schema, name) ? value : undefined;
  if (value === null && !known.nullable) return undefined;
  return complete(value, known);
}

/** A field may be called `__proto__`. */
export function setField(target: Record<string, Json>, name: string, value: Json): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, enumerable: true, configurable: true });
  else target[name] = value;
}

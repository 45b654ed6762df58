import type { Json, JsonObject } from '../manifest/manifest';
import type { Examination } from './examination';
import type { Schema } from './schema';
import { suggest } from '../suggestion';
import { listed } from './wording';

const MOST_LISTED = 15;
const IMPLIED = ['apiVersion', 'kind', 'metadata'];

/** Reports the fields that no schema knows. kubectl asks the server to refuse them; others drop them in silence. */
export function checkUnknownFields(value: Json, schema: Schema, examination: Examination): void {
  if (!mayBe(value, schema)) return;
  if (Array.isArray(value)) {
    if (schema.items === undefined) return;
    for (const [index, item] of value.entries()) below(index, item, schema.items, examination);
  } else if (isObject(value)) {
    for (const name of Object.keys(value)) {
      const known = fieldSchema(schema, name);
      if (known !== undefined) below(name, value[name] as Json, known, examination);
      else if (!isKept(schema, name)) reportUnknown(name, value, schema, examination);
    }
  }
}

/** An object where a text belongs is one fault, however many fields it has. */
function mayBe(value: Json, { types }: Schema): boolean {
  return types.length === 0 || types.includes(Array.isArray(value) ? 'array' : 'object');
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The schema of a field: its own, else that of all values of a free map. */
export function fieldSchema(schema: Schema, name: string): Schema | undefined {
  return schema.properties.get(name) ?? schema.additional;
}

/** True for a field that the server keeps although it has no schema. */
export function isKept(schema: Schema, name: string): boolean {
  return schema.open || (schema.embedded && IMPLIED.includes(name));
}

function below(step: string | number, value: Json, schema: Schema, examination: Examination): void {
  if (typeof value !== 'object') return;
  examination.enter(step);
  checkUnknownFields(value, schema, examination);
  examination.leave();
}

function reportUnknown(name: string, object: JsonObject, schema: Schema, examination: Examination): void {
  const free = [...schema.properties.keys()].filter((each) => !Object.hasOwn(object, each));
  const meant = suggest(name, free);
  const message =
    `${examination.name(name)} is not a field that the API has here: ` +
    'the API server refuses it, or drops it when validation is off';
  if (meant !== undefined) examination.excuse(meant);
  examination.mute();
  examination.report('unknown-field', message, meant === undefined ? remedy(name, schema) : rename(name, meant), name);
}

/** What holds the fields of a property: its items, where it is a list. */
function holder(property: Schema | undefined): Schema | undefined {
  return property?.items ?? property;
}

function rename(name: string, meant: string): string {
  return `Did you mean "${meant}"? Rename "${name}", or remove it`;
}

function remedy(name: string, schema: Schema): string {
  const known = [...schema.properties.keys()];
  const inside = known.find((each) => holder(schema.properties.get(each))?.properties.has(name));
  if (inside !== undefined) return `Move "${name}" into "${inside}", or remove it`;
  if (known.length === 0) return `Remove "${name}": nothing can be set here`;
  if (known.length > MOST_LISTED) return `Remove "${name}", or move it to where it belongs`;
  return `Remove "${name}", or move it to where it belongs: the fields here are ${listed(known)}`;
}

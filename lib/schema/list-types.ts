import { canonical } from '../manifest/canonical';
import type { Json } from '../manifest/manifest';
import { anywhere } from './anywhere';
import type { Examination } from './examination';
import type { Schema } from './schema';
import { fieldSchema, isObject } from './unknown-fields';
import { quote } from './wording';

/** Judges the lists that stand for sets, and for maps by the keys that the schema names: no two items may be the same. */
export function checkListTypes(value: Json, schema: Schema, examination: Examination): void {
  if (Array.isArray(value)) {
    if (schema.listType === 'set') checkUnique(value, canonical, quote, examination);
    if (schema.listType === 'map') checkMap(value, schema.mapKeys, examination);
    if (schema.items !== undefined)
      for (const [index, item] of value.entries()) below(index, item, schema.items, examination);
  } else if (isObject(value)) {
    for (const name of Object.keys(value)) below(name, value[name] as Json, fieldSchema(schema, name), examination);
  }
}

const hasListTypes = anywhere(({ listType }) => listType !== undefined);

function below(step: string | number, value: Json, schema: Schema | undefined, examination: Examination): void {
  if (schema === undefined || typeof value !== 'object' || !hasListTypes(schema)) return;
  examination.enter(step);
  checkListTypes(value, schema, examination);
  examination.leave();
}

function checkMap(list: readonly Json[], keys: readonly string[], examination: Examination): void {
  const parts = (item: Json): Json[] => keys.map((key) => (isObject(item) ? (item[key] ?? null) : null));
  const text = (item: Json): string =>
    keys.map((key, index) => `${key} ${quote(parts(item)[index] ?? null)}`).join(', ');
  checkUnique(list, (item) => (isObject(item) ? canonical(parts(item)) : undefined), text, examination);
}

function checkUnique(
  list: readonly Json[],
  identity: (item: Json) => string | undefined,
  wording: (item: Json) => string,
  examination: Examination,
): void {
  const first = new Map<string, number>();
  for (const [index, item] of list.entries()) {
    const text = identity(item);
    const before = text === undefined ? undefined : first.get(text);
    if (before !== undefined) reportTwice(index, before, wording(item), examination);
    else if (text !== undefined) first.set(text, index);
  }
}

function reportTwice(index: number, before: number, what: string, examination: Examination): void {
  const [here, there] = [examination.name(index), examination.name(before)];
  const message = `${here} has ${what}, which ${there} has already: the items of ${examination.name()} must differ in it`;
  examination.report('list-type', message, `Remove or change ${here} or ${there}`, index);
}

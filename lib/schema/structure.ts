import type { Json, JsonObject } from '../manifest/manifest';
import { checkAlternatives } from './alternatives';
import type { Examination } from './examination';
import { checkEmbedded } from './object-meta';
import { checkNumber, checkString } from './scalars';
import { type Schema, type ValueType, typeOf } from './schema';
import { fieldSchema, isObject } from './unknown-fields';
import { counted, describe, oneOf, typeNames } from './wording';

/**
 * Judges a completed value by everything of the schema but unknown fields, list types and CEL. The order is that of
 * the API server: what is below a value of the wrong type is not looked at, all else is.
 */
export function checkStructure(value: Json, schema: Schema, examination: Examination): void {
  const type = typeOf(value);
  if (type === 'null') return checkNull(schema, examination);
  if (!isOfType(type, schema.types)) return reportType(value, schema.types, examination);
  if (schema.enum !== undefined) checkEnum(value, schema, schema.enum, examination);
  if (typeof value === 'string') checkString(value, schema, examination);
  else if (typeof value === 'number') checkNumber(value, schema, examination);
  else if (Array.isArray(value)) checkList(value, schema, examination);
  else if (isObject(value)) checkObject(value, schema, examination);
  if (schema.hasAlternatives) checkAlternatives(value, schema, examination, checkStructure);
}

/** What is still null after completion is null on purpose, or in a list. */
function checkNull(schema: Schema, examination: Examination): void {
  if (schema.types.length > 0 && !schema.nullable) reportType(null, schema.types, examination);
  else if (schema.enum !== undefined) checkEnum(null, schema, schema.enum, examination);
}

function isOfType(type: ValueType, types: readonly ValueType[]): boolean {
  return types.length === 0 || types.includes(type) || (type === 'integer' && types.includes('number'));
}

function reportType(value: Json, types: readonly ValueType[], examination: Examination): void {
  examination.spoil();
  const wanted = typeNames(types);
  const quoted = typeof value !== 'string' && typeof value !== 'object' && types.includes('string');
  const unquoted = typeof value === 'string' && (types.includes('integer') || types.includes('boolean'));
  examination.report(
    'structure',
    `${examination.name()} must be ${wanted}, and is ${describe(value)}`,
    quoted ? `Put it in quotes: "${value}"` : unquoted ? `Write ${wanted}, without quotes` : `Write ${wanted}`,
  );
}

function checkEnum(value: Json, schema: Schema, allowed: readonly Json[], examination: Examination): void {
  // Go cannot tell "" from absent, and the server's defaults replace it.
  if (value === '' && schema.dialect === 'native') return;
  if (allowed.includes(value)) return;
  const text = JSON.stringify(value);
  if (allowed.some((each) => typeof each === 'object' && JSON.stringify(each) === text)) return;
  examination.spoil();
  examination.report(
    'structure',
    `${examination.name()} cannot be ${describe(value)}: it must be one of ${oneOf(allowed)}`,
    `Write ${oneOf(allowed)}`,
  );
}

function checkList(list: readonly Json[], schema: Schema, examination: Examination): void {
  const { minItems, maxItems, uniqueItems } = schema.limits;
  checkCount(list.length, 'item', minItems, maxItems, examination);
  if (uniqueItems === true && new Set(list.map((item) => JSON.stringify(item))).size < list.length) {
    examination.report('structure', `${examination.name()} must not hold an item twice`, 'Remove the repeated items');
  }
  const { items } = schema;
  if (items === undefined) return;
  for (const [index, item] of list.entries()) {
    examination.enter(index);
    checkStructure(item, items, examination);
    examination.leave();
  }
}

function checkObject(object: JsonObject, schema: Schema, examination: Examination): void {
  for (const field of schema.required) if (!Object.hasOwn(object, field)) reportMissing(field, schema, examination);
  const { minProperties, maxProperties } = schema.limits;
  const names = Object.keys(object);
  checkCount(names.length, 'field', minProperties, maxProperties, examination);
  if (schema.embedded) checkEmbedded(object, examination, checkStructure);
  for (const name of names) {
    const known = fieldSchema(schema, name);
    if (known === undefined) continue;
    examination.enter(name);
    checkStructure(object[name] as Json, known, examination);
    examination.leave();
  }
}

function reportMissing(field: string, schema: Schema, examination: Examination): void {
  examination.spoil();
  if (examination.isExcused(field)) return;
  const known = schema.properties.get(field);
  const value = known?.enum === undefined ? typeNames(known?.types ?? []) : oneOf(known.enum);
  examination.report(
    'structure',
    `${examination.name(field)} is required, and is not set`,
    `Set "${field}"${value && ` to ${value}`}`,
    field,
  );
}

function checkCount(
  count: number,
  noun: string,
  least: number | undefined,
  most: number | undefined,
  examination: Examination,
): void {
  if (least !== undefined && count < least) {
    examination.report(
      'structure',
      `${examination.name()} has ${counted(count, noun)}, and must have at least ${least}`,
      `Add ${noun}s`,
    );
  }
  if (most === undefined || count <= most) return;
  examination.spoil();
  examination.report(
    'structure',
    `${examination.name()} has ${counted(count, noun)}, and may have at most ${most}`,
    `Remove ${noun}s`,
  );
}

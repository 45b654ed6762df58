import type { Json } from '../manifest/manifest';
import type { Examination } from './examination';
import type { Schema } from './schema';
import { isObject } from './unknown-fields';
import { listed, oneOf } from './wording';

type Check = (value: Json, schema: Schema, examination: Examination) => void;

/** Judges by `allOf`, `anyOf`, `oneOf` and `not`; `check` judges by one schema. */
export function checkAlternatives(value: Json, schema: Schema, examination: Examination, check: Check): void {
  for (const each of schema.allOf) check(value, each, examination);
  if (schema.anyOf.length > 0) checkAnyOf(value, schema.anyOf, examination, check);
  if (schema.oneOf.length > 0) checkOneOf(value, schema.oneOf, examination, check);
  if (schema.not !== undefined && problems(value, schema.not, examination, check).length === 0) {
    reportForbidden(schema.not, examination);
  }
}

/** What one alternative has against the value; nothing when it matches. */
function problems(value: Json, schema: Schema, examination: Examination, check: Check): string[] {
  if (schema.fieldsOnly) return hasFields(value, schema) ? [] : [''];
  const trial = examination.trial();
  check(value, schema, trial);
  return trial.faults.map((fault) => fault.message);
}

/** As `check` would, without the words: which of the alternatives a value has is asked more often than anything. */
function hasFields(value: Json, { required, anyOf, not }: Schema): boolean {
  if (isObject(value) && !required.every((field) => Object.hasOwn(value, field))) return false;
  if (anyOf.length > 0 && !anyOf.some((each) => hasFields(value, each))) return false;
  return not === undefined || !hasFields(value, not);
}

function checkAnyOf(value: Json, alternatives: readonly Schema[], examination: Examination, check: Check): void {
  const against = alternatives.map((each) => problems(value, each, examination, check));
  if (against.every((each) => each.length > 0)) reportNone(alternatives, against, examination);
}

function checkOneOf(value: Json, alternatives: readonly Schema[], examination: Examination, check: Check): void {
  const against = alternatives.map((each) => problems(value, each, examination, check));
  const matching = against.filter((each) => each.length === 0).length;
  if (matching === 0) reportNone(alternatives, against, examination);
  if (matching > 1) reportSeveral(value, alternatives, matching, examination);
}

function reportNone(alternatives: readonly Schema[], against: readonly string[][], examination: Examination): void {
  // The server adds what the nearest alternative misses, and a missing field keeps it from evaluating rules.
  if (alternatives.some((each) => each.required.length > 0)) examination.spoil();
  const fields = alternatives.flatMap((each) => each.required);
  if (fields.length > 0) {
    const message = `${examination.name()} must set ${oneOfNames(fields)}`;
    examination.report('structure', message, `Set ${oneOfNames(fields)}`);
    return;
  }
  const reasons = [...new Set(against.map((each) => each[0] ?? ''))];
  examination.report(
    'structure',
    `${examination.name()} matches none of the forms that it may have: ${reasons.join('; or ')}`,
    'Write it in one of these forms',
  );
}

function reportSeveral(value: Json, all: readonly Schema[], matching: number, examination: Examination): void {
  const fields = [...new Set(all.flatMap((each) => each.required))];
  const set = fields.filter((field) => isObject(value) && Object.hasOwn(value, field));
  if (set.length > 1) {
    const message = `${examination.name()} may set only one of ${listed(fields)}, and sets ${listed(set)}`;
    examination.report('structure', message, `Keep one of ${listed(set)}`);
    return;
  }
  examination.report(
    'structure',
    `${examination.name()} matches ${matching} of the forms that it may have, and must match exactly one`,
    'Write it in one of these forms',
  );
}

function reportForbidden(schema: Schema, examination: Examination): void {
  const name = examination.name();
  const fields = [schema, ...schema.anyOf].flatMap((each) => each.required);
  if (fields.length > 0) {
    examination.report('structure', `${name} must not set ${listed(fields)}`, `Remove ${listed(fields)}`);
  } else if (schema.enum !== undefined) {
    examination.report('structure', `${name} must not be ${oneOf(schema.enum)}`, 'Write another value');
  } else {
    examination.report('structure', `${name} has a form that its schema forbids`, 'Write another value');
  }
}

function oneOfNames(names: readonly string[]): string {
  const unique = [...new Set(names)];
  return unique.length === 1 ? (unique[0] ?? '') : `one of ${listed(unique)}`;
}

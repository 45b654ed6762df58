import type { Examination } from './examination';
import { formatProblem } from './formats';
import type { Schema } from './schema';
import { counted, quote } from './wording';

/** Judges the text by length (in code points, as Go counts), pattern and format. */
export function checkString(text: string, schema: Schema, examination: Examination): void {
  const { minLength, maxLength } = schema.limits;
  const length = minLength === undefined && maxLength === undefined ? 0 : codePoints(text);
  if (length < (minLength ?? 0) || length > (maxLength ?? Infinity)) {
    reportLength(length, minLength ?? 0, maxLength ?? Infinity, text, examination);
  }
  if (schema.pattern !== undefined && !schema.pattern.test(text)) {
    examination.report(
      'structure',
      `${examination.name()} is ${quote(text)}, which does not match the pattern ${schema.pattern.source}`,
      'Write a text that matches the pattern',
    );
  }
  const problem = schema.format === undefined ? undefined : formatProblem(schema.format, text, schema.dialect);
  if (problem === undefined) return;
  examination.report(
    'structure',
    `${examination.name()} is ${quote(text)}, and must be ${problem}`,
    `Write ${problem}`,
  );
}

function reportLength(length: number, least: number, most: number, text: string, examination: Examination): void {
  const has = `${examination.name()} is ${quote(text)}, of ${counted(length, 'character')}`;
  if (length < least) {
    const fix = least === 1 ? 'Write a text, or remove the field' : `Write at least ${counted(least, 'character')}`;
    examination.report('structure', `${has}, and must have at least ${least}`, fix);
  }
  if (length <= most) return;
  examination.spoil();
  examination.report(
    'structure',
    `${has}, and may have at most ${most}`,
    `Shorten it to ${counted(most, 'character')}`,
  );
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Judges the number by its limits and by what its format can hold. */
export function checkNumber(value: number, schema: Schema, examination: Examination): void {
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema.limits;
  const below = exclusiveMinimum === true ? value <= minimum : value < minimum;
  const above = exclusiveMaximum === true ? value >= maximum : value > maximum;
  if (below) reportLimit(value, exclusiveMinimum === true ? 'more than' : 'at least', minimum, examination);
  if (above) reportLimit(value, exclusiveMaximum === true ? 'less than' : 'at most', maximum, examination);
  if (multipleOf !== undefined && !isMultiple(value, multipleOf)) {
    reportLimit(value, 'a multiple of', multipleOf, examination);
  }
  if (!below && !above && schema.format === 'int32' && (value < -(2 ** 31) || value > 2 ** 31 - 1)) {
    const range = 'between -2147483648 and 2147483647';
    examination.report(
      'structure',
      `${examination.name()} is ${value}, and must fit into 32 bits`,
      `Write a number ${range}`,
    );
  }
}

/** 0.3 is a multiple of 0.1, whatever binary fractions say. */
function isMultiple(value: number, divisor: number): boolean {
  const quotient = value / divisor;
  return Math.abs(quotient - Math.round(quotient)) <= Number.EPSILON * Math.abs(quotient);
}

function reportLimit(value: number, relation: string, limit: number, examination: Examination): void {
  examination.report(
    'structure',
    `${examination.name()} is ${value}, and must be ${relation} ${limit}`,
    `Write ${relation} ${limit}`,
  );
}

import type { Json } from '../manifest/manifest';
import { type ValueType, typeOf } from './schema';

const LONGEST = 80;

const TYPE_NAMES: Readonly<Record<ValueType | 'null', string>> = {
  array: 'a list',
  boolean: 'a boolean',
  integer: 'an integer',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a string',
};

/** "a string or an integer". */
export function typeNames(types: readonly ValueType[]): string {
  return types.map((type) => TYPE_NAMES[type]).join(' or ');
}

/** A value as JSON, cut when it is long. */
export function quote(value: Json): string {
  const text = JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}...`;
}

/** "the string "a"", "an object": scalars by their value, the rest by their type. */
export function describe(value: Json): string {
  const type = typeOf(value);
  if (type === 'array' || type === 'object' || type === 'null') return TYPE_NAMES[type];
  return `the ${TYPE_NAMES[type].replace(/^an? /, '')} ${quote(value)}`;
}

/** `"a", "b" or "c"`. */
export function oneOf(values: readonly Json[]): string {
  const texts = values.map(quote);
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}

/** `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** "1 item", "2 items". */
export function counted(count: number, noun: string): string {
  const plural = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${count} ${count === 1 ? noun : plural}`;
}

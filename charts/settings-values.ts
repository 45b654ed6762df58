import * as v from 'valibot';
import { isDnsLabel, isHostName, isIpBlock, isObjectName, parseGoDuration } from '../lib/index';

/** Keys that valibot would leave out without a word. */
const UNSAFE_KEYS = ['__proto__', 'prototype', 'constructor'];

/** Kinds of single values in settings. Each check says what it expects, since that is what the user is told. */
function text(expected: string, check: (value: string) => boolean) {
  return v.pipe(v.string(expected), v.check(check, expected));
}

function wholeNumber(expected: string, least: number, most: number) {
  const check = (value: number) => Number.isInteger(value) && value >= least && value <= most;
  return v.pipe(v.number(expected), v.check(check, expected));
}

export const host = text('a DNS name, such as shop.example.com', isHostName);
export const label = text('a DNS label: at most 63 lower-case letters, digits and dashes', isDnsLabel);
export const objectName = text('an object name: lower-case letters, digits, dashes and dots', isObjectName);
export const namePrefix = text('the beginning of an object name', (value) => isObjectName(`${value}x`));
export const address = text('an IP address', (value) => isIpBlock(value) && !value.includes('/'));
export const nonEmpty = text('a text that is not empty', (value) => value !== '');
export const serviceHost = text(
  'the full name of a Service, such as db.data.svc.cluster.local, or a wildcard of such names',
  (value) => isHostName(value.replace(/^\*\./, '')),
);
export const port = wholeNumber('a port: a whole number from 1 to 65535', 1, 65535);
export const count = wholeNumber('a whole number from 1', 1, Number.MAX_SAFE_INTEGER);
export const yesOrNo = v.boolean('true or false');
export const labels = mapOf(v.string('a text; put it into quotes'), 'a map of texts');

/** In hours: the end of Go's time.Duration. */
const LONGEST = 2_562_047;
const DURATION = 'a duration with whole units h, m, s or ms, such as 2160h or 90s';
export const duration = v.pipe(
  v.string(DURATION),
  v.check((value) => parseGoDuration(value) !== undefined, DURATION),
  v.check((value) => (parseGoDuration(value)?.toMilliseconds() ?? 0) <= LONGEST * 3_600_000, `at most ${LONGEST}h`),
  // The check has passed, so it parses.
  v.transform((value) => parseGoDuration(value)),
);

export function oneOf<const T extends readonly [string, ...string[]]>(...values: T) {
  return v.picklist(values, `one of ${values.join(', ')}`);
}

export function listOf<T extends v.GenericSchema>(item: T) {
  return v.array(item, 'a list');
}

/** A map with any keys. */
export function mapOf<T extends v.GenericSchema>(item: T, expected: string) {
  return v.pipe(
    v.any(),
    v.check(isMap, expected),
    v.check(
      (value: unknown) => !isMap(value) || !UNSAFE_KEYS.some((key) => Object.hasOwn(value, key)),
      `no key ${UNSAFE_KEYS.join(', ')}`,
    ),
    v.record(nonEmpty, item),
  );
}

/** A map with these keys and no others. */
export function section<const E extends v.ObjectEntries>(entries: E) {
  const expected = `a map of ${Object.keys(entries).join(', ')}`;
  return v.pipe(v.any(), v.check(isMap, expected), option(entries));
}

/** A map whose keys depend on the value of one of them. */
export function choice<const K extends string, const O extends v.VariantOptions<K>>(key: K, options: O, names: string) {
  const expected = `one of ${names}`;
  return v.pipe(v.any(), v.check(isMap, `a map whose ${key} is ${expected}`), v.variant(key, options, expected));
}

/** One of the maps of a choice. */
export function option<const E extends v.ObjectEntries>(entries: E) {
  return v.strictObject(entries, `one of ${Object.keys(entries).join(', ')}`);
}

/** Valibot takes a list for a map without keys. */
function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { Json, JsonObject } from '../../lib/manifest/manifest';

/** Numbers from 0 to 1 that are the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Container = Record<string, Json> | Json[];

interface Place {
  readonly container: Container;
  readonly key: string | number;
}

/** What a field may become: another type, or out of range. */
const VALUES: readonly Json[] = [
  null,
  true,
  0,
  7,
  -1,
  0.5,
  70_000,
  2 ** 31,
  1e10,
  '',
  'a',
  'A_*',
  '10.0.0.1',
  '5s',
  'a'.repeat(300),
  '\u{1f600}',
  [],
  [null],
  ['a', 'a'],
  {},
  { unknown: 1 },
  { a: 'b' },
];

/** A copy of the object with one field or item deleted, renamed, added, repeated or given another value. */
export function mutate(object: JsonObject, random: () => number): JsonObject {
  const copy = structuredClone(object) as Record<string, Json>;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  // Without apiVersion and kind there is no schema to judge by.
  const places = placesIn(copy).filter(
    ({ container, key }) => container !== copy || !['apiVersion', 'kind'].includes(`${key}`),
  );
  if (places.length === 0) return copy;
  const { container, key } = pick(places);
  const value = Reflect.get(container, key) as Json;
  const change = pick(['delete', 'rename', 'value', 'value', 'add', 'repeat']);
  if (change === 'delete') remove(container, key);
  else if (change === 'rename' && !Array.isArray(container))
    rename(container, String(key), pick([dropped, doubled, upper, lower]));
  else if (change === 'add' && typeof value === 'object' && value !== null)
    Reflect.set(value, Array.isArray(value) ? value.length : 'added', structuredClone(pick(VALUES)));
  else if (change === 'repeat' && Array.isArray(value) && value.length > 0) value.push(structuredClone(value[0]));
  else if (change === 'repeat' && Array.isArray(container)) container.push(structuredClone(value));
  else Reflect.set(container, key, structuredClone(pick(VALUES)));
  return copy;
}

function placesIn(value: Json): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const container = value as Container;
  const keys = Array.isArray(container) ? [...container.keys()] : Object.keys(container);
  return keys.flatMap((key) => [{ container, key }, ...placesIn(Reflect.get(container, key) as Json)]);
}

function remove(container: Container, key: string | number): void {
  if (Array.isArray(container)) container.splice(Number(key), 1);
  else Reflect.deleteProperty(container, key);
}

function rename(container: Record<string, Json>, key: string, spell: (name: string) => string): void {
  const value = container[key] ?? null;
  Reflect.deleteProperty(container, key);
  container[spell(key)] = value;
}

const dropped = (name: string): string => name.slice(0, -1);
const doubled = (name: string): string => `${name.slice(0, 1)}${name}`;
const upper = (name: string): string => name.toUpperCase();
const lower = (name: string): string => `${name.toLowerCase()}_`;

import { isPlain } from './problems';

/** What a value must be before anything is asked of its content: what the compiler tells, for callers without one. */
export interface AnyShape {
  /** Noun phrase, for messages. */
  readonly expected: string;
  readonly takes: (value: unknown) => boolean;
  /** What is to be checked within a value that it takes. */
  readonly parts?: (value: object) => readonly Part[];
  /** Default: tells what was given and what is expected. */
  readonly refusal?: { readonly why: string; readonly fix: string };
  readonly optional?: boolean;
  /** Properties that it knows, of unions those of all members. */
  readonly keys?: readonly string[];
}

export interface Part {
  /** Where it is in the value: `.name` or `[0]`. */
  readonly at: string;
  readonly shape: AnyShape;
  readonly value: unknown;
  /** Set for a property that the shape does not know. */
  readonly stray?: string;
}

/** Takes values of exactly this type: `of` is never set, and lets no shape of a wider or narrower type stand in. */
export interface Shape<T> extends AnyShape {
  readonly optional?: false;
  readonly of?: (value: T) => T;
}

interface OptionalShape<T> extends AnyShape {
  readonly optional: true;
  readonly of?: (value: T) => T;
}

/** A shape for each property, so that type and shapes cannot drift apart. */
export type Fields<T> = {
  readonly [K in keyof T]-?: undefined extends T[K] ? OptionalShape<Exclude<T[K], undefined>> : Shape<T[K]>;
};

/** All objects have a `toString`. */
type SomeFields<T> = Partial<Fields<Omit<T, 'toString'>>>;

type KeyOf<U> = U extends unknown ? keyof U : never;
type PropertyOf<U, K> = U extends unknown ? (K extends keyof U ? U[K] : never) : never;
type Mixture<U> = { readonly [K in KeyOf<U>]?: PropertyOf<U, K> };
type Variant<U, K extends keyof U, V> = U extends unknown ? (V extends U[K] ? U : never) : never;

export const text: Shape<string> = { expected: 'a string', takes: (value) => typeof value === 'string' };
export const number: Shape<number> = { expected: 'a number', takes: (value) => typeof value === 'number' };
export const flag: Shape<boolean> = { expected: 'true or false', takes: (value) => typeof value === 'boolean' };

/** Of an instance. */
export const method = { expected: 'a method', takes: (value: unknown) => typeof value === 'function' };

export function optional<T>(shape: Shape<T>): OptionalShape<T> {
  return { ...shape, optional: true };
}

export function choice<const T extends string | number>(...known: readonly T[]): Shape<T> {
  return {
    expected: known.map((value) => JSON.stringify(value)).join(' or '),
    takes: (value) => known.includes(value as T),
    refusal: { why: `is none of ${known.join(', ')}`, fix: 'Use one of these' },
  };
}

export function list<T, L extends readonly T[] = readonly T[]>(
  of: Shape<T>,
  expected = `a list where each item is ${of.expected}`,
): Shape<L> {
  return {
    expected,
    takes: Array.isArray,
    parts: (value) => Array.from(value as unknown[], (item, index) => ({ at: `[${index}]`, shape: of, value: item })),
  };
}

export function record<T, K extends string | number = string>(of: Shape<T>): Shape<Readonly<Record<K, T>>> {
  return {
    expected: `an object where each value is ${of.expected}`,
    takes: isPlain,
    parts: (value) => Object.entries(value).map(([key, item]) => ({ at: `[${nameOf(key)}]`, shape: of, value: item })),
  };
}

/** A plain object with another property is refused: a misspelt option would be without effect. */
export function object<T>(fields: NoInfer<Fields<T>>): Shape<T> {
  const shapes = Object.entries<AnyShape>(fields);
  const keys = shapes.map(([key]) => key);
  const needed = shapes.flatMap(([key, shape]) => (shape.optional ? [] : [key]));
  const unknown: AnyShape = {
    expected: 'nothing',
    takes: () => false,
    refusal: { why: 'not known here, so it would have no effect', fix: `Use ${keys.join(', ')}` },
    optional: true,
  };
  const strays = (value: object) =>
    (isPlain(value) ? Object.entries(value) : []).filter(([key]) => !keys.includes(key));
  return {
    ...structure<T>(`an object with ${(needed.length > 0 ? needed : keys).join(', ')}`, fields),
    keys,
    parts: (value) => [
      ...partsOf(shapes, value),
      ...strays(value).map(([key, item]) => ({ at: `.${key}`, shape: unknown, value: item, stray: key })),
    ],
  };
}

/** For a union whose members have different properties; which go together is left to a check of its own. */
export function mixture<U>(expected: string, fields: NoInfer<Fields<Mixture<U>>>): Shape<U> {
  return { ...(object<Mixture<U>>(fields) as AnyShape as Shape<U>), expected };
}

/** Whatever has these properties, and others beside: instances of other packages and of other copies of this one. */
export function structure<T>(expected: string, fields: NoInfer<SomeFields<T>>): Shape<T> {
  const shapes = Object.entries<AnyShape>(fields as Record<string, AnyShape>);
  return { expected, takes: isObject, parts: (value) => partsOf(shapes, value) };
}

/** As {@link structure}, for what callers do not write themselves: that something is missing in it would tell them nothing. */
export function instance<T>(expected: string, fields: NoInfer<SomeFields<T>>): Shape<T> {
  const whole = structure<T>(expected, fields);
  return { expected, takes: (value) => fits(whole, value) };
}

/** Of a union the member that the property tells. */
export function oneOf<U, K extends keyof U & string>(
  key: K,
  variants: NoInfer<{ readonly [V in U[K] & string]: Shape<Variant<U, K, V>> }>,
): Shape<U> {
  const known = new Map(Object.entries<AnyShape>(variants));
  const kind = choice(...known.keys());
  return {
    expected: `an object with ${key}: ${kind.expected}`,
    takes: isObject,
    keys: [...known.values()].flatMap((variant) => variant.keys ?? []),
    parts: (value) => {
      const given = (value as Readonly<Record<string, unknown>>)[key];
      return known.get(given as string)?.parts?.(value) ?? [{ at: `.${key}`, shape: kind, value: given }];
    },
  };
}

export function either<A, B>(one: Shape<A>, other: Shape<B>): Shape<A | B> {
  return {
    expected: `${one.expected}, or ${other.expected}`,
    takes: (value) => one.takes(value) || other.takes(value),
    parts: (value) => (one.takes(value) ? one : other).parts?.(value) ?? [],
  };
}

function fits(shape: AnyShape, value: unknown): boolean {
  if (value === undefined && shape.optional) return true;
  const inside = (part: Part) => part.stray !== undefined || fits(part.shape, part.value);
  return shape.takes(value) && insideOf(shape, value).every(inside);
}

/** Of a value that it takes. */
export function insideOf(shape: AnyShape, value: unknown): readonly Part[] {
  return shape.parts?.(value as object) ?? [];
}

function partsOf(shapes: readonly (readonly [string, AnyShape])[], value: object): Part[] {
  return shapes.map(([key, shape]) => ({
    at: `.${key}`,
    shape,
    value: (value as Readonly<Record<string, unknown>>)[key],
  }));
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** In brackets: ports as they are, other names quoted. */
function nameOf(key: string): string {
  return /^[0-9]+$/.test(key) ? key : JSON.stringify(key);
}

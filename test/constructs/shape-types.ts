import { choice, number, object, oneOf, optional, type Shape, text } from '../../lib/constructs/shape';

/* Checked by tsc alone: shapes that differ from their types do not compile. */

interface Props {
  readonly name: string;
  readonly port?: number;
}

export const right: Shape<Props> = object({ name: text, port: optional(number) });

// @ts-expect-error: a property is missing.
export const missing: Shape<Props> = object({ name: text });

// @ts-expect-error: the type has no such property.
export const more: Shape<Props> = object({ name: text, port: optional(number), host: text });

// @ts-expect-error: of another kind.
export const other: Shape<Props> = object({ name: number, port: optional(number) });

// @ts-expect-error: it may be left out.
export const needed: Shape<Props> = object({ name: text, port: number });

// @ts-expect-error: it may not be left out.
export const left: Shape<Props> = object({ name: optional(text), port: optional(number) });

// @ts-expect-error: a value is missing.
export const narrower: Shape<'a' | 'b'> = choice('a');

// @ts-expect-error: a value too many.
export const wider: Shape<'a'> = choice('a', 'b');

type Union = { readonly kind: 'a'; readonly name: string } | { readonly kind: 'b' };

// @ts-expect-error: a member of the union is missing.
export const member: Shape<Union> = oneOf('kind', { a: object({ kind: choice('a'), name: text }) });

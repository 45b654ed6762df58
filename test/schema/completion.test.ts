import type { Json } from '../../lib/manifest/manifest';
import { complete } from '../../lib/schema/completion';
import { SchemaCompiler } from '../../lib/schema/schema';
import type { RawSchema } from '../../lib/schema/schema-document';
import { judge, widget, widgets } from './objects';

const text: RawSchema = { type: 'string' };

function object(properties: Record<string, RawSchema>, more: RawSchema = {}): RawSchema {
  return { type: 'object', properties, ...more };
}

test.each<[string, RawSchema, Json, Json]>([
  ['a null of a field goes', object({ a: text }), { a: null }, {}],
  ['a null that means something stays', object({ a: { ...text, nullable: true } }), { a: null }, { a: null }],
  ['a null in a list stays', { type: 'array', items: text }, [null], [null]],
  ['a null in a free map goes', { type: 'object', additionalProperties: text }, { a: null }, {}],
  ['a default for a missing field', object({ a: { ...text, default: 'x' } }), {}, { a: 'x' }],
  ['a default for a null', object({ a: { ...text, default: 'x' } }), { a: null }, { a: 'x' }],
  [
    'no default for a null that means something',
    object({ a: { ...text, nullable: true, default: 'x' } }),
    { a: null },
    { a: null },
  ],
  [
    'defaults inside a default',
    object({ a: object({ b: { ...text, default: 'x' } }, { default: {} }) }),
    {},
    { a: { b: 'x' } },
  ],
  ['no default where the parent is missing', object({ a: object({ b: { ...text, default: 'x' } }) }), {}, {}],
  [
    'defaults in items and in values of maps',
    { type: 'array', items: { type: 'object', additionalProperties: object({ b: { ...text, default: 'x' } }) } },
    [{ any: {} }],
    [{ any: { b: 'x' } }],
  ],
  ['an unknown field goes', object({ a: text }), { a: '', b: '' }, { a: '' }],
  [
    'an unknown field that is kept stays',
    object({ a: text }, { 'x-kubernetes-preserve-unknown-fields': true }),
    { b: null },
    { b: null },
  ],
  ['a value of another type stays', object({ a: text }), { a: [] }, { a: [] }],
])('%s', (_, schema, value, completed) => {
  expect(complete(value, new SchemaCompiler({ $defs: {} }, 'crd').compile(schema))).toEqual(completed);
});

test('the input is not changed, and returned as it is when nothing is to do', () => {
  const schema = new SchemaCompiler({ $defs: {} }, 'crd').compile(object({ a: { ...text, default: 'x' } }));
  const [empty, full] = [Object.freeze({}), { a: 'y' }];
  expect(complete(empty, schema)).toEqual({ a: 'x' });
  expect(complete(full, schema)).toBe(full);
});

test('a default is not shared between objects', () => {
  const schema = new SchemaCompiler({ $defs: {} }, 'crd').compile(
    object({ a: { type: 'array', items: text, default: [] } }),
  );
  const [one, other] = [complete({}, schema), complete({}, schema)] as { a: Json }[];
  expect(one?.a).not.toBe(other?.a);
});

test('the verdict holds the whole object, completed', () => {
  const library = widgets(object({ a: { ...text, default: 'x' } }));
  const written = { ...widget({ b: 1 }), status: { c: 1 } };
  expect(judge(written, library).value).toEqual({ ...widget({ a: 'x' }), status: { c: 1 } });
});

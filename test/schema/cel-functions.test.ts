import { celEnv, celError, isCelError, isCelMap, parse } from '@bufbuild/cel';
import type { Json } from '../../lib/manifest/manifest';
import { parseDuration } from '../../lib/manifest/go-duration';
import { durationParts } from '../../lib/schema/cel/durations';
import { FUNCTIONS, evaluate } from '../../lib/schema/cel/environment';
import { ValueMaker, escapeName } from '../../lib/schema/cel/values';
import { SchemaCompiler } from '../../lib/schema/schema';
import type { RawSchema } from '../../lib/schema/schema-document';
import { SOURCES, shippedRules } from './shipped-rules';

/** The names of all functions that an expression calls; operators are not among them. */
function functionsIn(expression: string): Set<string> {
  const names = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('function' in node && typeof node.function === 'string') names.add(node.function);
    Object.values(node).forEach(visit);
  };
  visit(parse(expression).expr);
  return new Set([...names].filter((name) => /^[A-Za-z]/.test(name)));
}

describe.each(SOURCES)('the rules of %s', (source) => {
  const expressions = shippedRules(source).flatMap(({ rule, messageExpression }) => [
    rule,
    messageExpression ?? 'true',
  ]);

  test('call only functions that are there', () => {
    const { funcs } = celEnv({ funcs: FUNCTIONS });
    const missing = expressions.flatMap((text) =>
      [...functionsIn(text)].filter((name) => funcs.find(name) === undefined),
    );
    expect([...new Set(missing)]).toEqual([]);
  });
});

test('functions are found in expressions', () => {
  expect([...functionsIn('self.all(x, isURL(x) && url(x).getHost() in ["a"]) || -size(self) > 0')].toSorted()).toEqual([
    'getHost',
    'isURL',
    'size',
    'url',
  ]);
});

function value(expression: string, self = ''): unknown {
  const result = evaluate(expression, self);
  return isCelError(result) ? 'error' : result;
}

test.each<[string, unknown]>([
  ['int("5")', 5n],
  ['int("-5")', -5n],
  ['int("+5")', 5n],
  ['int("9223372036854775807")', 9223372036854775807n],
  ['int("9223372036854775808")', 'error'],
  ['int("")', 'error'],
  ['int("0x10")', 'error'],
  ['int(" 5")', 'error'],
  ['int("5.0")', 'error'],
  ['int(5u)', 5n],
  ['duration("1h30m") == duration("5400s")', true],
  ['duration("-1.5h") < duration("0")', true],
  ['duration("") == duration("0")', 'error'],
  ['duration("1") == duration("0")', 'error'],
  ['duration(" 1s") == duration("1s")', 'error'],
  ['duration("1d") == duration("24h")', 'error'],
  ['isURL("https://a")', true],
  ['isURL("a")', false],
  ['url("HTTPS://a:80/b").getScheme()', 'https'],
  ['url("https://a:80/b").getHost()', 'a:80'],
  ['url("a")', 'error'],
  ['{"a": 1}.getScheme()', 'error'],
  ['isIP("10.0.0.1")', true],
  ['isIP("10.0.0.01")', false],
  ['isIP("fd00::1")', true],
  ['isIP("fe80::1%eth0")', false],
  ['isIP("::ffff:10.0.0.1")', false],
  ['isIP("a")', false],
  ['"unix://".substring(7, 8)', 'error'],
  ['"abc".matches("^(?i)B|c")', true],
  ['nothing(self)', 'error'],
  ['self +', 'error'],
])('%s', (expression, expected) => {
  expect(value(expression)).toEqual(expected);
});

test.each<[string, bigint | undefined]>([
  ['0', 0n],
  ['1ns', 1n],
  ['1us', 1000n],
  ['1µs', 1000n],
  ['1μs', 1000n],
  ['.5ms', 500000n],
  ['1.s', 1000000000n],
  ['1h1m1s', 3661000000000n],
  ['+1s', 1000000000n],
  ['-1s', -1000000000n],
  ['2562047h47m16.854775807s', 9223372036854775807n],
  ['2562048h', undefined],
  ['', undefined],
  ['-', undefined],
  ['.s', undefined],
  ['1', undefined],
  ['1 s', undefined],
  ['1s ', undefined],
  ['1d', undefined],
])('the duration "%s"', (text, nanoseconds) => {
  expect(parseDuration(text)).toBe(nanoseconds);
});

test('a duration in parts', () => {
  expect(durationParts(-1500000000n)).toEqual({ seconds: -1n, nanos: -500000000 });
});

test.each([
  ['plain', 'plain'],
  ['with-dash', 'with__dash__dash'],
  ['a.b/c', 'a__dot__b__slash__c'],
  ['a__b', 'a__underscores__b'],
  ['namespace', '__namespace__'],
  ['in', '__in__'],
])('the field %s is reached as %s', (name, escaped) => {
  expect(escapeName(name)).toBe(escaped);
});

function object(properties: Record<string, RawSchema>): RawSchema {
  return { type: 'object', properties };
}

function holds(schema: RawSchema, self: Json, expression: string): unknown {
  const compiled = new SchemaCompiler({ $defs: {} }, 'crd').compile(schema);
  const result = evaluate(expression, new ValueMaker().make(self, compiled));
  return isCelError(result) ? result.message : result;
}

describe('values', () => {
  test.each<[string, RawSchema, Json, string]>([
    ['integers are int', object({ a: { type: 'integer' } }), { a: 5 }, 'type(self.a) == int && self.a / 2 == 2'],
    ['numbers are double', object({ a: { type: 'number' } }), { a: 5 }, 'type(self.a) == double'],
    ['int-or-string, by value', object({ a: { 'x-kubernetes-int-or-string': true } }), { a: 5 }, 'type(self.a) == int'],
    ['int-or-string, by value', object({ a: { 'x-kubernetes-int-or-string': true } }), { a: '5' }, 'self.a == "5"'],
    ['nulls of fields are absent', object({ a: { type: 'string', nullable: true } }), { a: null }, '!has(self.a)'],
    [
      'nulls in maps are there',
      { type: 'object', additionalProperties: { type: 'string', nullable: true } },
      { a: null },
      'self["a"] == null',
    ],
    [
      'keys of maps are as they are',
      { type: 'object', additionalProperties: { type: 'string' } },
      { 'a-b': 'x' },
      '"a-b" in self',
    ],
    ['names of fields are escaped', object({ 'a-b': { type: 'string' } }), { 'a-b': 'x' }, 'self.a__dash__b == "x"'],
    [
      'fields may be reserved words',
      object({ namespace: { type: 'string' } }),
      { namespace: 'x' },
      'self.__namespace__ == "x"',
    ],
    ['bytes', object({ a: { type: 'string', format: 'byte' } }), { a: 'YQ==' }, 'self.a == b"a"'],
    [
      'times',
      object({ a: { type: 'string', format: 'date-time' } }),
      { a: '2030-01-01T01:00:00+01:00' },
      'self.a == timestamp("2030-01-01T00:00:00Z")',
    ],
    ['dates', object({ a: { type: 'string', format: 'date' } }), { a: '2030-01-02' }, 'self.a.getDayOfMonth() == 1'],
    ['durations', object({ a: { type: 'string', format: 'duration' } }), { a: '90s' }, 'self.a == duration("1m30s")'],
    ['lists', { type: 'array', items: { type: 'integer' } }, [1, 2], 'self == [1, 2] && self.exists(x, x == 2)'],
    [
      'the names of an object',
      object({ spec: { type: 'string' } }),
      { apiVersion: 'v1', kind: 'A', metadata: { name: 'x', labels: {} }, spec: '' },
      'self.metadata.name == "x" && self.kind == "A" && !has(self.metadata.labels)',
    ],
  ])('%s', (_, schema, self, expression) => {
    expect(holds(schema, self, expression)).toBe(true);
  });

  test('one list in two places has the types of each', () => {
    const list = [1];
    const schema = object({
      a: { type: 'array', items: { type: 'integer' } },
      b: { type: 'array', items: { type: 'number' } },
    });
    expect(holds(schema, { a: list, b: list }, 'type(self.a[0]) == int && type(self.b[0]) == double')).toBe(true);
  });
});

test('what the library is relied on for', () => {
  expect(isCelError(celError('x'))).toBe(true);
  expect(isCelMap(evaluate('url("https://a")', ''))).toBe(true);
});

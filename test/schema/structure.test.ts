import type { Json, Path } from '../../lib/manifest/manifest';
import type { RawSchema } from '../../lib/schema/schema-document';
import { fault, faultsOf, judge, widget, widgets } from './objects';

function of(field: RawSchema, more: RawSchema = {}): RawSchema {
  return { type: 'object', properties: { a: field }, ...more };
}

interface Invalid {
  readonly value: Json;
  readonly message: string;
  readonly fix: string;
  readonly path?: Path;
}

interface Feature {
  readonly schema: RawSchema;
  readonly source?: string;
  readonly valid: readonly Json[];
  readonly invalid: readonly Invalid[];
}

const STRUCTURE: Record<string, Feature> = {
  'type string': {
    schema: { type: 'string' },
    valid: ['', 'a'],
    invalid: [
      { value: 5, message: 'spec.a must be a string, and is the integer 5', fix: 'Put it in quotes: "5"' },
      { value: true, message: 'spec.a must be a string, and is the boolean true', fix: 'Put it in quotes: "true"' },
      { value: {}, message: 'spec.a must be a string, and is an object', fix: 'Write a string' },
    ],
  },
  'type integer': {
    schema: { type: 'integer' },
    valid: [0, -5, 2 ** 53, 1e15],
    invalid: [
      {
        value: '5',
        message: 'spec.a must be an integer, and is the string "5"',
        fix: 'Write an integer, without quotes',
      },
      { value: 0.5, message: 'spec.a must be an integer, and is the number 0.5', fix: 'Write an integer' },
      { value: 1e300, message: 'spec.a must be an integer, and is the number 1e+300', fix: 'Write an integer' },
    ],
  },
  'type number': {
    schema: { type: 'number' },
    valid: [0.5, 3],
    invalid: [{ value: '0.5', message: 'spec.a must be a number, and is the string "0.5"', fix: 'Write a number' }],
  },
  'type boolean': {
    schema: { type: 'boolean' },
    valid: [true, false],
    invalid: [
      {
        value: 'true',
        message: 'spec.a must be a boolean, and is the string "true"',
        fix: 'Write a boolean, without quotes',
      },
    ],
  },
  'type object': {
    schema: { type: 'object' },
    valid: [{}],
    invalid: [{ value: [], message: 'spec.a must be an object, and is a list', fix: 'Write an object' }],
  },
  'type array and its items': {
    schema: { type: 'array', items: { type: 'string' } },
    valid: [[], ['a', 'b']],
    invalid: [
      { value: 'a', message: 'spec.a must be a list, and is the string "a"', fix: 'Write a list' },
      {
        value: ['a', null],
        path: ['spec', 'a', 1],
        message: 'spec.a[1] must be a string, and is null',
        fix: 'Write a string',
      },
    ],
  },
  'int-or-string': {
    schema: {
      'x-kubernetes-int-or-string': true,
      anyOf: [{ type: 'integer' }, { type: 'string' }],
      pattern: '^[a-z0-9]+$',
    },
    valid: [80, 'http', '80'],
    invalid: [
      {
        value: 0.5,
        message: 'spec.a must be an integer or a string, and is the number 0.5',
        fix: 'Put it in quotes: "0.5"',
      },
      {
        value: 'A',
        message: 'spec.a is "A", which does not match the pattern ^[a-z0-9]+$',
        fix: 'Write a text that matches the pattern',
      },
    ],
  },
  'no type': {
    schema: { 'x-kubernetes-preserve-unknown-fields': true },
    valid: [1, 'a', [], { b: null }],
    invalid: [],
  },
  nullable: {
    schema: { type: 'array', items: { type: 'string', nullable: true } },
    valid: [[null]],
    invalid: [
      {
        value: [1],
        path: ['spec', 'a', 0],
        message: 'spec.a[0] must be a string, and is the integer 1',
        fix: 'Put it in quotes: "1"',
      },
    ],
  },
  'nullable enum': {
    schema: { type: 'string', nullable: true, enum: ['x'] },
    valid: ['x'],
    invalid: [{ value: null, message: 'spec.a cannot be null: it must be one of "x"', fix: 'Write "x"' }],
  },
  enum: {
    schema: { type: 'string', enum: ['A', 'B', 'C'] },
    valid: ['A', 'C'],
    invalid: [
      {
        value: 'a',
        message: 'spec.a cannot be the string "a": it must be one of "A", "B" or "C"',
        fix: 'Write "A", "B" or "C"',
      },
      {
        value: '',
        message: 'spec.a cannot be the string "": it must be one of "A", "B" or "C"',
        fix: 'Write "A", "B" or "C"',
      },
    ],
  },
  'enum of objects': {
    schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, enum: [{ b: 1 }] },
    valid: [{ b: 1 }],
    invalid: [
      { value: { b: 2 }, message: 'spec.a cannot be an object: it must be one of {"b":1}', fix: 'Write {"b":1}' },
    ],
  },
  'lengths count code points': {
    schema: { type: 'string', minLength: 1, maxLength: 2 },
    valid: ['ab', '\u{1f600}\u{1f600}'],
    invalid: [
      {
        value: '',
        message: 'spec.a is "", of 0 characters, and must have at least 1',
        fix: 'Write a text, or remove the field',
      },
      {
        value: 'abc',
        message: 'spec.a is "abc", of 3 characters, and may have at most 2',
        fix: 'Shorten it to 2 characters',
      },
    ],
  },
  'patterns are RE2, and match anywhere': {
    schema: { type: 'string', pattern: '(?i)^ab\\z|c' },
    valid: ['AB', 'xcx'],
    invalid: [
      {
        value: 'ab\n',
        message: 'spec.a is "ab\\n", which does not match the pattern (?i)^ab\\z|c',
        fix: 'Write a text that matches the pattern',
      },
    ],
  },
  'minimum and maximum': {
    schema: { type: 'integer', minimum: 1, maximum: 65535 },
    valid: [1, 65535],
    invalid: [
      { value: 0, message: 'spec.a is 0, and must be at least 1', fix: 'Write at least 1' },
      { value: 65536, message: 'spec.a is 65536, and must be at most 65535', fix: 'Write at most 65535' },
    ],
  },
  'exclusive limits': {
    schema: { type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 1, exclusiveMaximum: true },
    valid: [0.5],
    invalid: [
      { value: 0, message: 'spec.a is 0, and must be more than 0', fix: 'Write more than 0' },
      { value: 1, message: 'spec.a is 1, and must be less than 1', fix: 'Write less than 1' },
    ],
  },
  multipleOf: {
    schema: { type: 'number', multipleOf: 0.1 },
    valid: [0.3, 0, 7],
    invalid: [
      { value: 0.35, message: 'spec.a is 0.35, and must be a multiple of 0.1', fix: 'Write a multiple of 0.1' },
    ],
  },
  int32: {
    schema: { type: 'integer', format: 'int32' },
    valid: [2147483647, -2147483648],
    invalid: [
      {
        value: 2147483648,
        message: 'spec.a is 2147483648, and must fit into 32 bits',
        fix: 'Write a number between -2147483648 and 2147483647',
      },
    ],
  },
  int64: { schema: { type: 'integer', format: 'int64' }, valid: [2147483648, -(2 ** 63)], invalid: [] },
  'minItems and maxItems': {
    schema: { type: 'array', minItems: 1, maxItems: 2, items: { type: 'string' } },
    valid: [['a']],
    invalid: [
      { value: [], message: 'spec.a has 0 items, and must have at least 1', fix: 'Add items' },
      { value: ['a', 'b', 'c'], message: 'spec.a has 3 items, and may have at most 2', fix: 'Remove items' },
    ],
  },
  uniqueItems: {
    schema: { type: 'array', uniqueItems: true, items: { type: 'string' } },
    valid: [['a', 'b']],
    invalid: [{ value: ['a', 'a'], message: 'spec.a must not hold an item twice', fix: 'Remove the repeated items' }],
  },
  'minProperties and maxProperties': {
    schema: { type: 'object', minProperties: 1, maxProperties: 1, additionalProperties: { type: 'string' } },
    valid: [{ b: '' }],
    invalid: [
      { value: {}, message: 'spec.a has 0 fields, and must have at least 1', fix: 'Add fields' },
      { value: { b: '', c: '' }, message: 'spec.a has 2 fields, and may have at most 1', fix: 'Remove fields' },
    ],
  },
  required: {
    schema: {
      type: 'object',
      required: ['b'],
      properties: { b: { type: 'string' }, c: { type: 'string', enum: ['x', 'y'] } },
    },
    valid: [{ b: '' }],
    invalid: [
      {
        value: {},
        path: ['spec', 'a', 'b'],
        message: 'spec.a.b is required, and is not set',
        fix: 'Set "b" to a string',
      },
      {
        value: { b: null },
        path: ['spec', 'a', 'b'],
        message: 'spec.a.b is required, and is not set',
        fix: 'Set "b" to a string',
      },
    ],
  },
  'the values of a free map': {
    schema: { type: 'object', additionalProperties: { type: 'integer' } },
    valid: [{ 'x.y/z': 1 }],
    invalid: [
      {
        value: { 'x.y/z': 'b' },
        path: ['spec', 'a', 'x.y/z'],
        message: 'spec.a["x.y/z"] must be an integer, and is the string "b"',
        fix: 'Write an integer, without quotes',
      },
    ],
  },
  'oneOf by fields': {
    schema: {
      type: 'object',
      properties: { b: { type: 'string' }, c: { type: 'string' } },
      oneOf: [{ not: { anyOf: [{ required: ['b'] }, { required: ['c'] }] } }, { required: ['b'] }, { required: ['c'] }],
    },
    valid: [{}, { b: '' }, { c: '' }, { b: null, c: '' }],
    invalid: [
      {
        value: { b: '', c: '' },
        message: 'spec.a may set only one of b and c, and sets b and c',
        fix: 'Keep one of b and c',
      },
    ],
  },
  'oneOf, none': {
    schema: {
      type: 'object',
      properties: { b: { type: 'string' }, c: { type: 'string' } },
      oneOf: [{ required: ['b'] }, { required: ['c'] }],
    },
    valid: [{ b: '' }],
    invalid: [{ value: {}, message: 'spec.a must set one of b and c', fix: 'Set one of b and c' }],
  },
  'oneOf by values': {
    schema: { type: 'integer', oneOf: [{ minimum: 5 }, { maximum: 10 }] },
    valid: [4, 11],
    invalid: [
      {
        value: 7,
        message: 'spec.a matches 2 of the forms that it may have, and must match exactly one',
        fix: 'Write it in one of these forms',
      },
    ],
  },
  anyOf: {
    schema: { type: 'string', anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] },
    valid: ['10.0.0.1', '::1'],
    invalid: [
      {
        value: 'x',
        message:
          'spec.a matches none of the forms that it may have: spec.a is "x", and must be an IPv4 address; ' +
          'or spec.a is "x", and must be an IPv6 address',
        fix: 'Write it in one of these forms',
      },
    ],
  },
  allOf: {
    schema: { type: 'integer', allOf: [{ minimum: 1 }, { maximum: 3 }] },
    valid: [2],
    invalid: [{ value: 4, message: 'spec.a is 4, and must be at most 3', fix: 'Write at most 3' }],
  },
  'an object where a text belongs is one fault': {
    schema: { type: 'string' },
    valid: [],
    invalid: [{ value: { b: 1 }, message: 'spec.a must be a string, and is an object', fix: 'Write a string' }],
  },
  'not, by enum': {
    schema: { type: 'string', not: { enum: ['x', 'y'] } },
    valid: ['z'],
    invalid: [{ value: 'x', message: 'spec.a must not be "x" or "y"', fix: 'Write another value' }],
  },
  'not, by fields': {
    schema: { type: 'object', properties: { b: { type: 'string' } }, not: { required: ['b'] } },
    valid: [{}],
    invalid: [{ value: { b: '' }, message: 'spec.a must not set b', fix: 'Remove b' }],
  },
  'not, by anything else': {
    schema: { type: 'integer', not: { minimum: 5 } },
    valid: [4],
    invalid: [{ value: 5, message: 'spec.a has a form that its schema forbids', fix: 'Write another value' }],
  },
  'an object inside the object': {
    schema: {
      type: 'object',
      'x-kubernetes-embedded-resource': true,
      properties: { spec: { type: 'object', properties: { b: { type: 'string' } } } },
    },
    valid: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', labels: { a: 'b' } }, spec: { b: '' } }],
    invalid: [
      {
        value: { apiVersion: 'v1' },
        path: ['spec', 'a', 'kind'],
        message: 'spec.a.kind is required, and is not set',
        fix: 'Set "kind" to a string',
      },
      {
        value: { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { a: 1 } } },
        path: ['spec', 'a', 'metadata', 'labels', 'a'],
        message: 'spec.a.metadata.labels.a must be a string, and is the integer 1',
        fix: 'Put it in quotes: "1"',
      },
    ],
  },
  'Kubernetes: an empty enum is an absent one': {
    source: 'kubernetes',
    schema: { type: 'string', enum: ['TCP'] },
    valid: ['', 'TCP', null],
    invalid: [
      { value: 'tcp', message: 'spec.a cannot be the string "tcp": it must be one of "TCP"', fix: 'Write "TCP"' },
    ],
  },
  'Kubernetes: a quantity is a string or a number': {
    source: 'kubernetes',
    schema: { oneOf: [{ type: 'string' }, { type: 'number' }] },
    valid: [1, 0.5, '100m', '1.5Gi', '1e3', '-1'],
    invalid: [
      {
        value: '1 Gi',
        message: 'spec.a is "1 Gi", and must be a quantity such as "100m" or "1Gi"',
        fix: 'Write a quantity such as "100m" or "1Gi"',
      },
      {
        value: true,
        message: 'spec.a must be a string or a number, and is the boolean true',
        fix: 'Put it in quotes: "true"',
      },
    ],
  },
  'Kubernetes: a list item that is null is an empty one': {
    source: 'kubernetes',
    schema: { type: 'array', items: { type: 'object', required: ['b'], properties: { b: { type: 'string' } } } },
    valid: [[{ b: '' }]],
    invalid: [
      {
        value: [null],
        path: ['spec', 'a', 0, 'b'],
        message: 'spec.a[0].b is required, and is not set',
        fix: 'Set "b" to a string',
      },
    ],
  },
  'Kubernetes: where zero is as good as any value, none is': {
    source: 'kubernetes',
    schema: {
      type: 'object',
      required: ['name', 'value'],
      properties: { name: { type: 'string' }, value: { type: 'string' } },
    },
    valid: [{ name: 'a' }, { name: 'a', value: '' }],
    invalid: [
      {
        value: { value: '' },
        path: ['spec', 'a', 'name'],
        message: 'spec.a.name is required, and is not set',
        fix: 'Set "name" to a string',
      },
    ],
  },
  'Kubernetes: an object without fields is free': {
    source: 'kubernetes',
    schema: { type: 'object' },
    valid: [{ any: { thing: 1 } }],
    invalid: [],
  },
};

describe.each(Object.entries(STRUCTURE))('%s', (_, { schema, source, valid, invalid }) => {
  if (valid.length > 0) {
    test.each(valid.map((value) => [JSON.stringify(value), value] as const))('takes %s', (__, value) => {
      expect(faultsOf(of(schema), { a: value }, source)).toEqual([]);
    });
  }

  if (invalid.length > 0) {
    test.each(invalid.map((each) => [JSON.stringify(each.value), each] as const))('refuses %s', (__, each) => {
      const { value, message, fix, path = ['spec', 'a'] } = each;
      expect(faultsOf(of(schema), { a: value }, source)).toEqual([fault('structure', path, message, fix)]);
    });
  }
});

test('all faults are reported, in the order of the steps and then of the object', () => {
  const schema: RawSchema = {
    type: 'object',
    required: ['z'],
    properties: {
      a: { type: 'integer' },
      b: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
    },
  };
  const found = faultsOf(schema, { b: ['x', 'x'], a: 'x', q: 1 });
  expect(found.map(({ kind, path }) => [kind, path.join('.')])).toEqual([
    ['unknown-field', 'spec.q'],
    ['structure', 'spec.z'],
    ['structure', 'spec.a'],
    ['list-type', 'spec.b.1'],
  ]);
});

test.each<[string, Json, boolean]>([
  ['as it should be', { a: 5 }, true],
  ['out of range', { a: 50 }, true],
  ['with an unknown field', { a: 5, x: 1 }, true],
  ['of the wrong type', { a: '5' }, false],
  ['without a required field', {}, false],
])('an object %s: can rules rely on it?', (_, spec, wellFormed) => {
  const schema: RawSchema = { type: 'object', required: ['a'], properties: { a: { type: 'integer', maximum: 9 } } };
  expect(judge(widget(spec), widgets(schema)).wellFormed).toBe(wellFormed);
});

test('a schema that contains itself', () => {
  const tree: RawSchema = { type: 'object', properties: {} };
  Object.assign(tree.properties ?? {}, { a: tree, b: { type: 'string' } });
  expect(faultsOf(tree, { a: { a: { b: 1 } } })).toEqual([
    fault(
      'structure',
      ['spec', 'a', 'a', 'b'],
      'spec.a.a.b must be a string, and is the integer 1',
      'Put it in quotes: "1"',
    ),
  ]);
});

test('a field called __proto__ is a field', () => {
  const spec: Json = JSON.parse('{"a": {"__proto__": 1}}');
  expect(faultsOf(of({ type: 'object', additionalProperties: { type: 'string' } }), spec)).toEqual([
    fault(
      'structure',
      ['spec', 'a', '__proto__'],
      'spec.a.__proto__ must be a string, and is the integer 1',
      'Put it in quotes: "1"',
    ),
  ]);
});

import type { Json } from '../../lib/manifest/manifest';
import { RuleSession } from '../../lib/schema/cel/rule-session';
import { rulesOf } from '../../lib/schema/rules';
import { SchemaCompiler } from '../../lib/schema/schema';
import type { RawRule, RawSchema } from '../../lib/schema/schema-document';
import { fault, faultsOf, judge, widget, widgets } from './objects';

afterEach(() => jest.restoreAllMocks());

function spec(rules: readonly RawRule[], more: RawSchema = {}): RawSchema {
  return {
    type: 'object',
    properties: { a: { type: 'string', maxLength: 5 }, b: { type: 'integer', nullable: true, maximum: 9 } },
    'x-kubernetes-validations': rules,
    ...more,
  };
}

const broken = (message: string, rule: string, ...path: (string | number)[]) =>
  fault('cel', ['spec', ...path], message, `Change it so that this holds: ${rule}`);

const rule = 'self.a != "x"';

test.each<[string, RawRule, string]>([
  ['its message', { rule, message: ' must not be x ' }, 'spec: must not be x'],
  ['none', { rule }, 'spec: must satisfy self.a != "x"'],
  ['one that is computed', { rule, message: 'no', messageExpression: '"not " + self.a' }, 'spec: not x'],
  ['one whose computation fails', { rule, message: 'no', messageExpression: 'self.nothing' }, 'spec: no'],
  ['one that comes out blank', { rule, message: 'no', messageExpression: '" "' }, 'spec: no'],
  ['one that comes out in two lines', { rule, message: 'no', messageExpression: '"a\\nb"' }, 'spec: no'],
  ['one that is no text', { rule, message: 'no', messageExpression: '5' }, 'spec: no'],
])('a rule with %s', (_, raw, message) => {
  expect(faultsOf(spec([raw]), { a: 'x' })).toEqual([broken(message, rule)]);
});

test('a rule that says which field is wrong', () => {
  expect(faultsOf(spec([{ rule, message: 'no', fieldPath: '.a' }]), { a: 'x' })).toEqual([
    broken('spec.a: no', rule, 'a'),
  ]);
  expect(faultsOf(spec([{ rule, message: 'no', fieldPath: ".a['b.c']" }]), { a: 'x' })).toEqual([
    broken('spec.a["b.c"]: no', rule, 'a', 'b.c'),
  ]);
});

test('a rule over several lines', () => {
  expect(faultsOf(spec([{ rule: 'self.a\n   != "x"', message: 'no' }]), { a: 'x' })).toEqual([
    broken('spec: no', rule),
  ]);
});

test('all rules of a node, then those below, in the order of the object', () => {
  const never: RawRule[] = [{ rule: 'false', message: 'no' }];
  const leaf: RawSchema = { type: 'string', 'x-kubernetes-validations': never };
  const list: RawSchema = { type: 'array', items: leaf, 'x-kubernetes-validations': [...never, ...never] };
  const found = faultsOf({ type: 'object', properties: { a: leaf, b: list } }, { b: ['x', 'y'], a: 'z' });
  expect(found.map(({ message }) => message)).toEqual([
    'spec.b: no',
    'spec.b: no',
    'spec.b[0] is "x": no',
    'spec.b[1] is "y": no',
    'spec.a is "z": no',
  ]);
});

test('rules inside allOf count, those that look at an old value do not', () => {
  const raw = spec([{ rule: 'self == oldSelf' }, { rule: 'true' }], { allOf: [spec([{ rule: 'false' }])] });
  const rules = rulesOf(new SchemaCompiler({ $defs: {} }, 'crd').compile(raw));
  expect(rules.map((each) => each.rule)).toEqual(['true', 'false']);
});

describe('what a rule is evaluated on', () => {
  const always: RawRule = { rule: 'true' };
  const leaf: RawSchema = { type: 'string', nullable: true, enum: ['x', null], 'x-kubernetes-validations': [always] };
  const inner: RawSchema = {
    type: 'object',
    required: ['a'],
    properties: { a: leaf, n: { type: 'integer', maximum: 3 } },
    'x-kubernetes-validations': [always],
  };
  const outer: RawSchema = {
    type: 'object',
    properties: { one: inner, two: inner },
    'x-kubernetes-validations': [always],
  };
  const sound = { a: 'x' };

  test.each<[string, Json, number]>([
    ['everything that is as it should be', { one: sound, two: sound }, 5],
    ['what is out of range', { one: { a: 'x', n: 5 }, two: sound }, 5],
    ['not what lacks a field, nor what is around it', { one: {}, two: sound }, 2],
    ['not what is of the wrong type', { one: { a: 5 }, two: sound }, 2],
    ['not what is none of the allowed values', { one: { a: 'y' }, two: sound }, 2],
    ['not what has an unknown field', { one: { a: 'x', b: 1 }, two: sound }, 3],
    ['not null', { one: { a: null }, two: sound }, 4],
  ])('%s', (_, value, count) => {
    const judged = jest.spyOn(RuleSession.prototype, 'judge');
    judge(widget(value), widgets(outer));
    expect(judged).toHaveBeenCalledTimes(count);
  });
});

test('rules see defaults, and no unknown fields', () => {
  const schema: RawSchema = {
    type: 'object',
    properties: { a: { type: 'string', default: 'x' } },
    'x-kubernetes-validations': [{ rule: 'self.a == "x"' }],
  };
  expect(faultsOf(schema, {})).toEqual([]);
});

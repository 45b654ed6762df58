import type { Json, JsonObject } from '../../lib/manifest/manifest';
import { hasAtMostOne } from '../../lib/schema/at-most-one';
import { RuleSession } from '../../lib/schema/cel/rule-session';
import { RULE_CASES, type RuleCase } from './cel-rule-cases';
import { judge } from './objects';
import { oneLine, shippedRules } from './shipped-rules';

afterEach(() => jest.restoreAllMocks());

function objectOf({ on }: RuleCase, spec: Json): JsonObject {
  const [kind = '', version, group] = on.split('/').toReversed();
  return { apiVersion: `${group}/${version}`, kind, metadata: { name: 'one' }, spec };
}

describe.each(RULE_CASES.map((each) => [each.on, each.message, each] as const))('%s: %s', (_, __, each) => {
  test('an object that keeps the rule is judged by it, with CEL where that is needed, and taken', () => {
    const judged = jest.spyOn(RuleSession.prototype, 'judge');
    expect(judge(objectOf(each, each.valid)).faults).toEqual([]);
    const rules = judged.mock.calls.map(([{ rule }]) => oneLine(rule));
    expect(rules.includes(each.rule)).toBe(!hasAtMostOne(each.rule, {}));
  });

  test('an object that breaks it is refused', () => {
    const { faults } = judge(objectOf(each, each.invalid));
    const fix = `Change it so that this holds: ${each.rule}`;
    expect(faults.filter((fault) => fault.fix === fix)).toEqual([
      { kind: 'cel', path: each.path, message: each.message, fix },
    ]);
    // Istio writes two rules twice: with each of them, the other one breaks.
    expect(faults.filter((fault) => fault.path.join() !== each.path.join())).toEqual([]);
  });
});

test.each([
  ['istio', 36],
  ['cert-manager', 1],
])('every rule of %s (%d distinct ones) has such objects for each of its messages', (source, count) => {
  const rules = shippedRules(source);
  const without = rules.filter(({ rule, message = '' }) => {
    return !RULE_CASES.some((each) => each.rule === oneLine(rule) && each.message.endsWith(`: ${message}`));
  });
  expect(without).toEqual([]);
  expect(new Set(rules.map(({ rule }) => oneLine(rule))).size).toBe(count);
});

test('a rule that cannot be evaluated refuses the object, and says why', () => {
  const override = { code: { operation: 'UPSERT' } };
  const { faults } = judge({
    apiVersion: 'telemetry.istio.io/v1',
    kind: 'Telemetry',
    metadata: { name: 'one' },
    spec: { metrics: [{ overrides: [{ tagOverrides: override }] }] },
  });
  expect(faults).toEqual([
    {
      kind: 'cel',
      path: ['spec', 'metrics', 0, 'overrides', 0, 'tagOverrides', 'code'],
      message:
        'spec.metrics[0].overrides[0].tagOverrides.code: value must be set when operation is UPSERT ' +
        '(the rule could not be evaluated: field not found: value)',
      fix: 'Change it so that this holds: ((has(self.operation) ? self.operation : "") == "UPSERT") ? (self.value != "") : true',
    },
  ]);
});

import { parse } from 'yaml';
import type { Severity } from '../../lib/finding';
import { type Json, type JsonObject, kindKey, type Manifest, pathText } from '../../lib/manifest/manifest';
import { OBJECT_RULES } from '../../lib/rules';
import { checkObject } from '../../lib/schema/check-object';

/** What a rule is to report, whole. */
export interface Expected {
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

export interface Cases {
  /** Objects as YAML that the rule has nothing against. */
  readonly valid: readonly string[];
  readonly invalid: readonly { readonly object: string; readonly violations: readonly Expected[] }[];
}

export interface Reported extends Expected {
  readonly rule: string;
  readonly severity: Severity;
}

/** An object `shop` of namespace `prod` as YAML; `spec` and what else there is of metadata in flow style. */
export function objectText(apiVersion: string, kind: string, spec: string, metadata?: string): string {
  const rest = metadata === undefined ? '' : `, ${metadata}`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: shop, namespace: prod${rest} }\nspec: ${spec}\n`;
}

export function manifestOf(text: string): Manifest {
  const value = parse(text) as JsonObject;
  const { apiVersion, kind, metadata } = value as unknown as Record<string, string> & { metadata: JsonObject };
  const [version = '', group = ''] = String(apiVersion).split('/').toReversed();
  const { name = '', namespace = '' } = metadata as Record<string, string>;
  const origin = { file: 'test.yaml', locate: () => ({ line: 1, column: 1 }) };
  return { apiVersion: String(apiVersion), kind: String(kind), group, version, name, namespace, value, origin };
}

/** Copies of a value with one field, list item or map entry set to null, each in turn. */
function withNulls(value: Json): Json[] {
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return items.flatMap((item, index) => [null, ...withNulls(item)].map((other) => items.with(index, other)));
  }
  if (typeof value !== 'object' || value === null) return [];
  const object = value as JsonObject;
  return Object.entries(object).flatMap(([key, item]) =>
    [null, ...withNulls(item)].map((other) => ({ ...object, [key]: other })),
  );
}

/** What the rules that look at this kind of object say about it, in the order of the list. */
export function report(text: string, rules = OBJECT_RULES): Reported[] {
  const manifest = manifestOf(text);
  const found: Reported[] = [];
  for (const rule of rules) {
    if (!rule.kinds.includes(kindKey(manifest))) continue;
    rule.check(manifest, ({ path, message, fix }) =>
      found.push({ rule: rule.id, severity: rule.severity, path: pathText(path), message, fix }),
    );
  }
  return found;
}

/** A copy of the value without fields of these names, at any depth. */
export function without(value: Json, names: readonly string[]): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => without(item, names));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value as JsonObject).filter(([key]) => !names.includes(key));
  return Object.fromEntries(kept.map(([key, item]) => [key, without(item, names)]));
}

/** What the schema of the kind says against this object, before any rule sees it. */
export function schemaFaults(text: string): string[] {
  return checkObject(manifestOf(text)).faults.map(({ message }) => message);
}

/** Runs one rule of the list over objects that it must let pass, and objects of which it must say exactly this. */
export function testRule(id: string, severity: Severity, { valid, invalid }: Cases): void {
  describe(id, () => {
    const rules = OBJECT_RULES.filter((rule) => rule.id === id);
    const judgeWithNulls = (text: string): void => {
      const { spec = null, ...rest } = parse(text) as JsonObject;
      for (const other of withNulls(spec)) report(JSON.stringify({ ...rest, spec: other }), rules);
    };

    test('the cases say enough', () => {
      const kinds = [...valid, ...invalid.map(({ object }) => object)].map((text) => kindKey(manifestOf(text)));
      const seen = [...valid, ...invalid.map(({ object }) => object)].map((text) => JSON.stringify(parse(text)));
      expect(rules).toHaveLength(1);
      expect([valid.length > 0, invalid.length > 0]).toEqual([true, true]);
      expect(invalid.filter(({ violations }) => violations.length === 0)).toEqual([]);
      expect(seen.filter((text, index) => seen.indexOf(text) !== index)).toEqual([]);
      expect(kinds.filter((kind) => rules[0]?.kinds.includes(kind) !== true)).toEqual([]);
    });

    test('takes null anywhere in the spec', () => {
      expect(() => [...valid, ...invalid.map(({ object }) => object)].forEach(judgeWithNulls)).not.toThrow();
    });

    test('has nothing to say of objects without the fields that it is about', () => {
      const { about } = rules[0] ?? {};
      const objects = about === undefined ? [] : [...valid, ...invalid.map(({ object }) => object)];
      const stripped = objects.map((text) => JSON.stringify(without(parse(text), about ?? [])));
      expect(stripped.flatMap((text) => report(text, rules))).toEqual([]);
    });

    test.each(valid.map((object) => [object]))('passes\n%s', (object) => {
      expect(report(object, rules)).toEqual([]);
    });

    test.each(invalid.map(({ object, violations }) => [object, violations] as const))(
      'reports\n%s',
      (object, violations) => {
        expect(report(object, rules)).toEqual(violations.map((violation) => ({ rule: id, severity, ...violation })));
      },
    );
  });
}

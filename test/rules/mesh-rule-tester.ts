import { Catalog } from '../../lib/manifest/catalog';
import { type Json, type JsonObject, kindKey, type Manifest, pathText } from '../../lib/manifest/manifest';
import { parse } from '../../lib/manifest/parse';
import { ANY_KIND, type MeshRule } from '../../lib/rules/rule';
import { Mesh } from '../../lib/traffic/mesh';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { without } from './rule-tester';

/** What a rule is to say of one object, whole. */
export interface Expected {
  /** `KIND NAMESPACE/NAME`, or `KIND NAME` where no namespace is written. */
  readonly on: string;
  readonly path: string;
  readonly message: string;
  readonly fix: string;
  /** Where it is not the rule's. */
  readonly severity?: string;
  readonly refType?: string;
  readonly replacement?: { readonly path: string; readonly value: Json };
}

export interface Case {
  /** What this case is about; also the name of the test. */
  readonly name: string;
  /** YAML with the objects to judge. */
  readonly objects: string;
  /** YAML with what the cluster has already. */
  readonly context?: string;
  /** Istio's mesh config. */
  readonly mesh?: JsonObject;
}

export interface Cases {
  /** The rule has nothing against these; `undecided`: and says that this is missing. */
  readonly valid: readonly (Case & { readonly undecided?: readonly string[] })[];
  readonly invalid: readonly (Case & {
    readonly findings: readonly Expected[];
    readonly undecided?: readonly string[];
  })[];
}

interface Said {
  readonly findings: Expected[];
  readonly undecided: string[];
}

function objectsOf(text: string): readonly Manifest[] {
  const { objects, problems } = parse('test.yaml', text);
  expect(problems).toEqual([]);
  return objects;
}

/** What one rule says of all judged objects of its kinds, in their order. */
export function ask(rule: MeshRule, { objects, context = '', mesh: config }: Omit<Case, 'name'>): Said {
  const catalog = new Catalog(objectsOf(objects), { context: objectsOf(context) });
  return askAbout(rule, new Mesh(catalog, meshConfigOf(config)));
}

function askAbout(rule: MeshRule, mesh: Mesh, manifests = mesh.catalog.judged): Said {
  const said: Said = { findings: [], undecided: [] };
  for (const manifest of manifests) {
    if (![ANY_KIND, kindKey(manifest)].some((kind) => rule.kinds.includes(kind))) continue;
    const { kind, namespace, name } = manifest;
    rule.check(manifest, {
      mesh,
      report: ({ path, replacement, ...rest }) =>
        said.findings.push({
          on: `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`,
          path: pathText(path),
          ...rest,
          ...(replacement && { replacement: { path: pathText(replacement.path), value: replacement.value } }),
        }),
      cannotTell: (missing) => said.undecided.push(missing),
    });
  }
  return said;
}

/** A rule meets these many damaged sets, evenly chosen of all that its cases give. */
const MOST_DAMAGED = 400;

/** The objects with each field, list item or map entry set to null, or to a wrong type, each in turn. */
function* damaged(objects: readonly Manifest[]): Generator<readonly Manifest[]> {
  for (const [at, manifest] of objects.entries()) {
    for (const value of damagedValues(manifest.value)) {
      yield objects.with(at, { ...manifest, value: value as JsonObject });
    }
  }
}

function damagedValues(value: Json): Json[] {
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    return items.flatMap((item, index) => [null, 7, ...damagedValues(item)].map((other) => items.with(index, other)));
  }
  if (typeof value !== 'object' || value === null) return [];
  const object = value as JsonObject;
  return Object.entries(object).flatMap(([key, item]) =>
    [null, 7, 'x', ...damagedValues(item)].map((other) => ({ ...object, [key]: other })),
  );
}

/** The rule of the file that is named after it. That it is in the list is another test: here, all others cost time. */
function ruleNamed(id: string): MeshRule {
  const rule = Object.values(require(`../../lib/rules/${id}`) as Record<string, unknown>).find(isMeshRule);
  if (rule?.id !== id) throw new Error(`lib/rules/${id}.ts exports no rule of that name`);
  return rule;
}

function isMeshRule(value: unknown): value is MeshRule {
  return typeof value === 'object' && value !== null && 'check' in value && 'kinds' in value;
}

/** Runs one rule of the list over input that it must let pass, and input of which it must say exactly this. */
export function testMeshRule(id: string, { valid, invalid }: Cases): void {
  describe(id, () => {
    const rule = ruleNamed(id);
    const all: readonly Case[] = [...valid, ...invalid];

    test('its cases have different names', () => {
      const names = all.map(({ name }) => name);
      expect([valid.length > 0, invalid.length > 0]).toEqual([true, true]);
      expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    });

    test.each(valid.map((one) => [one.name, one] as const))('passes: %s', (_, one) => {
      expect(ask(rule, one)).toEqual({ findings: [], undecided: one.undecided ?? [] });
    });

    test.each(invalid.map((one) => [one.name, one] as const))('reports: %s', (_, one) => {
      expect(one.findings.length).toBeGreaterThan(0);
      expect(ask(rule, one)).toEqual({ findings: one.findings, undecided: one.undecided ?? [] });
    });

    test('has nothing to say of an object without the fields that it is about', () => {
      const { about } = rule;
      for (const { objects, context = '', mesh } of about === undefined ? [] : all) {
        const judged = objectsOf(objects);
        for (const [at, manifest] of judged.entries()) {
          const stripped = { ...manifest, value: without(manifest.value, about ?? []) as JsonObject };
          const catalog = new Catalog(judged.with(at, stripped), { context: objectsOf(context) });
          const said = askAbout(rule, new Mesh(catalog, meshConfigOf(mesh)), [stripped]);
          expect(said).toEqual({ findings: [], undecided: [] });
        }
      }
    });

    test('says the same whatever the order of the objects', () => {
      for (const { objects, context = '', mesh } of all) {
        const judged = objectsOf(objects);
        const inOrder = askAbout(
          rule,
          new Mesh(new Catalog(judged, { context: objectsOf(context) }), meshConfigOf(mesh)),
        );
        const reversed = askAbout(
          rule,
          new Mesh(new Catalog(judged.toReversed(), { context: objectsOf(context) }), meshConfigOf(mesh)),
        );
        expect(sorted(reversed.findings)).toEqual(sorted(inOrder.findings));
      }
    });

    test('takes null and wrong types anywhere', () => {
      const sets = all.flatMap(({ objects, context = '' }) => {
        const known = objectsOf(context);
        return Array.from(damaged(objectsOf(objects)), (judged) => ({ judged, known }));
      });
      const step = Math.ceil(sets.length / MOST_DAMAGED);
      for (const { judged, known } of sets.filter((_, index) => index % step === 0)) {
        expect(() => askAbout(rule, new Mesh(new Catalog(judged, { context: known })))).not.toThrow();
      }
    });
  });
}

/** Which of two is older is not in the manifests, so that messages may name either. */
function sorted(findings: readonly Expected[]): string[] {
  return findings.map(({ on, path }) => `${on} ${path}`).toSorted();
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OBJECT_RULES } from '../../lib/rules';
import { MESH_RULES } from '../../lib/rules/mesh-rules';
import type { RuleHead } from '../../lib/rules/rule';

const RULES = join(__dirname, '../../lib/rules');
const LISTS = ['index', 'mesh-rules'];
/** Tests that several rules share. */
const SHARED_TESTS = ['index', 'realistic', 'routing-rows', 'webhook-rows'];

function isRule(value: unknown): value is RuleHead {
  return typeof value === 'object' && value !== null && 'check' in value && typeof value.check === 'function';
}

function baseNames(folder: string, end: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(end))
    .map((file) => file.slice(0, -end.length))
    .toSorted();
}

const files = baseNames(RULES, '.ts').filter((file) => !LISTS.includes(file));

/** The ids of the rules that each file of the folder exports, one by one or in a list, in their order. */
const exported = new Map(
  files
    .map((file) => {
      const found = Object.values(require(join(RULES, file)) as Record<string, unknown>).flat();
      return [file, found.filter(isRule).map(({ id }) => id)] as const;
    })
    .filter(([, ids]) => ids.length > 0),
);

function testOf(file: string): string {
  const path = join(__dirname, `${file}.test.ts`);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

const ALL: readonly RuleHead[] = [...OBJECT_RULES, ...MESH_RULES];
const IDS = ALL.map(({ id }) => id);

test('every rule of every file is in one of the two lists', () => {
  expect(IDS.toSorted()).toEqual([...exported.values()].flat().toSorted());
});

test.each([
  ['on one object alone', OBJECT_RULES],
  ['on one object among all others', MESH_RULES],
])('the rules %s are listed by file', (_, rules) => {
  const ids = rules.map(({ id }) => id);
  const byFile = [...exported.values()].flat().filter((id) => ids.includes(id));
  expect(ids).toEqual(byFile);
});

test('ids are kebab case and unique', () => {
  expect(IDS.filter((id, index) => !/^[a-z][a-z\d]*(-[a-z\d]+)+$/.test(id) || IDS.indexOf(id) !== index)).toEqual([]);
});

test('rules say what they look at and what must hold', () => {
  const wrong = ALL.filter(({ kinds, summary }) => kinds.length === 0 || !/^\w[^\n]*\.$/.test(summary));
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test('every test is of a rule, or of what rules are built from', () => {
  const known = [...files, ...SHARED_TESTS];
  expect(baseNames(__dirname, '.test.ts').filter((name) => !known.includes(name))).toEqual([]);
});

test.each([...exported])('%s: there is a test of each of its rules', (file, ids) => {
  expect(ids.filter((id) => !testOf(file).includes(`'${id}'`))).toEqual([]);
});

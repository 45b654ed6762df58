import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OBJECT_RULES } from '../../lib/rules';
import type { ObjectRule } from '../../lib/rules/rule';

const RULES = join(__dirname, '../../lib/rules');

function isRuleList(value: unknown): value is readonly ObjectRule[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item?.check === 'function');
}

/** The ids of the rules that each file of the folder exports, in their order. */
const exported = new Map(
  readdirSync(RULES)
    .filter((file) => file !== 'index.ts')
    .map((file) => {
      const lists = Object.values(require(join(RULES, file)) as Record<string, unknown>).filter(isRuleList);
      return [file.replace(/\.ts$/, ''), lists.flat().map(({ id }) => id)] as const;
    })
    .filter(([, ids]) => ids.length > 0),
);

function testOf(file: string): string {
  const path = join(__dirname, `${file}.test.ts`);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

test('the list has the rules of every file, by file', () => {
  expect(OBJECT_RULES.map(({ id }) => id)).toEqual(
    [...exported.keys()].toSorted().flatMap((file) => exported.get(file)),
  );
});

test('ids are kebab case and unique', () => {
  const ids = OBJECT_RULES.map(({ id }) => id);
  expect(ids.filter((id, index) => !/^[a-z]+(-[a-z]+)+$/.test(id) || ids.indexOf(id) !== index)).toEqual([]);
});

test('rules say what they look at and what must hold', () => {
  const wrong = OBJECT_RULES.filter(({ kinds, summary }) => kinds.length === 0 || !/^\w[^\n]*\.$/.test(summary));
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test.each([...exported])('%s: there is a test of each of its rules', (file, ids) => {
  expect(ids.filter((id) => !testOf(file).includes(`'${id}'`))).toEqual([]);
});

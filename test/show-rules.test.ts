import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UPSTREAM_CHECKS } from '../lib/explanations/upstream-checks';
import { ruleBook } from '../lib/rule-book';
import { showRules } from '../lib/show-rules';

const all = ruleBook().flatMap(({ rules }) => rules);
const ids = all.map(({ id }) => id);

test('docs/rules.md is what the rules say; after a change, run npm run docs', () => {
  const page = readFileSync(join(__dirname, '..', 'docs', 'rules.md'), 'utf8');

  expect(page === showRules(undefined, { format: 'markdown' })).toBe(true);
});

test('the page is one that GitHub shows as a whole', () => {
  expect(showRules(undefined, { format: 'markdown' }).length).toBeLessThan(512_000);
});

test('every rule is listed once', () => {
  const listed = showRules(undefined, { format: 'text' }).match(/^(error|warning|info) +\S+ +\S+/gm) ?? [];

  expect(listed.map((line) => line.split(/ +/)[2]).toSorted()).toEqual(ids.toSorted());
});

test('a rule by its id, rules by their code in any case, all as JSON', () => {
  const shared = all.filter(({ code }) => code === 'IST0130');

  expect(showRules('api-obsolete', { format: 'text' })).toMatch(/^api-obsolete \(SI0007, error\)\n/);
  expect(JSON.parse(showRules('ist0130', { format: 'json' }))).toEqual(shared);
  expect(JSON.parse(showRules(undefined, { format: 'json' }))).toEqual(all);
});

test.each([
  [
    'api-obsolte',
    '"api-obsolte" is neither a rule nor a code. Did you mean api-obsolete? `secure-ingress rules` lists them.',
  ],
  ['IST9999', '"IST9999" is neither a rule nor a code. `secure-ingress rules` lists them.'],
])('%s', (name, message) => {
  expect(() => showRules(name, { format: 'text' })).toThrow(expect.objectContaining({ message, exitCode: 2 }));
});

describe('checks of other tools', () => {
  test('each is named once, by the rules that it has or a reason', () => {
    const names = UPSTREAM_CHECKS.map(({ by, code, check }) => `${by} ${code} ${check}`);

    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(UPSTREAM_CHECKS.filter(({ rules, remark }) => rules.length === 0 && remark === '')).toEqual([]);
  });

  test('the rules are there', () => {
    expect(UPSTREAM_CHECKS.flatMap(({ rules }) => rules).filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('every rule with a code of another tool is named by a check', () => {
    const named = new Set(UPSTREAM_CHECKS.flatMap(({ rules }) => rules));
    const foreign = all.filter(({ code }) => /^(IST|KIA)/.test(code) && !['IST0106', 'IST0133'].includes(code));

    expect(foreign.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UPSTREAM_CHECKS } from '../lib/explanations/upstream-checks';
import { ruleBook } from '../lib/rule-book';
import { showRules } from '../lib/show-rules';

/** Of istioctl analyze and Kiali, as far as they have to do with what this verifier is for. */
const CODES = `
IST0002 IST0101 IST0102 IST0103 IST0106 IST0107 IST0108 IST0109 IST0110 IST0111 IST0112 IST0116 IST0118 IST0123 IST0125
IST0127 IST0128 IST0129 IST0130 IST0131 IST0132 IST0133 IST0134 IST0135 IST0137 IST0138 IST0140 IST0144 IST0145 IST0146
IST0147 IST0148 IST0149 IST0150 IST0161 IST0162 IST0165 IST0166 IST0167 IST0171 IST0173 IST0174 IST0175 IST0176
KIA0002 KIA0003 KIA0004 KIA0005 KIA0101 KIA0102 KIA0104 KIA0105 KIA0106 KIA0107 KIA0108 KIA0109 KIA0110 KIA0201 KIA0202
KIA0203 KIA0204 KIA0205 KIA0206 KIA0207 KIA0208 KIA0209 KIA0210 KIA0211 KIA0212 KIA0301 KIA0302 KIA0401 KIA0501 KIA0505
KIA0506 KIA0601 KIA0602 KIA0701 KIA1004 KIA1006 KIA1007 KIA1101 KIA1102 KIA1104 KIA1105 KIA1106 KIA1107 KIA1108 KIA1109
KIA1110 KIA1111 KIA1112 KIA1113 KIA1114 KIA1115 KIA1116 KIA1117 KIA1201 KIA1211 KIA1212 KIA1301 KIA1311 KIA1312 KIA1313
KIA1314 KIA1315 KIA1316 KIA1317 KIA1401 KIA1402 KIA1501 KIA1502 KIA1503 KIA1504 KIA1601`;

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

  expect(listed.map((line) => line.split(/ +/)[2] ?? '').toSorted()).toEqual(ids.toSorted());
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

  test('none is left out', () => {
    const codes = new Set(UPSTREAM_CHECKS.map(({ code }) => code));

    expect(
      CODES.trim()
        .split(/\s+/)
        .filter((code) => !codes.has(code)),
    ).toEqual([]);
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

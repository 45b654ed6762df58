import { ruleList, ruleText } from '../../lib/report/rules-text';
import { rulesPage } from '../../lib/report/rules-markdown';
import type { RuleEntry } from '../../lib/rule-book';

const rule: RuleEntry = {
  id: 'host-missing',
  code: 'IST0101',
  severity: 'error',
  summary: 'The host is there.',
  why: 'Requests get 503.',
  fix: 'Name one.',
  bad: 'host: a\n\nport: 1\n',
  good: `host: ${'b'.repeat(300)}\n`,
  source: 'https://a.example https://b.example',
};
const chapters = [
  { title: 'First', intro: 'What comes first.', rules: [rule, { ...rule, id: 'x', code: 'SI1', severity: 'info' }] },
  { title: 'Second', intro: 'What comes then.', rules: [] },
] as const;

test('the list, in columns', () => {
  expect(ruleList(chapters)).toBe(`First

error  IST0101  host-missing  The host is there.
info   SI1      x             The host is there.

Second

`);
});

test('one rule, with what is too long to read cut', () => {
  expect(ruleText(rule)).toBe(`host-missing (IST0101, error)

The host is there.

Why: Requests get 503.

Fix: Name one.

Bad:
  host: a

  port: 1

Good:
  host: ${'b'.repeat(194)}... (306 characters)

See: https://a.example https://b.example`);
});

test('the page', () => {
  const checks = [
    { by: 'Kiali', code: 'KIA1', check: 'a | b', rules: ['x', 'host-missing'], remark: '' },
    { by: 'istiod', code: '', check: 'c', rules: [], remark: 'Not in manifests' },
    { by: 'istiod', code: '', check: 'd', rules: ['x'], remark: 'Wildcards count, too' },
  ] as const;
  const page = rulesPage([{ ...chapters[0], rules: [{ ...rule, good: 'host: b\n\nport: 1\n' }] }], checks);

  expect(page.slice(page.indexOf('## First'))).toBe(`## First

What comes first.

| Rule | Code | Severity | What must hold |
| --- | --- | --- | --- |
| [host-missing](#host-missing) | IST0101 | error | The host is there. |

### host-missing

IST0101, error. The host is there.

Requests get 503.

Bad (\`-\`) and good (\`+\`):

\`\`\`diff
-host: a
+host: b

 port: 1
\`\`\`

Fix: Name one.

See <https://a.example>, <https://b.example>.

## What other tools check

Every check of \`istioctl analyze\` and Kiali that has to do with secure ingress, and what decides at run time without a tool that says so: the rules here that mean the same, or why there is none.

| Check | What | Here |
| --- | --- | --- |
| Kiali KIA1 | a \\| b | [x](#x), [host-missing](#host-missing) |
| istiod | c | Not in manifests |
| istiod | d | [x](#x). Wildcards count, too |
`);
});

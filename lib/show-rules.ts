import { UPSTREAM_CHECKS } from './explanations/upstream-checks';
import { Failure } from './failure';
import { rulesPage } from './report/rules-markdown';
import { ruleList, ruleText } from './report/rules-text';
import { type RuleEntry, ruleBook } from './rule-book';
import { suggest } from './suggestion';

export interface RulesOptions {
  /** `markdown` is the page docs/rules.md. */
  readonly format: 'text' | 'json' | 'markdown';
}

/**
 * The rules as text: all, or those that a name or code means.
 * @throws Failure with exit code 2 for one that nobody has
 */
export function showRules(name: string | undefined, { format }: RulesOptions): string {
  const chapters = ruleBook();
  if (name === undefined && format === 'text') return ruleList(chapters);
  if (format === 'markdown') return rulesPage(chapters, UPSTREAM_CHECKS);
  const all = chapters.flatMap(({ rules }) => rules);
  const chosen = name === undefined ? all : rulesNamed(name, all);
  if (format === 'json') return `${JSON.stringify(chosen, undefined, 2)}\n`;
  return `${chosen.map(ruleText).join('\n\n\n')}\n`;
}

function rulesNamed(name: string, all: readonly RuleEntry[]): readonly RuleEntry[] {
  const found = all.filter(({ id, code }) => id === name || code === name.toUpperCase());
  if (found.length > 0) return found;
  const near = suggest(
    name,
    all.map(({ id }) => id),
  );
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  throw new Failure(2, `"${name}" is neither a rule nor a code.${hint} \`secure-ingress rules\` lists them.`);
}

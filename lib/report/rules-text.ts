import type { Chapter, RuleEntry } from '../rule-book';

/** A line for each rule: severity, code, id and summary. */
export function ruleList(chapters: readonly Chapter[]): string {
  const rules = chapters.flatMap((chapter) => chapter.rules);
  const [severities, codes, ids] = (['severity', 'code', 'id'] as const).map((key) => widest(rules, key));
  const line = ({ severity, code, id, summary }: RuleEntry) =>
    `${severity.padEnd(severities ?? 0)}  ${code.padEnd(codes ?? 0)}  ${id.padEnd(ids ?? 0)}  ${summary}\n`;
  return chapters.map(({ title, rules: own }) => `${title}\n\n${own.map(line).join('')}`).join('\n');
}

function widest(rules: readonly RuleEntry[], key: 'severity' | 'code' | 'id'): number {
  return rules.reduce((width, rule) => Math.max(width, rule[key].length), 0);
}

/** One rule, explained. */
export function ruleText({ id, code, severity, summary, why, fix, bad, good, source }: RuleEntry): string {
  return [
    `${id} (${code}, ${severity})`,
    summary,
    `Why: ${why}`,
    `Fix: ${fix}`,
    `Bad:\n${indented(bad)}`,
    `Good:\n${indented(good)}`,
    `See: ${source}`,
  ].join('\n\n');
}

/** One example needs a line of 100 kB to show its fault. */
export const LONGEST_LINE = 200;

/** Lines that nobody would read to their end are cut, and say so. */
export function shortened(text: string): string {
  return text.replace(/^.+$/gm, (line) =>
    line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)}... (${line.length} characters)`,
  );
}

function indented(text: string): string {
  return shortened(text.trimEnd()).replace(/^(?=.)/gm, '  ');
}

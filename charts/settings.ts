import * as v from 'valibot';
import { type Document, isMap, isScalar, LineCounter, type Pair, parseDocument, type Scalar } from 'yaml';
import { type Settings, settingsSchema } from './settings-schema';

export type { Settings };

/** Settings that cannot be used. The message has a line for each problem: file, line, column, key, value and what was expected. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

type Issue = v.BaseIssue<unknown>;

/** Anchors are for repeating a value or two; more is an attempt to blow up memory. */
const MAX_ALIASES = 100;

/**
 * Reads settings from YAML 1.2 text. A section without content (`foocorp:`) takes all defaults.
 * @param file name of the file, for messages
 * @throws SettingsError with all problems at once: syntax, unknown keys, missing keys, wrong values
 */
export function parseSettings(source: string, file: string): Settings {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const report = (problems: readonly Problem[]): never => {
    const sorted = problems.toSorted((one, other) => one.offset - other.offset);
    throw new SettingsError(sorted.map(({ offset, text }) => `${place(file, lines, offset)}: ${text}`).join('\n'));
  };
  if (document.errors.length > 0) {
    report(document.errors.map(({ pos, message }) => ({ offset: pos[0], text: message })));
  }
  const { settings, issues } = validate(toData(document, report));
  return settings ?? report(issues.map((issue) => describe(document, issue)));
}

interface Problem {
  readonly offset: number;
  readonly text: string;
}

function place(file: string, lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${file}:${line}:${col}`;
}

function toData(document: Document.Parsed, report: (problems: readonly Problem[]) => never): unknown {
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    return report([{ offset: 0, text: (error as Error).message }]);
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data ?? {};
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, value ?? {}]));
}

function validate(data: unknown): { settings?: Settings; issues: readonly Issue[] } {
  const unknownKeys: Issue[] = [];
  for (;;) {
    const result = v.safeParse(settingsSchema, data);
    if (result.success)
      return unknownKeys.length > 0 ? { issues: unknownKeys } : { settings: result.output, issues: [] };
    const found = result.issues.filter(isUnknownKey);
    unknownKeys.push(...found);
    if (found.length === 0) return { issues: [...unknownKeys, ...result.issues] };
    // valibot reports the first unknown key of a map only, so take it away and look again.
    for (const { path } of found) {
      const last = path?.at(-1);
      if (last !== undefined) delete (last.input as Record<string, unknown>)[last.key as string];
    }
  }
}

function isUnknownKey(issue: Issue): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

function describe(document: Document.Parsed, issue: Issue): Problem {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const name = path.length === 0 ? 'the file' : path.join('.');
  if (issue.received === 'undefined') {
    const missing = issue.type === 'variant' ? `: expected ${issue.message}` : '';
    return { offset: offsetOf(document, path.slice(0, -1)), text: `${name} is missing${missing}` };
  }
  const offset = offsetOf(document, path);
  if (isUnknownKey(issue)) return { offset, text: `${name} is no setting: expected ${issue.message}` };
  return { offset, text: `${name} ${JSON.stringify(issue.input)}: expected ${issue.message}` };
}

/** Where the key stands, or the item of a list. */
function offsetOf(document: Document.Parsed, path: readonly (string | number)[]): number {
  const parent = path.length === 0 ? undefined : document.getIn(path.slice(0, -1), true);
  const key = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find((item: Pair) => isScalar(item.key) && String(item.key.value) === String(key));
    return (pair?.key as Scalar | undefined)?.range?.[0] ?? 0;
  }
  const node = document.getIn(path, true) as { range?: readonly number[] | null } | undefined;
  return node?.range?.[0] ?? 0;
}

import * as v from 'valibot';
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import type { ArticlesProps } from './articles';
import type { BookinfoNlbProps } from './bookinfo-nlb';
import type { FoocorpProps } from './foocorp';
import type { HipstershopDedicatedGatewayProps } from './hipstershop-dedicated-gateway';
import type { HipstershopHttpProps } from './hipstershop-http';
import type { HipstershopHttpsProps } from './hipstershop-https';
import type { HttpbinAlbProps } from './httpbin-alb';
import type { MeshStrictProps } from './mesh-strict';
import type { ClusterProps } from './scenario';
import { settingsSchema } from './settings-schema';

/**
 * What a settings file says. Written out, since what valibot infers from the schema is too deep for the compilers of
 * users, and leans on types of browsers.
 */
export interface Settings {
  readonly cluster?: ClusterProps | undefined;
  readonly 'mesh-strict'?: Section<MeshStrictProps>;
  readonly 'bookinfo-nlb'?: Section<BookinfoNlbProps>;
  readonly 'httpbin-alb'?: Section<HttpbinAlbProps>;
  readonly 'hipstershop-http'?: Section<HipstershopHttpProps>;
  readonly 'hipstershop-https'?: Section<HipstershopHttpsProps>;
  readonly 'hipstershop-dedicated-gateway'?: Section<HipstershopDedicatedGatewayProps>;
  readonly foocorp?: Section<FoocorpProps>;
  readonly 'articles-secure'?: Section<ArticlesProps>;
  readonly 'articles-locked'?: Section<ArticlesProps>;
}

type Section<P> = Omit<P, keyof ClusterProps> | undefined;

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
  // A byte order mark would count as a column.
  const document = parseDocument(source.replace(/^\uFEFF/, ''), { lineCounter: lines, prettyErrors: false });
  const report = (problems: readonly Problem[]): never => {
    const sorted = problems.toSorted((one, other) => one.offset - other.offset);
    throw new SettingsError(sorted.map(({ offset, text }) => `${place(file, lines, offset)}: ${text}`).join('\n'));
  };
  const syntax = [...syntaxProblems(document), ...aliasProblems(document)];
  if (syntax.length > 0) report(syntax);
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

/** Warnings are of tags that nobody resolves: the value would be taken as it is written. */
function syntaxProblems({ errors, warnings }: Document.Parsed): Problem[] {
  return [...errors, ...warnings].map(({ pos, code, message }) => ({
    offset: pos[0],
    text: code === 'MULTIPLE_DOCS' ? 'a second document begins here, and settings are one' : message,
  }));
}

function aliasProblems(document: Document.Parsed): Problem[] {
  const problems: Problem[] = [];
  const Alias = (_: unknown, alias: Alias) => {
    const offset = alias.range?.[0] ?? 0;
    const [begin = 0, end = 0] = alias.resolve(document)?.range ?? [];
    if (end === 0) problems.push({ offset, text: `*${alias.source} has no anchor &${alias.source} before it` });
    else if (begin <= offset && offset < end) problems.push({ offset, text: `*${alias.source} contains itself` });
  };
  visit(document, { Alias });
  return problems;
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
    return { offset: find(document, path.slice(0, -1)).offset, text: `${name} is missing${missing}` };
  }
  const { offset, value } = find(document, path);
  if (isUnknownKey(issue)) return { offset, text: `${name} is no setting: expected ${issue.message}` };
  // As it is written: 1.30 is a number, and as such 1.3.
  const given = typeof issue.input === 'number' && isScalar(value) ? value.source : JSON.stringify(issue.input);
  return { offset, text: `${name} ${given}: expected ${issue.message}` };
}

/** The value at the path, and the offset of its key or, in a list, its own. */
function find(document: Document.Parsed, path: readonly (string | number)[]): { offset: number; value: unknown } {
  let at: { key: unknown; value: unknown } = { key: document.contents, value: document.contents };
  for (const step of path) at = child(document, at.value, step);
  return { offset: (isNode(at.key) && at.key.range?.[0]) || 0, value: at.value };
}

function child(document: Document.Parsed, parent: unknown, step: string | number): { key: unknown; value: unknown } {
  const node = isAlias(parent) ? parent.resolve(document) : parent;
  if (isSeq(node)) return { key: node.items[Number(step)], value: node.items[Number(step)] };
  const pairs = isMap(node) ? node.items : [];
  const pair = pairs.find(
    ({ key }) => isScalar<string | number | null>(key) && String(key.value ?? '') === String(step),
  );
  return { key: pair?.key, value: pair?.value };
}

import type { VirtualServiceSpecHttpMatch } from '../../imports/networking.istio.io';
import { checkPort } from './names';
import type { Problems } from './problems';

/** One comparison of a text, case sensitive. `regex` is RE2 and must match all of it. */
export type TextMatch = { readonly exact: string } | { readonly prefix: string } | { readonly regex: string };

/** Conditions on a request; all must hold. */
export interface RouteMatch {
  /** The path. `{ prefix: '/api' }` takes `/api`, `/api/v1` and also `/apix`: write `/api/` where that matters. Default: any. */
  readonly path?: TextMatch;
  /** Default: any. */
  readonly method?: HttpMethod;
  /** By header name in lower case; `present` asks only whether it was sent. Default: none. */
  readonly headers?: Readonly<Record<string, TextMatch | 'present'>>;
  /** By name of the query parameter. Default: none. */
  readonly queryParameters?: Readonly<Record<string, TextMatch>>;
  /** Port of the gateway. Default: any. */
  readonly port?: number;
}

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS' | 'CONNECT' | 'TRACE';

export function renderMatch(match: RouteMatch): VirtualServiceSpecHttpMatch {
  const { path, method, headers, queryParameters, port } = match;
  return {
    ...(path === undefined ? {} : { uri: path }),
    ...(method === undefined ? {} : { method: { exact: method } }),
    // An empty match of a header asks for its presence only.
    ...(headers === undefined ? {} : { headers: mapValues(headers, (value) => (value === 'present' ? {} : value)) }),
    ...(queryParameters === undefined ? {} : { queryParams: { ...queryParameters } }),
    ...(port === undefined ? {} : { port }),
  };
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

interface Covered {
  /** By prefix of the path; the empty one stands for any path. */
  readonly prefixes: Map<string, number>;
  /** By exact path or regex. */
  readonly others: Map<string, number>;
}

/** Which requests earlier routes take, as far as paths and equal conditions tell. A look-up costs the path's length. */
export class Coverage {
  private readonly byConditions = new Map<string, Covered>();

  /** Notes what route number `index` takes. */
  add(match: RouteMatch, index: number): void {
    const key = conditionsOf(match);
    const covered = this.byConditions.get(key) ?? { prefixes: new Map(), others: new Map() };
    this.byConditions.set(key, covered);
    const { path } = match;
    if (takesAnyPath(path)) remember(covered.prefixes, '', index);
    else if ('prefix' in path) remember(covered.prefixes, path.prefix, index);
    else remember(covered.others, JSON.stringify(path), index);
  }

  /** The number of the first route that takes every request of this match. */
  find(match: RouteMatch): number | undefined {
    const keys = new Set([NO_CONDITIONS, conditionsOf(match)]);
    const found = [...keys].flatMap((key) => candidates(this.byConditions.get(key), match.path));
    return found.length === 0 ? undefined : Math.min(...found);
  }
}

function remember(map: Map<string, number>, key: string, index: number): void {
  if (!map.has(key)) map.set(key, index);
}

function candidates(covered: Covered | undefined, path: TextMatch | undefined): number[] {
  if (covered === undefined) return [];
  const start = path === undefined ? '' : 'exact' in path ? path.exact : 'prefix' in path ? path.prefix : '';
  const prefixes = Array.from({ length: start.length + 1 }, (_, length) =>
    covered.prefixes.get(start.slice(0, length)),
  );
  return [...prefixes, covered.others.get(JSON.stringify(path))].filter((index) => index !== undefined);
}

function conditionsOf({ method, headers, queryParameters, port }: RouteMatch): string {
  return JSON.stringify(sorted({ method, headers, queryParameters, port }));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, item]) => item !== undefined && !isEmpty(item))
    .map(([key, item]) => [key, sorted(item)])
    .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1));
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

const NO_CONDITIONS = JSON.stringify([]);

const ANY = new Set(['.*', '/.*', '^.*$', '^/.*$']);

function takesAnyPath(path: TextMatch | undefined): path is undefined {
  if (path === undefined) return true;
  return ('prefix' in path && path.prefix === '/') || ('regex' in path && ANY.has(path.regex));
}

export function checkMatch(problems: Problems, at: string, match: RouteMatch): void {
  if (match.port !== undefined) checkPort(problems, `${at}.port`, match.port);
  if (match.path !== undefined) {
    checkText(problems, `${at}.path`, match.path);
    const { path } = match;
    const text = 'exact' in path ? path.exact : 'prefix' in path ? path.prefix : '/';
    problems.check(!text.startsWith('/'), () => ({
      path: `${at}.path`,
      value: path,
      why: 'paths of requests begin with a slash, so this matches none',
      fix: 'Write the slash',
    }));
  }
  for (const [name, value] of Object.entries(match.headers ?? {})) {
    problems.check(!/^:?[-!#$%&'*+.^_`|~0-9a-z]+$/.test(name), () => ({
      path: `${at}.headers`,
      value: name,
      why: 'not a header name in lower case, as Istio compares them',
      fix: 'Write for instance x-api-version',
    }));
    if (value !== 'present') checkText(problems, `${at}.headers.${name}`, value);
  }
  for (const [name, value] of Object.entries(match.queryParameters ?? {})) {
    checkText(problems, `${at}.queryParameters.${name}`, value);
  }
}

function checkText(problems: Problems, path: string, match: TextMatch): void {
  const [[kind, text] = ['', '']] = Object.entries(match);
  problems.check(Object.keys(match).length !== 1, () => ({
    path,
    value: match,
    why: 'one comparison is needed, exact, prefix or regex',
    fix: 'Split it into several matches',
  }));
  problems.check(text === '' && kind !== 'exact', () => ({
    path,
    value: match,
    why: `Istio refuses an empty ${kind}`,
    fix: 'Leave it out to match anything',
  }));
  problems.check(kind === 'regex' && text.length > 1024, () => ({
    path,
    value: `${text.slice(0, 40)}...`,
    why: 'Istio refuses a regex of more than 1024 characters',
    fix: 'Shorten it, or split it into several matches',
  }));
  // Istio's webhook compiles it with RE2, which has no look-around and no back-references.
  problems.check(kind === 'regex' && /\(\?(=|!|<=|<!)|\\[1-9]/.test(text), () => ({
    path,
    value: match,
    why: 'RE2 has neither look-around nor back-references, and Istio refuses the route',
    fix: 'Write the regex without them, or split it into several matches',
  }));
}

import type { VirtualServiceSpecHttpMatch } from '../../imports/networking.istio.io';
import { checkPort } from './names';
import type { Problems } from './problems';
import { re2Fault } from './route-regex';
import { choice, either, mixture, number, object, optional, record, type Shape, text } from './shape';

/** One comparison of a text, case sensitive. `regex` is RE2, of at most 1024 bytes, and must match all of it. */
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

const TEXT_MATCH: Shape<TextMatch> = mixture('an object with exact, prefix or regex', {
  exact: optional(text),
  prefix: optional(text),
  regex: optional(text),
});

export const HTTP_METHOD: Shape<HttpMethod> = choice(
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'CONNECT',
  'TRACE',
);

export const ROUTE_MATCH: Shape<RouteMatch> = object({
  path: optional(TEXT_MATCH),
  method: optional(HTTP_METHOD),
  headers: optional(record(either(TEXT_MATCH, choice('present')))),
  queryParameters: optional(record(TEXT_MATCH)),
  port: optional(number),
});

export function renderMatch(match: RouteMatch): VirtualServiceSpecHttpMatch {
  const { path, method, headers = {}, queryParameters = {}, port } = match;
  return {
    ...(path === undefined ? {} : { uri: path }),
    ...(method === undefined ? {} : { method: { exact: method } }),
    // An empty match of a header asks for its presence only.
    ...(isEmpty(headers) ? {} : { headers: mapValues(headers, (value) => (value === 'present' ? {} : value)) }),
    ...(isEmpty(queryParameters) ? {} : { queryParams: { ...queryParameters } }),
    ...(port === undefined ? {} : { port }),
  };
}

/** True when the match has no condition: every request meets it. */
export function takesAll(match: RouteMatch): boolean {
  return isEmpty(renderMatch(match));
}

function mapValues<A, B>(given: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, map(value)]));
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

/** Returns true when something is wrong, so that comparisons with other routes make no sense. */
export function checkMatch(problems: Problems, at: string, match: RouteMatch): boolean {
  const { path, headers = {}, queryParameters = {}, port } = match;
  const wrong = [
    path !== undefined && checkPath(problems, `${at}.path`, path),
    port !== undefined && checkPort(problems, `${at}.port`, port),
  ];
  for (const [name, value] of Object.entries(headers)) {
    wrong.push(
      problems.check(!/^:?[-!#$%&'*+.^_`|~0-9a-z]+$/.test(name), () => ({
        path: `${at}.headers`,
        value: name,
        why: 'not a header name in lower case, as Istio compares them',
        fix: 'Write for instance x-api-version',
      })),
      value !== 'present' && checkText(problems, `${at}.headers.${name}`, value),
    );
  }
  for (const [name, value] of Object.entries(queryParameters)) {
    wrong.push(
      problems.check(name === '', () => ({
        path: `${at}.queryParameters`,
        value: name,
        why: 'Envoy refuses a query parameter without a name',
        fix: 'Write its name',
      })),
      checkText(problems, `${at}.queryParameters.${name}`, value),
    );
  }
  return wrong.includes(true);
}

function checkPath(problems: Problems, at: string, path: TextMatch): boolean {
  if (checkText(problems, at, path)) return true;
  const start = 'exact' in path ? path.exact : 'prefix' in path ? path.prefix : '/';
  return problems.check(!start.startsWith('/'), () => ({
    path: at,
    value: path,
    why: 'paths of requests begin with a slash, so this matches none',
    fix: 'Write the slash',
  }));
}

function checkText(problems: Problems, path: string, match: TextMatch): boolean {
  const comparisons = Object.entries<string | undefined>(match);
  const [kind, compared] = comparisons[0] ?? [];
  if (
    problems.check(comparisons.length !== 1 || compared === undefined, () => ({
      path,
      value: match,
      why: 'one comparison is needed, exact, prefix or regex',
      fix: "Write for instance { exact: 'v2' }; several matches for several texts",
    }))
  ) {
    return true;
  }
  return (
    problems.check(compared === '' && kind !== 'exact', () => ({
      path,
      value: match,
      why: `an empty ${kind} compares nothing`,
      fix: 'Leave it out to match anything',
    })) ||
    (kind === 'regex' && checkRegex(problems, path, compared ?? ''))
  );
}

function checkRegex(problems: Problems, path: string, regex: string): boolean {
  if (
    problems.check(Buffer.byteLength(regex) > 1024, () => ({
      path,
      value: `${regex.slice(0, 40)}...`,
      why: 'Istio refuses a regex of more than 1024 bytes',
      fix: 'Shorten it, or split it into several matches',
    }))
  ) {
    return true;
  }
  const fault = re2Fault(regex);
  return problems.check(fault !== undefined, () => ({
    path,
    value: regex,
    why: `${fault}, and Istio refuses what RE2 cannot compile`,
    fix: 'Write it as RE2 has it, or split it into several matches',
  }));
}

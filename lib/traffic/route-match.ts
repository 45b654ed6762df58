import type { Field } from '../manifest/field';
import type { Labels } from '../manifest/pod-index';
import { type Answer, allOf, anyOf, not } from './answer';
import { matchesWhole } from './full-match';

/** What an HTTPMatchRequest can ask for. */
export interface RouteRequest {
  readonly scheme: string;
  readonly method: string;
  /** Header `Host`, or `:authority`. */
  readonly authority: string;
  readonly path: string;
  /** What follows the question mark. */
  readonly query: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** On which it comes in, as the Gateway's server or the Service names it. */
  readonly port: number;
}

/** The proxy that routes. */
export interface RoutingProxy {
  readonly labels: Labels;
  readonly namespace: string;
  /** Whether an item of a match's `gateways` means it. */
  isMeant(gateway: string): boolean;
}

/** Whether a route takes the request: one of its matches does, or it has none. */
export function routeMatches(route: Field, request: RouteRequest, proxy: RoutingProxy): Answer {
  const { items } = route.get('match');
  if (items.length === 0) return true;
  return anyOf(items.filter((match) => isFor(match, proxy)).map((match) => matches(match, request)));
}

/** Whether a match is for the proxy at all: by its gateways; without them, by the labels and namespace of the source. */
export function isFor(match: Field, proxy: RoutingProxy): boolean {
  const gateways = match.get('gateways').items;
  if (gateways.length > 0) return gateways.some(({ text }) => proxy.isMeant(text));
  const namespace = match.get('sourceNamespace').text;
  if (namespace !== '' && namespace !== proxy.namespace) return false;
  return match.get('sourceLabels').entries.every(([name, { text }]) => proxy.labels[name] === text);
}

function matches(match: Field, request: RouteRequest): Answer {
  const { scheme, method, authority, path, query, headers, port } = request;
  const fold = match.get('ignoreUriCase').flag;
  const wanted = match.get('port');
  const parameters = new URLSearchParams(query);
  return allOf([
    !wanted.isSet || wanted.number === 0 || wanted.number === port,
    textMatches(match.get('uri'), path, fold),
    textMatches(match.get('scheme'), scheme),
    textMatches(match.get('method'), method),
    textMatches(match.get('authority'), authority),
    ...match.get('headers').entries.map(([name, field]) => headerMatches(name, field, headers)),
    ...match.get('withoutHeaders').entries.map(([name, field]) => not(headerMatches(name, field, headers))),
    ...match
      .get('queryParams')
      .entries.map(([name, field]) => (parameters.has(name) ? textMatches(field, parameters.get(name) ?? '') : false)),
  ]);
}

/** Claims of tokens are matched in the form of headers: `@request.auth.claims.group`. */
const CLAIM = /^@request\.auth\.claims[.[]/i;

function headerMatches(name: string, field: Field, headers: Readonly<Record<string, string>>): Answer {
  if (CLAIM.test(name)) return headers['authorization'] === undefined ? false : undefined;
  const value = headers[name.toLowerCase()];
  return value === undefined ? false : textMatches(field, value);
}

/** A StringMatch; one that asks for nothing is met by whatever is there. */
export function textMatches(match: Field, text: string, ignoreCase = false): Answer {
  const fold = (value: string) => (ignoreCase ? value.toLowerCase() : value);
  const [exact, prefix, regex] = [match.get('exact'), match.get('prefix'), match.get('regex')];
  if (exact.isSet) return fold(text) === fold(exact.text);
  if (prefix.isSet) return fold(text).startsWith(fold(prefix.text));
  return regex.isSet ? matchesWhole(regex.text, text) : true;
}

/** Whether the route takes every request, so that istiod puts it behind all others of the host. */
export function isCatchAll(route: Field): boolean {
  const { items } = route.get('match');
  return items.length === 0 || items.some(takesEverything);
}

const CONDITIONS = ['headers', 'withoutHeaders', 'queryParams'] as const;
const TEXTS = ['scheme', 'method', 'authority'] as const;

function takesEverything(match: Field): boolean {
  const uri = match.get('uri');
  const anyPath = !uri.isSet || uri.get('prefix').text === '/' || ['*', '.*', '/.*'].includes(uri.get('regex').text);
  return (
    anyPath &&
    TEXTS.every((key) => !match.get(key).isSet) &&
    CONDITIONS.every((key) => match.get(key).entries.length === 0)
  );
}

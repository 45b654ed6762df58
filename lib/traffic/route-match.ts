import type { Field } from '../manifest/field';
import type { Labels } from '../manifest/pod-index';
import { type Answer, allOf, not } from './answer';
import { matchesWhole } from './full-match';

/** What an HTTPMatchRequest can ask for. */
export interface RouteRequest {
  readonly scheme: string;
  readonly method: string;
  /** Header `Host`, or `:authority`: with the port if the client sends one. */
  readonly authority: string;
  readonly path: string;
  /** What follows the question mark. */
  readonly query: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The proxy that routes. */
export interface RoutingProxy {
  readonly labels: Labels;
  readonly namespace: string;
  /** Whether an item of a match's `gateways` means it. */
  isMeant(gateway: string): boolean;
}

/** Whether a match is for a port, as the Gateway's server or the Service names it. */
export function isOnPort(match: Field, port: number): boolean {
  const wanted = match.get('port').number;
  return wanted === 0 || wanted === port;
}

/**
 * Whether a match is for the proxy at all: by its gateways; without them, by the labels and namespace of the source,
 * which are those of a gateway's own Pod there.
 */
export function isFor(match: Field, proxy: RoutingProxy): boolean {
  const gateways = match.get('gateways').items;
  if (gateways.length > 0) return gateways.some(({ text }) => proxy.isMeant(text));
  const namespace = match.get('sourceNamespace').text;
  if (namespace !== '' && namespace !== proxy.namespace) return false;
  return match.get('sourceLabels').entries.every(([name, { text }]) => proxy.labels[name] === text);
}

/** Whether the request is what the match asks for. */
export function takes(match: Field, request: RouteRequest): Answer {
  const { scheme, method, authority, path, query, headers } = request;
  return allOf([
    textMatches(match.get('uri'), path, match.get('ignoreUriCase').flag),
    valueMatches(match.get('scheme'), scheme),
    valueMatches(match.get('method'), method),
    valueMatches(match.get('authority'), authority),
    ...match.get('headers').entries.map(([name, field]) => headerMatches(name, field, headers)),
    ...match.get('withoutHeaders').entries.map(([name, field]) => not(headerMatches(name, field, headers, ''))),
    ...match.get('queryParams').entries.map(([name, field]) => valueMatches(field, parameterIn(query, name))),
  ]);
}

/** Claims of tokens are matched in the form of headers: `@request.auth.claims.group`. */
const CLAIM = /^@request\.auth\.claims[.[]/i;

/** @param missing what the value of a header that is not there is taken for */
function headerMatches(name: string, field: Field, headers: RouteRequest['headers'], missing?: string): Answer {
  if (CLAIM.test(name)) return headers['authorization'] === undefined ? false : undefined;
  const key = name.toLowerCase();
  const value = Object.hasOwn(headers, key) ? headers[key] : undefined;
  return valueMatches(field, value ?? (isPresence(field) ? undefined : missing));
}

/** Of several of one name the first; Envoy compares them as they are written. */
function parameterIn(query: string, name: string): string | undefined {
  const found = query.split('&').find((part) => part.split('=', 1)[0] === name);
  return found?.slice(name.length + 1);
}

function valueMatches(match: Field, value: string | undefined): Answer {
  if (!match.isSet && value !== undefined) return true;
  if (isPresence(match) || value === undefined) return value !== undefined;
  return textMatches(match, value);
}

/** Istio has the regex `*` stand for whatever value is there, as a match without one does. */
function isPresence(match: Field): boolean {
  const isAsking = (['exact', 'prefix', 'regex'] as const).some((key) => match.get(key).isSet);
  return !isAsking || match.get('regex').text === '*';
}

/** A StringMatch; one that asks for nothing is met by whatever is there. Regular expressions never ignore case. */
export function textMatches(match: Field, text: string, ignoreCase = false): Answer {
  const fold = (value: string) => (ignoreCase ? value.toLowerCase() : value);
  const [exact, prefix, regex] = [match.get('exact'), match.get('prefix'), match.get('regex')];
  if (exact.isSet) return fold(text) === fold(exact.text);
  if (prefix.isSet) return fold(text).startsWith(fold(prefix.text));
  return regex.isSet ? matchesWhole(regex.text, text) : true;
}

/** Whether what meets all of these is every request, as istiod tells it. Source: IsCatchAllRoute of istiod. */
export function isCatchAll(matches: readonly Field[]): boolean {
  return matches.every(takesEverything);
}

const CONDITIONS = ['headers', 'withoutHeaders', 'queryParams'] as const;
const TEXTS = ['scheme', 'method', 'authority'] as const;

function takesEverything(match: Field): boolean {
  const [exact, prefix, regex] = ['exact', 'prefix', 'regex'].map((key) => match.get('uri', key));
  const isAnyPath = !exact?.isSet && (prefix?.isSet ? prefix.text === '/' : !regex?.isSet || regex.text === '.*');
  return (
    isAnyPath &&
    TEXTS.every((key) => !match.get(key).isSet) &&
    CONDITIONS.every((key) => match.get(key).entries.length === 0)
  );
}

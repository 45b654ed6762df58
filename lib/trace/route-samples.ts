import type { Field } from '../manifest/field';
import { isHostWithin } from '../traffic/hosts';
import type { RouteVariant } from '../traffic/http-routes';
import { type RouteRequest, takes, textMatches } from '../traffic/route-match';
import { regexSample } from './regex-sample';

/** Where requests for a host come to routes. */
export interface RoutePlace {
  readonly scheme: 'http' | 'https';
  /** The host, or wildcard, that the routes are for. */
  readonly served: string;
  /** Such a host. */
  readonly host: string;
  /** What follows the name in the header `Host`: a port that is not the scheme's own. */
  readonly hostEnd: string;
}

/** A request but for where it goes; the authority is without a port. */
export type RouteSample = Omit<RouteRequest, 'scheme'>;

/**
 * A request that a route takes; nothing for a route that takes none at the place. Otherwise the part of its match that
 * no value comes to mind for.
 * @param isNew false for a request that is there already; another path is looked for then
 */
export function sampleOf(
  route: RouteVariant,
  place: RoutePlace,
  isNew: (sample: RouteSample) => boolean,
): RouteSample | { readonly unmet: string } | undefined {
  const matches = route.matches.map(({ field }) => field);
  if (matches.some((match) => textMatches(match.get('scheme'), place.scheme) === false)) return undefined;
  const authority = authorityFor(matches, place);
  const method = textFor(matches, 'method', METHODS);
  const headers = valuesOf(matches, 'headers');
  const parameters = valuesOf(matches, 'queryParams');
  if (authority === undefined) return { unmet: 'authority' };
  if (method === undefined) return { unmet: 'method' };
  if (headers === undefined) return { unmet: 'headers' };
  if (parameters === undefined) return { unmet: 'queryParams' };
  // Envoy compares parameters as they are written.
  const query = parameters.map((parts) => parts.join('=')).join('&');
  const common = { authority, query, method, headers: lowered(headers) };
  return withPath(matches, place, common, isNew);
}

function withPath(
  matches: readonly Field[],
  { scheme, hostEnd }: RoutePlace,
  common: Omit<RouteSample, 'path'>,
  isNew: (sample: RouteSample) => boolean,
): ReturnType<typeof sampleOf> {
  const paths = pathsFor(matches);
  if (paths.length === 0) return { unmet: 'uri' };
  const samples = paths.map((path) => ({ ...common, path }));
  const taken = samples.filter((sample) => {
    const request = { ...sample, scheme, authority: sample.authority + hostEnd };
    return matches.every((match) => takes(match, request) === true);
  });
  // What is left are claims of tokens, and headers or parameters that no request can have.
  return taken.length === 0 ? { unmet: 'headers' } : taken.find(isNew);
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];

/** A text that all matches take: a usual one, else one of theirs. */
function textFor(matches: readonly Field[], key: string, usual: readonly string[]): string | undefined {
  const wanted = matches.map((match) => match.get(key)).filter(({ isSet }) => isSet);
  const candidates = [...usual, ...wanted.flatMap((match) => textIn(match) ?? [])];
  return candidates.find((text) => wanted.every((match) => textMatches(match, text) === true));
}

function authorityFor(matches: readonly Field[], { host, hostEnd, served }: RoutePlace): string | undefined {
  const text = textFor(matches, 'authority', [host + hostEnd]);
  if (text === undefined || !text.endsWith(hostEnd)) return undefined;
  const authority = text.slice(0, text.length - hostEnd.length);
  return isHostWithin(authority, served) ? authority : undefined;
}

/** A text that a StringMatch takes; Istio has the regex `*` stand for any. */
function textIn(match: Field): string | undefined {
  const [exact, prefix, regex] = [match.get('exact'), match.get('prefix'), match.get('regex')];
  if (exact.isSet) return exact.text;
  if (prefix.isSet) return prefix.text;
  return regex.isSet && regex.text !== '*' ? regexSample(regex.text) : '1';
}

/** Of all parts that matches ask for by name; undefined where one has no value. */
function valuesOf(matches: readonly Field[], key: 'headers' | 'queryParams'): readonly [string, string][] | undefined {
  const wanted = matches.flatMap((match) => match.get(key).entries);
  const values = wanted.flatMap(([name, match]): [string, string][] => {
    const text = textIn(match);
    return text === undefined ? [] : [[name, text]];
  });
  return values.length < wanted.length ? undefined : values;
}

function lowered(headers: readonly [string, string][]): Readonly<Record<string, string>> {
  return Object.fromEntries(headers.map(([name, text]) => [name.toLowerCase(), text]));
}

/** Paths that the matches take, the likeliest first. */
function pathsFor(matches: readonly Field[]): readonly string[] {
  const uris = matches.map((match) => match.get('uri')).filter(({ entries }) => entries.length > 0);
  // The last match is the narrowest.
  const texts = uris.toReversed().flatMap((uri) => {
    const text = textIn(uri);
    return text === undefined ? [] : [text];
  });
  const candidates =
    uris.length === 0 ? ['/'] : texts.map((path) => path || '/').filter((path) => path.startsWith('/'));
  return [...new Set([...candidates, ...candidates.map(below)])].filter((path) =>
    matches.every((match) => textMatches(match.get('uri'), path, match.get('ignoreUriCase').flag) === true),
  );
}

/** A path below another. */
export function below(path: string): string {
  return path.endsWith('/') ? `${path}any` : `${path}/any`;
}

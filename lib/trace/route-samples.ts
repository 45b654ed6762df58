import { type Field, specOf } from '../manifest/field';
import type { Manifest, Path } from '../manifest/manifest';
import { isHostWithin } from '../traffic/hosts';
import type { Mesh } from '../traffic/mesh';
import { isFor, routeMatches, type RouteRequest, textMatches } from '../traffic/route-match';
import type { HostRoute } from '../traffic/virtual-hosts';
import { delegateIn } from './delegate';
import type { ProxyFor } from './http-route';
import { regexSample } from './regex-sample';

/** Where requests for a host come to routes. */
export interface RoutePlace {
  readonly scheme: 'http' | 'https';
  /** The host, or wildcard, that the routes are for. */
  readonly served: string;
  /** Such a host. */
  readonly host: string;
  /** As the Gateway's server, or the Service, names it. */
  readonly port: number;
  readonly proxyFor: ProxyFor;
}

/** One way to be taken by a route: by a match, and by one of a delegate's where the route delegates. */
export interface RouteCase {
  readonly routes: readonly HostRoute[];
  /** Without those of routes that have none. */
  readonly matches: readonly Field[];
  readonly vs: Manifest;
  /** Of the last match, or route. */
  readonly path: Path;
}

export type RouteSample = Pick<RouteRequest, 'authority' | 'method' | 'path' | 'query' | 'headers'>;

/** The ways to be taken by a VirtualService's http routes, as the proxy that routes has them. */
export function casesOf(mesh: Mesh, vs: Manifest, { proxyFor }: Pick<RoutePlace, 'proxyFor'>): readonly RouteCase[] {
  return httpRoutes(vs).flatMap((route) => {
    const outer = casesOfRoute(route, proxyFor);
    if (!route.field.get('delegate').isSet) return outer;
    const delegate = delegateIn(mesh, route);
    const inner = delegate === undefined ? [] : httpRoutes(delegate).flatMap((each) => casesOfRoute(each, proxyFor));
    return outer.flatMap(({ routes, matches }) =>
      inner.map((one) => ({ ...one, routes: [...routes, ...one.routes], matches: [...matches, ...one.matches] })),
    );
  });
}

function httpRoutes(vs: Manifest): readonly HostRoute[] {
  return specOf(vs)
    .get('http')
    .items.map((field) => ({ vs, field }));
}

function casesOfRoute(route: HostRoute, proxyFor: ProxyFor): readonly RouteCase[] {
  const { vs, field } = route;
  const { items } = field.get('match');
  if (items.length === 0) return [{ routes: [route], matches: [], vs, path: field.path }];
  return items
    .filter((match) => isFor(match, proxyFor(vs)))
    .map((match) => ({ routes: [route], matches: [match], vs, path: match.path }));
}

/**
 * A request that the routes of a case take; nothing for requests that never come to the place. Otherwise the part of
 * the match that no value comes to mind for.
 * @param isNew false for a request that is there already; another path is looked for then
 */
export function sampleOf(
  { matches, routes }: RouteCase,
  place: RoutePlace,
  isNew: (sample: RouteSample) => boolean,
): RouteSample | { readonly unmet: string } | undefined {
  const { scheme, port, proxyFor } = place;
  const isMet = matches.every(
    (match) => textMatches(match.get('scheme'), scheme) !== false && [0, port].includes(match.get('port').number),
  );
  if (!isMet) return undefined;
  const authority = textFor(matches, 'authority', [place.host]);
  const method = textFor(matches, 'method', METHODS);
  const headers = valuesOf(matches, 'headers');
  const query = valuesOf(matches, 'queryParams');
  if (authority === undefined || !isHostWithin(authority, place.served)) return { unmet: 'authority' };
  if (method === undefined) return { unmet: 'method' };
  if (headers === undefined) return { unmet: 'headers' };
  if (query === undefined) return { unmet: 'queryParams' };
  const common = { authority, method, query: new URLSearchParams(query).toString(), headers: lowered(headers) };
  const paths = pathsFor(matches);
  if (paths.length === 0) return { unmet: 'uri' };
  const samples = paths
    .map((path) => ({ ...common, path }))
    .filter((sample) =>
      routes.every((each) => routeMatches(each.field, { ...sample, scheme, port }, proxyFor(each.vs)) === true),
    );
  // What is left are headers that are claims of tokens, or that must and must not be there.
  return samples.length === 0 ? { unmet: 'headers' } : samples.find(isNew);
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];

/** A text that all matches take: a usual one, else one of theirs. */
function textFor(matches: readonly Field[], key: string, usual: readonly string[]): string | undefined {
  const wanted = matches.map((match) => match.get(key)).filter(({ isSet }) => isSet);
  const candidates = [...usual, ...wanted.flatMap((match) => textIn(match) ?? [])];
  return candidates.find((text) => wanted.every((match) => textMatches(match, text) === true));
}

/** A text that a StringMatch takes. */
function textIn(match: Field): string | undefined {
  const [exact, prefix, regex] = [match.get('exact'), match.get('prefix'), match.get('regex')];
  if (exact.isSet) return exact.text;
  if (prefix.isSet) return prefix.text;
  return regex.isSet ? regexSample(regex.text) : '1';
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

/** Paths that the matches may mean, the likeliest first. */
function pathsFor(matches: readonly Field[]): readonly string[] {
  const uris = matches.map((match) => match.get('uri')).filter(({ entries }) => entries.length > 0);
  // The last match is the narrowest.
  const paths = uris.toReversed().flatMap((uri) => {
    const text = textIn(uri);
    return text === undefined ? [] : [text];
  });
  const candidates =
    uris.length === 0 ? ['/'] : paths.map((path) => path || '/').filter((path) => path.startsWith('/'));
  return [...new Set([...candidates, ...candidates.map(below)])].filter((path) =>
    matches.every((match) => textMatches(match.get('uri'), path, match.get('ignoreUriCase').flag) === true),
  );
}

/** A path below another. */
export function below(path: string): string {
  return path.endsWith('/') ? `${path}any` : `${path}/any`;
}

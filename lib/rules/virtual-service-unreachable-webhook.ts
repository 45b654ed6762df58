import { type Manifest, pathText } from '../manifest/manifest';
import type { Field } from '../manifest/field';
import type { RouteKind } from '../traffic/destinations';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import { coversBeyondPrefix, matchKey } from './match-coverage';
import type { ObjectRule } from './rule';
import { isGiven, matchesOf, routesOf } from './virtual-service';

const KINDS = [VIRTUAL_SERVICE];
const ROUTE_KINDS: readonly RouteKind[] = ['http', 'tls', 'tcp'];

interface Place {
  readonly match: Field;
  readonly route: Field;
  /** The first match that is the same as this. */
  readonly same: Place | undefined;
}

/** The first route without matches takes all that is left. A tls route without matches is refused for that. */
function indexOfOpen(kind: RouteKind, routes: readonly Field[]): number {
  const index = routes.findIndex((route) => kind !== 'tls' && route.isSet && !isGiven(route.get('match')));
  return index < 0 ? routes.length : index;
}

/** The matches of each route that is not behind an open one; none where there is nothing to compare. */
function placesOf(manifest: Manifest, kind: RouteKind): readonly (readonly Place[])[] {
  // A lone match, as most are, is like no other.
  if (matchesOf(manifest, kind).length < 2) return [];
  const routes = routesOf(manifest, kind);
  const first = new Map<string, Place>();
  return routes.slice(0, indexOfOpen(kind, routes)).map((route) =>
    route.get('match').items.map((match) => {
      const key = matchKey(match);
      const place = { match, route, same: first.get(key) };
      if (place.same === undefined) first.set(key, place);
      return place;
    }),
  );
}

/** True when earlier routes have all matches of a route, so that it is unused as a whole. */
function isRepeated(places: readonly Place[]): boolean {
  return places.length > 0 && places.every(({ same }) => same !== undefined);
}

function nameOf(route: Field): string {
  const { text } = route.get('name');
  return text === '' ? pathText(route.path) : `${pathText(route.path)} "${text}"`;
}

const virtualServiceUnreachableRoute: ObjectRule = {
  id: 'virtual-service-unreachable-route',
  code: 'IST0130',
  severity: 'warning',
  kinds: KINDS,
  summary: 'No route stands behind one that takes everything, or has only matches that earlier ones have.',
  check(manifest, report) {
    for (const kind of ROUTE_KINDS) {
      for (const places of placesOf(manifest, kind).filter(isRepeated)) {
        const path = places[0]?.route.path ?? [];
        const earlier = new Set(places.flatMap(({ same }) => (same === undefined ? [] : [nameOf(same.route)])));
        const message = `The route is never used, since all its matches are in ${[...earlier].join(' and ')} already`;
        report({ path, message, fix: 'Remove it, or change its matches' });
      }
      const routes = routesOf(manifest, kind);
      if (routes.length < 2) continue;
      const open = indexOfOpen(kind, routes);
      for (const { path, isSet } of routes.slice(open + 1)) {
        if (!isSet) continue;
        const message = `The route is never used, since ${nameOf(routes[open] as Field)} has no matches and takes everything`;
        report({ path, message, fix: 'Move the route without matches to the end, or remove this one' });
      }
    }
  },
};

/** With each match of a longer prefix, the first match before it that takes all of its requests. */
function shadowed(places: readonly Place[]): (readonly [Place, Place])[] {
  const byPrefix = new Map<string, Place[]>();
  return places.flatMap((place) => {
    const { text: prefix } = place.match.get('uri', 'prefix');
    if (prefix === '') return [];
    const shorter = Array.from(prefix, (_, index) => byPrefix.get(prefix.slice(0, index)) ?? []).flat();
    byPrefix.set(prefix, (byPrefix.get(prefix) ?? []).concat(place));
    const wide = shorter.find(({ match }) => coversBeyondPrefix(match, place.match));
    return wide === undefined ? [] : [[place, wide] as const];
  });
}

const virtualServiceIneffectiveMatch: ObjectRule = {
  id: 'virtual-service-ineffective-match',
  code: 'IST0131',
  severity: 'info',
  kinds: KINDS,
  about: ['match'],
  summary: 'No match is a copy of an earlier one, or takes only requests that an earlier one takes.',
  check(manifest, report) {
    for (const kind of ROUTE_KINDS) {
      const places = placesOf(manifest, kind).filter((list) => !isRepeated(list));
      for (const { match, same } of places.flat()) {
        if (same === undefined) continue;
        const message = `The match is never used, since it is the same as ${pathText(same.match.path)}`;
        report({ path: match.path, message, fix: 'Remove it, or change it' });
      }
      const fresh = places.flat().filter(({ same }) => same === undefined);
      for (const [{ match }, wide] of kind === 'http' ? shadowed(fresh) : []) {
        const [prefix, shorter] = [match, wide.match].map((one) => one.get('uri', 'prefix').text);
        const message = `The match on prefix "${prefix}" is never used, since ${pathText(wide.match.path)} has prefix "${shorter}" and takes its requests`;
        report({ path: match.path, message, fix: 'Put it before the other, or remove it' });
      }
    }
  },
};

export const VIRTUAL_SERVICE_UNREACHABLE_WEBHOOK_RULES: readonly ObjectRule[] = [
  virtualServiceIneffectiveMatch,
  virtualServiceUnreachableRoute,
];

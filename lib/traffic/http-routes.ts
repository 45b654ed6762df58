import type { Catalog } from '../manifest/catalog';
import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { areOpposed, delegateOf } from './delegates';
import { isCatchAll, isFor, isOnPort, type RoutingProxy } from './route-match';
import type { Routes } from './virtual-services';

/** An http route of a VirtualService. */
export interface HostRoute {
  readonly vs: Manifest;
  readonly field: Field;
}

/** A route with one of its matches, as a proxy has it. Of one that is delegated, the delegate's. */
export interface RouteVariant extends HostRoute {
  /** All must be met: none for a route without, two for one that is delegated and has matches of its own. */
  readonly matches: readonly RouteMatch[];
  /** What delegates to the route, and has what that leaves out. */
  readonly root: HostRoute | undefined;
}

/** An item of `match` of a route, and the VirtualService that has it. */
export interface RouteMatch {
  readonly vs: Manifest;
  readonly field: Field;
}

/** The proxy, as a VirtualService sees it: names of gateways in it are relative to its namespace. */
export type ProxyFor = (vs: Manifest) => RoutingProxy;

/** What VirtualServices tell proxies of HTTP. */
export class HttpRoutes {
  constructor(
    private readonly catalog: Catalog,
    private readonly routes: Routes,
  ) {}

  /**
   * The routes of a VirtualService that are for the proxy, in the order in which they are tried. Those after one that
   * takes everything are left out, and so is what is delegated to nobody. Source: BuildHTTPRoutesForVirtualService.
   */
  of(vs: Manifest, proxyFor: ProxyFor, port: number): readonly RouteVariant[] {
    const found: RouteVariant[] = [];
    for (const field of specOf(vs).get('http').items) {
      for (const route of this.variants(vs, field)) {
        const isWanted = route.matches.every(
          ({ vs: owner, field: match }) => isFor(match, proxyFor(owner)) && isOnPort(match, port),
        );
        if (!isWanted) continue;
        found.push(route);
        if (isCatchAll(route.matches.map((match) => match.field))) return found;
      }
    }
    return found;
  }

  /** One for each match, or for each pair of them where the route is delegated. */
  private variants(vs: Manifest, field: Field): readonly RouteVariant[] {
    const own = matchesIn(vs, field);
    if (!field.get('delegate').isSet) return withMatches({ vs, field, root: undefined }, asOne(own));
    const delegate = delegateOf(this.catalog, this.routes, vs, field);
    if (delegate === undefined) return [];
    return specOf(delegate)
      .get('http')
      .items.flatMap((leaf) =>
        withMatches({ vs: delegate, field: leaf, root: { vs, field } }, pairs(own, matchesIn(delegate, leaf))),
      );
  }
}

function matchesIn(vs: Manifest, route: Field): readonly RouteMatch[] {
  return route.get('match').items.map((field) => ({ vs, field }));
}

function asOne(matches: readonly RouteMatch[]): readonly (readonly RouteMatch[])[] {
  return matches.length === 0 ? [[]] : matches.map((match) => [match]);
}

/**
 * The matches of a delegate's route, each with those of the route that delegates that go with it. None where one of the
 * delegate's goes with none: then istiod leaves the route out. Source: mergeHTTPMatchRequests.
 */
function pairs(root: readonly RouteMatch[], delegate: readonly RouteMatch[]): readonly (readonly RouteMatch[])[] {
  if (root.length === 0 || delegate.length === 0) return asOne([...root, ...delegate]);
  const found = delegate.map((leaf) =>
    root.filter((match) => !areOpposed(match.field, leaf.field)).map((match) => [match, leaf]),
  );
  return found.some(({ length }) => length === 0) ? [] : found.flat();
}

function withMatches(
  route: Omit<RouteVariant, 'matches'>,
  variants: readonly (readonly RouteMatch[])[],
): RouteVariant[] {
  return variants.map((matches) => ({ ...route, matches }));
}

/** The field of a route, or of what delegates to it where the route does not have it. */
export function settingOf({ field, root }: Pick<RouteVariant, 'field' | 'root'>, key: string): Field {
  const own = field.get(key);
  return own.isSet || root === undefined ? own : root.field.get(key);
}

import { append, groupBy } from '../groups';
import type { Catalog } from '../manifest/catalog';
import type { Manifest } from '../manifest/manifest';
import { annotation, AWS } from './ingress-annotations';
import type { IngressControllers } from './ingress-controller';
import { matchesPath } from './ingress-paths';
import { defaultBackendOf, type IngressBackend, type IngressRoute, routesOf } from './ingress-routes';
import { INGRESS } from './kinds';

/** Where a load balancer sends a request. */
export interface IngressMatch {
  readonly ingress: Manifest;
  readonly backend: IngressBackend;
  /** Undefined for a default backend. */
  readonly route: IngressRoute | undefined;
  /** False where the route may take the request, and the input does not say whether it does. */
  readonly isCertain: boolean;
}

/** The routes of all Ingresses, as their load balancers see them. */
export class IngressMatches {
  private readonly routes: ReadonlyMap<string, readonly IngressRoute[]>;
  /** By load balancer. */
  private readonly defaults = new Map<string, IngressBackend[]>();

  constructor(
    private readonly catalog: Catalog,
    private readonly controllers: IngressControllers,
  ) {
    const all = catalog.ofKind(INGRESS);
    this.routes = groupBy(all.flatMap(routesOf), ({ host }) => host);
    for (const ingress of all) {
      const backend = defaultBackendOf(ingress);
      if (backend !== undefined) append(this.defaults, this.balancerOf(ingress), backend);
    }
  }

  /**
   * Once for each load balancer that has the host or a default backend: of the routes for the narrowest host the one
   * with the longest path that takes the request, `Exact` first; if none does, the default backend.
   */
  find(host: string, path: string): readonly IngressMatch[] {
    const groups = groupBy(this.routesFor(host), ({ ingress }) => this.balancerOf(ingress));
    return [...new Set([...groups.keys(), ...this.defaults.keys()])].flatMap((balancer) => {
      const routes = groups.get(balancer) ?? [];
      const own = routes.filter((route) => route.host === routes[0]?.host);
      return this.best(own, path) ?? this.defaultOf(balancer, own) ?? [];
    });
  }

  /** An Ingress with rules for the very host, none of which takes the path, nor does a default backend. */
  withoutPath(host: string, path: string): Manifest | undefined {
    const named = this.routesFor(host).filter((route) => route.host !== '');
    const isServed = (ingress: Manifest) => this.controllers.of(ingress).family !== 'istio';
    return this.find(host, path).length > 0 ? undefined : named.find(({ ingress }) => isServed(ingress))?.ingress;
  }

  private best(routes: readonly IngressRoute[], path: string): IngressMatch | undefined {
    for (const route of routes.toSorted(byPath)) {
      const answer = matchesPath(route, this.controllers.of(route.ingress).family, path);
      const { ingress, backend } = route;
      if (answer !== false) return { ingress, backend, route, isCertain: answer === true };
    }
    return undefined;
  }

  /** That of an Ingress with the host before others. */
  private defaultOf(balancer: string, routes: readonly IngressRoute[]): IngressMatch | undefined {
    const backends = this.defaults.get(balancer) ?? [];
    const ingresses = new Set(routes.map(({ ingress }) => ingress));
    const backend = backends.find(({ ingress }) => ingresses.has(ingress)) ?? backends[0];
    return backend && { ingress: backend.ingress, backend, route: undefined, isCertain: backends.length === 1 };
  }

  /** Routes for the host itself, then those for the names of its domain, then those for any host. */
  private routesFor(host: string): readonly IngressRoute[] {
    const name = host.toLowerCase();
    const dot = name.indexOf('.');
    const keys = new Set([name, ...(dot > 0 ? [`*${name.slice(dot)}`] : []), '']);
    return [...keys].flatMap((key) => this.routes.get(key) ?? []);
  }

  /** AWS and Google make a load balancer of each Ingress, or group of them; other controllers one of all of a class. */
  private balancerOf(ingress: Manifest): string {
    const { family, className } = this.controllers.of(ingress);
    if (family !== 'alb' && family !== 'gce') return `class ${className}`;
    const group = family === 'alb' ? annotation(ingress, `${AWS}group.name`).text : '';
    return group === '' ? `${family} ${this.catalog.namespaceOf(ingress)}/${ingress.name}` : `group ${group}`;
  }
}

function byPath(one: IngressRoute, other: IngressRoute): number {
  return other.path.length - one.path.length || rank(one) - rank(other);
}

function rank({ pathType }: IngressRoute): number {
  return pathType === 'Exact' ? 0 : 1;
}

import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { isHostWithin } from './hosts';
import { isOnPort, type RoutingProxy } from './route-match';

/** A tls or tcp route of a VirtualService. */
export interface ConnectionRoute {
  readonly vs: Manifest;
  readonly field: Field;
}

/** Whether a match of a VirtualService is for the proxy that routes. */
export type IsFor = (match: Field, vs: Manifest) => boolean;

/** At a gateway: by port and gateways alone, whatever the labels of the source. Source: l4SingleMatch of istiod. */
export function isForGateway(match: Field, proxy: RoutingProxy, port: number): boolean {
  const gateways = match.get('gateways').items;
  return isOnPort(match, port) && (gateways.length === 0 || gateways.some(({ text }) => proxy.isMeant(text)));
}

/** The tls routes by `sniHosts`, the oldest VirtualService first. */
export function tlsRoutes(
  services: readonly Manifest[],
  isWanted: IsFor,
): readonly (readonly [string, ConnectionRoute])[] {
  return services.flatMap((vs) =>
    routesIn(vs, 'tls').flatMap((field) =>
      field
        .get('match')
        .items.filter((match) => isWanted(match, vs))
        .flatMap((match) => match.get('sniHosts').items)
        .flatMap(({ text }) => (text === '' ? [] : [[text, { vs, field }] as const])),
    ),
  );
}

/** The first tcp route, of the oldest VirtualService that has one. */
export function tcpRoute(services: readonly Manifest[], isWanted: IsFor): ConnectionRoute | undefined {
  for (const vs of services) {
    const field = routesIn(vs, 'tcp').find((route) => {
      const { items } = route.get('match');
      return items.length === 0 || items.some((match) => isWanted(match, vs));
    });
    if (field !== undefined) return { vs, field };
  }
  return undefined;
}

/** Of tls routes the one with the narrowest host that the server name is in. */
export function routeNamed(
  routes: readonly (readonly [string, ConnectionRoute])[],
  serverName: string,
): ConnectionRoute | undefined {
  const found = routes.filter(([host]) => isHostWithin(serverName.toLowerCase(), host.toLowerCase()));
  // Stable, so that of equals the first stays first.
  return found.toSorted(([one], [other]) => other.length - one.length)[0]?.[1];
}

/** Those with destinations. */
function routesIn(vs: Manifest, kind: 'tls' | 'tcp'): readonly Field[] {
  return specOf(vs)
    .get(kind)
    .items.filter((route) => route.get('route').items.length > 0);
}

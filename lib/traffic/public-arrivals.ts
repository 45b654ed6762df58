import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { factsAtGateway, factsBehind, routeOf, textsOf } from './arrival-facts';
import type { Destination, RouteKind } from './destinations';
import type { GatewayServer } from './gateway-server';
import type { Mesh } from './mesh';
import { isHttpLike } from './protocol';
import type { RequestFacts } from './request-facts';

/** A request, or a connection, that a VirtualService on a Gateway takes in, where it meets a proxy. */
export interface PublicArrival {
  readonly vs: Manifest;
  /** That the client asks for; may be a wildcard. */
  readonly host: string;
  /** That it comes through. */
  readonly gateway: Pod;
  /** Where it arrives: the gateway itself, or a Pod with a sidecar behind it. */
  readonly at: Pod;
  readonly facts: RequestFacts;
}

/** Of all VirtualServices, on all Pods of their Gateways. What is said of them is what they certainly are. */
export function* publicArrivals(mesh: Mesh): Generator<PublicArrival> {
  for (const vs of mesh.routes.all) {
    const destinations = mesh.routes.destinationsOf(vs).filter(({ kind }) => kind === 'route');
    for (const binding of mesh.routes.bindingsOf(vs)) {
      if (!isServed(binding.server)) continue;
      const kind = routeKindOf(binding.server);
      const reached = destinations.filter(({ route }) => route.kind === kind && isForAnyGateway(vs, route));
      for (const gateway of mesh.gateways.podsOf(binding.server.gateway)) {
        if (!mesh.routes.exportsTo(vs, gateway.namespace)) continue;
        const request = { vs, host: binding.served, gateway };
        yield { ...request, at: gateway, facts: factsAtGateway(binding, gateway, kind, mesh) };
        for (const destination of reached) {
          for (const { at, facts } of reachedBehind(vs, destination, gateway, mesh)) {
            yield { ...request, at, facts: { ...facts, ...textsOf(vs, destination, binding) } };
          }
        }
      }
    }
  }
}

const PASSING = ['PASSTHROUGH', 'AUTO_PASSTHROUGH'];

/** Not where all is redirected, nor with a protocol or a mode that there is not, for which istiod refuses the Gateway. */
function isServed({ httpsRedirect, protocol, tlsMode, terminates }: GatewayServer): boolean {
  const isMode = tlsMode === undefined || terminates || PASSING.includes(tlsMode);
  return !httpsRedirect && protocol !== undefined && isMode;
}

function routeKindOf({ protocol, terminates }: GatewayServer): RouteKind {
  if (isHttpLike(protocol) || (protocol === 'HTTPS' && terminates)) return 'http';
  return protocol === 'TCP' || terminates ? 'tcp' : 'tls';
}

function isForAnyGateway(vs: Manifest, route: Destination['route']): boolean {
  return !routeOf(vs, route)
    .get('match')
    .items.some((match) => match.get('gateways').isSet);
}

type Reached = Pick<PublicArrival, 'at' | 'facts'>;

function reachedBehind(vs: Manifest, destination: Destination, gateway: Pod, mesh: Mesh): readonly Reached[] {
  const entry = mesh.registry.find(destination.full, mesh.catalog.namespaceOf(vs));
  if (entry?.kind !== 'Service') return [];
  const [single, ...others] = entry.ports;
  const wanted = destination.port ?? (others.length === 0 ? single?.number : undefined);
  const port = entry.ports.find(({ number }) => number === wanted);
  if (port === undefined) return [];
  const isMeant = inSubset(destination, mesh);
  return mesh.services
    .podsOf(entry.manifest)
    .filter((pod) => mesh.proxies.of(pod).kind === 'sidecar' && isMeant(pod))
    .map((at) => ({ at, facts: factsBehind(gateway, at, { destination, service: entry.manifest, port }, mesh) }));
}

function inSubset({ full, subset }: Destination, { clientSettings }: Mesh): (pod: Pod) => boolean {
  if (subset === '') return () => true;
  const [part] = clientSettings.subsetsOf(full).get(subset) ?? [];
  const labels = part?.field.get('labels').entries;
  return ({ labels: own }) => labels?.every(([name, { text }]) => own[name] === text) ?? false;
}

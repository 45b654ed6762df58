import { Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import type { Binding } from './bindings';
import { isAssumed } from './default-gateway';
import type { Destination, RouteKind } from './destinations';
import type { GatewayServer } from './gateway-server';
import { REQUEST_AUTHENTICATION } from './kinds';
import type { Mesh } from './mesh';
import { principalOf } from './principals';
import { isHttpLike } from './protocol';
import type { RegistryPort } from './registry';
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
      const kind = routeKindOf(binding.server);
      const reached = destinations.filter(({ route }) => route.kind === kind && isForAnyGateway(vs, route));
      for (const gateway of mesh.gateways.podsOf(binding.server.gateway)) {
        if (!mesh.routes.exportsTo(vs, gateway.namespace) || binding.server.httpsRedirect) continue;
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

function routeKindOf({ protocol, terminates }: GatewayServer): RouteKind {
  if (isHttpLike(protocol) || (protocol === 'HTTPS' && terminates)) return 'http';
  return protocol === 'TCP' || terminates ? 'tcp' : 'tls';
}

function routeOf(vs: Manifest, { kind, index }: Destination['route']): Field {
  return specOf(vs).get(kind, index);
}

function isForAnyGateway(vs: Manifest, route: Destination['route']): boolean {
  return !routeOf(vs, route)
    .get('match')
    .items.some((match) => match.get('gateways').isSet);
}

/** Only who has to show a certificate can have an identity there. */
function factsAtGateway({ server, served }: Binding, gateway: Pod, kind: RouteKind, mesh: Mesh): RequestFacts {
  const isAnonymous = !['MUTUAL', 'OPTIONAL_MUTUAL', 'ISTIO_MUTUAL'].includes(server.tlsMode ?? '');
  return {
    protocol: kind === 'http' ? 'http' : 'tcp',
    port: mesh.gateways.listenPort(server, gateway),
    ...(isAnonymous && { principal: '' }),
    ...hostOf(served, server),
    ...tokenAt(gateway, mesh),
  };
}

/** Clients leave out the port where it is the usual one. */
function hostOf(served: string, { port }: GatewayServer): RequestFacts {
  return served.startsWith('*') || ![80, 443].includes(port) ? {} : { host: served };
}

/** Where no token is looked at, no request has one. Nothing is said where the input tells of none at all. */
function tokenAt(pod: Pod, { catalog, requestAuthentication }: Mesh): RequestFacts {
  const areGiven = catalog.ofKind(REQUEST_AUTHENTICATION).length > 0;
  return areGiven && requestAuthentication.policiesFor(pod).length === 0 ? { requestPrincipal: '' } : {};
}

/** Host and path as the workload sees them, after what the route makes of them. */
function textsOf(vs: Manifest, { route }: Destination, { served, server }: Binding): RequestFacts {
  if (route.kind !== 'http') return {};
  const field = routeOf(vs, route);
  const authority = field.get('rewrite', 'authority').text;
  const [match, ...others] = field.get('match').items;
  const exact = others.length === 0 ? (match?.get('uri', 'exact').text ?? '') : '';
  const path = exact === '' ? '' : field.get('rewrite', 'uri').text || exact;
  const changesHeaders = [field, ...field.get('route').items].some((one) => one.get('headers', 'request').isSet);
  return {
    ...(changesHeaders ? {} : hostOf(served, server)),
    ...(authority !== '' && !changesHeaders && { host: authority }),
    ...(path !== '' && { path }),
  };
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

interface Hop {
  readonly destination: Destination;
  readonly service: Manifest;
  readonly port: RegistryPort;
}

function factsBehind(gateway: Pod, at: Pod, hop: Hop, mesh: Mesh): RequestFacts {
  const target = mesh.services.targetPort(Field.root(hop.service).get(...hop.port.path), at);
  const { protocol } = hop.port;
  const isKnown = !isAssumed(gateway.owner) && isMutual(gateway, at, hop, target, mesh);
  return {
    ...(protocol !== '' && { protocol: isHttpLike(protocol) ? 'http' : 'tcp' }),
    ...(target !== undefined && { port: target }),
    ...(isKnown && { principal: principalOf(gateway.namespace, gateway.serviceAccountName, mesh.config) }),
    ...tokenAt(at, mesh),
  };
}

/** Whether the gateway shows its certificate. */
function isMutual(gateway: Pod, at: Pod, { destination, port }: Hop, target: number | undefined, mesh: Mesh): boolean {
  const { peerAuthentication, clientSettings, config } = mesh;
  if (peerAuthentication.modeOf(at, target).mode === 'DISABLE') return false;
  const rule = clientSettings.inForce(gateway.namespace, destination.full, at.namespace, gateway.labels);
  const mode = rule && clientSettings.tlsFor(rule, port.number, destination.subset)?.mode;
  if (mode !== undefined && mode !== '') return mode === 'ISTIO_MUTUAL';
  return config.autoMtls && peerAuthentication.namespaceMode(at.namespace).mode !== 'DISABLE';
}

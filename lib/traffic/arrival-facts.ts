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

export function routeOf(vs: Manifest, { kind, index }: Destination['route']): Field {
  return specOf(vs).get(kind, index);
}

/** Only who has to show a certificate can have an identity there. */
export function factsAtGateway({ server, served }: Binding, gateway: Pod, kind: RouteKind, mesh: Mesh): RequestFacts {
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
export function textsOf(vs: Manifest, { route }: Destination, { served, server }: Binding): RequestFacts {
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

/** From a gateway to a port of a Service. */
interface Hop {
  readonly destination: Destination;
  readonly service: Manifest;
  readonly port: RegistryPort;
}

export function factsBehind(gateway: Pod, at: Pod, hop: Hop, mesh: Mesh): RequestFacts {
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

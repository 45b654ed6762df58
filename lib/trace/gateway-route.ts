import type { Pod } from '../manifest/pods';
import type { GatewayServer } from '../traffic/gateway-server';
import type { Mesh } from '../traffic/mesh';
import { isHttpLike } from '../traffic/protocol';
import type { VirtualHost } from '../traffic/virtual-hosts';
import { noConnectionRoute, routeConnection } from './connection-route';
import { delegateIn } from './delegate';
import { actOn } from './http-action';
import { type ChosenRoute, chooseRoute, type ProxyFor } from './http-route';
import type { Client, Decider, End } from './request';
import type { RouteStep } from './step';

/** Where a gateway sends what one of its servers has taken. */
export function routeAt(
  mesh: Mesh,
  server: GatewayServer,
  pod: Pod,
  client: Client,
  sni: string | undefined,
): RouteStep {
  const { protocol, terminates, tlsMode } = server;
  const isHttp = isHttpLike(protocol) || (protocol === 'HTTPS' && terminates);
  if (isHttp) return routeRequest(mesh, server, pod, client);
  if (tlsMode === 'AUTO_PASSTHROUGH') return { targets: [], end: passedAutomatically(server) };
  const kind = tlsMode === undefined || terminates ? 'tcp' : 'tls';
  const services = mesh.routes.on(server).filter(({ vs }) => mesh.routes.exportsTo(vs, pod.namespace));
  const proxy = gatewayProxy(mesh, server, pod);
  const route = routeConnection(kind, [...new Set(services.map(({ vs }) => vs))], { sni, port: server.port }, proxy);
  return route === undefined
    ? { targets: [], end: { ...noConnectionRoute(nameOf(server), sni, client), decidedBy: [deciderOf(server)] } }
    : act(mesh, route, client);
}

function routeRequest(mesh: Mesh, server: GatewayServer, pod: Pod, client: Client): RouteStep {
  const host = mesh.routeTables.of(server, pod).find(client.hostHeader);
  if (host === undefined) return { targets: [], end: noHost(server, client) };
  if (host.redirect !== undefined) return { targets: [], end: redirected(host, client) };
  const { scheme, method, hostHeader: authority, path, query, headers } = client;
  const request = { scheme, method, authority, path, query, headers, port: server.port };
  const choice = chooseRoute(host.routes, request, gatewayProxy(mesh, server, pod), (route) => delegateIn(mesh, route));
  if (choice.doubt !== undefined) return { targets: [], end: doubtful(choice.doubt) };
  return choice.route === undefined
    ? { targets: [], end: noRoute(host, server, client) }
    : act(mesh, choice.route, client);
}

function act(mesh: Mesh, route: ChosenRoute, client: Client): RouteStep {
  return actOn(route, client, mesh.catalog.namespaceOf(route.vs));
}

/** A gateway, as the VirtualServices on one of its servers name it. */
export function gatewayProxy(
  { catalog, gateways }: Mesh,
  { gateway }: GatewayServer,
  { labels, namespace }: Pod,
): ProxyFor {
  return (vs) => ({
    labels,
    namespace,
    isMeant: (text) => text !== 'mesh' && gateways.resolve(text, catalog.namespaceOf(vs)) === gateway,
  });
}

function nameOf({ gateway, index }: GatewayServer): string {
  return `server ${index} of Gateway ${gateway.key}`;
}

function deciderOf({ gateway, path }: GatewayServer): Decider {
  return { manifest: gateway.manifest, path };
}

function noHost(server: GatewayServer, { hostHeader }: Client): End {
  const why = `404: no VirtualService on ${nameOf(server)} has the host ${hostHeader}`;
  const decidedBy = [{ manifest: server.gateway.manifest, path: [...server.path, 'hosts'] }];
  return { arrives: false, failure: 'no-route', status: 404, why, decidedBy };
}

function noRoute({ routes, host }: VirtualHost, server: GatewayServer, { method, path }: Client): End {
  const services = [...new Set(routes.map(({ vs }) => vs))];
  const names = services.map((vs) => `${vs.namespace}/${vs.name}`).join(', ');
  const why =
    names === ''
      ? `404: nothing on ${nameOf(server)} has routes for ${host}`
      : `404: no route of VirtualService ${names} takes ${method} ${path}`;
  const decidedBy = services.map((manifest) => ({ manifest, path: ['spec', 'http'] }));
  return { arrives: false, failure: 'no-route', status: 404, why, decidedBy };
}

function redirected({ redirect, host }: VirtualHost, { hostHeader, path }: Client): End {
  const decidedBy = redirect === undefined ? [] : [redirect];
  const why = `301: redirected to https://${hostHeader}${path}, as all plain HTTP for ${host} is`;
  return { arrives: false, failure: 'redirect', status: 301, why, decidedBy };
}

function doubtful({ vs, field, decidedBy }: ChosenRoute): End {
  const why = `Could not tell whether ${field.path.join('.')} of VirtualService ${vs.namespace}/${vs.name} takes the request: it depends on claims of a token, or on a regex that RE2 does not read`;
  return { arrives: undefined, failure: null, status: null, why, decidedBy };
}

function passedAutomatically(server: GatewayServer): End {
  const why = `Could not tell: ${nameOf(server)} passes TLS on to the Service that the server name encodes, whatever it is`;
  return { arrives: undefined, failure: null, status: null, why, decidedBy: [deciderOf(server)] };
}

import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { readsHttp, trafficOf } from '../traffic/gateway-protocol';
import type { GatewayServer } from '../traffic/gateway-server';
import type { RouteVariant } from '../traffic/http-routes';
import type { Mesh } from '../traffic/mesh';
import type { VirtualHost } from '../traffic/virtual-hosts';
import { actOnConnection } from './connection-action';
import { connectionReset, notFound, redirected, refused, untold } from './ends';
import { actOn } from './http-action';
import { authorityOf, chooseRoute, decidersOf, requestOf } from './http-route';
import type { Client, Decider, End } from './request';
import type { GatewayStep, RouteStep } from './step';

/** Where a gateway sends what one of its servers has taken. */
export function routeAt(mesh: Mesh, { server, connection }: GatewayStep, pod: Pod, client: Client): RouteStep {
  if (server === undefined) return { targets: [], end: undefined };
  if (readsHttp(server)) return routeRequest(mesh, server, pod, client);
  if (connection !== undefined)
    return actOnConnection(connection, client, mesh.catalog.namespaceOf(connection.vs), server.port);
  if (server.tlsMode === 'AUTO_PASSTHROUGH') return ended(passedAutomatically(server));
  return ended(noConnectionRoute(server));
}

function ended(end: End): RouteStep {
  return { targets: [], end };
}

function routeRequest(mesh: Mesh, server: GatewayServer, pod: Pod, client: Client): RouteStep {
  const host = mesh.routeTables.of(server, pod).find(client.hostHeader);
  if (host === undefined) return ended(noHost(server, client));
  if (host.redirect !== undefined) {
    const to = `https://${authorityOf(client)}${client.path}, as all plain HTTP for ${host.host} is`;
    return ended(redirected(301, to, [host.redirect]));
  }
  const { route, isDoubtful } = chooseRoute(host.routes, requestOf(client));
  if (route === undefined) return ended(noRoute(host, server, client));
  if (isDoubtful) return ended(doubtful(route));
  return actOn(route, client, mesh.catalog.namespaceOf(route.vs), server.port);
}

function nameOf({ gateway, index }: GatewayServer): string {
  return `server ${index} of Gateway ${gateway.key}`;
}

function deciderOf({ gateway, field }: GatewayServer): Decider {
  return { manifest: gateway.manifest, path: field.path };
}

function noHost(server: GatewayServer, { hostHeader }: Client): End {
  const decidedBy = [{ manifest: server.gateway.manifest, path: [...server.field.path, 'hosts'] }];
  return notFound(`no VirtualService on ${nameOf(server)} has http routes for the host ${hostHeader}`, decidedBy);
}

function noRoute({ routes, host }: VirtualHost, server: GatewayServer, { method, path }: Client): End {
  const services = [...new Set(routes.map(({ vs, root }) => root?.vs ?? vs))];
  if (services.length === 0)
    return notFound(`nothing on ${nameOf(server)} has routes for ${host}`, [deciderOf(server)]);
  const decidedBy = services.map((manifest) => ({ manifest, path: ['spec', 'http'] }));
  return notFound(`no route of VirtualService ${services.map(titleOf).join(', ')} takes ${method} ${path}`, decidedBy);
}

export function doubtful(route: RouteVariant): End {
  const place = `${route.field.path.join('.')} of VirtualService ${titleOf(route.vs)}`;
  const reason = 'it depends on claims of a token, or on a regular expression that RE2 does not read';
  return untold(` whether ${place} takes the request: ${reason}`, decidersOf(route));
}

export function titleOf({ namespace, name }: Manifest): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}

function passedAutomatically(server: GatewayServer): End {
  const why = `: ${nameOf(server)} passes TLS on to the Service that the server name encodes, whatever it is`;
  return untold(why, [deciderOf(server)]);
}

function noConnectionRoute(server: GatewayServer): End {
  const why = `no VirtualService on ${nameOf(server)} has a tcp route`;
  const end = trafficOf(server) === 'tcp' ? refused : connectionReset;
  return end(why, [deciderOf(server)]);
}

import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';
import { routeNamed, tcpRoute, tlsRoutes } from '../traffic/connection-routes';
import type { ProxyFor, RouteVariant } from '../traffic/http-routes';
import type { Mesh } from '../traffic/mesh';
import { isHttpLike } from '../traffic/protocol';
import { isFor, isOnPort } from '../traffic/route-match';
import { actOnConnection } from './connection-action';
import { notFound } from './ends';
import { doubtful, titleOf } from './gateway-route';
import { actOn } from './http-action';
import { authorityOf, chooseRoute, requestOf } from './http-route';
import type { Client } from './request';
import type { RouteStep, RouteTarget, Sender } from './step';

/** Where a sidecar sends a request for a host: as a VirtualService of the mesh has it, else to the host itself. */
export function routeInMesh(mesh: Mesh, sender: Sender, host: string, client: Client): RouteStep {
  const vs = sender.sends === 'mesh' ? mesh.meshRoutes.find(host, sender.namespace) : undefined;
  const straightOn: RouteStep = { targets: [straight(host, client)], end: undefined };
  if (vs === undefined) return straightOn;
  if (!readsHttp(mesh, host, client)) return routeUnread(mesh, vs, sender, client) ?? straightOn;
  const routes = mesh.httpRoutes.of(vs, proxyOf(sender), client.port);
  return routes.length === 0 ? straightOn : routeRead(mesh, vs, routes, client);
}

/** A port that is not for HTTP, or TLS of the client's own, keeps a sidecar from looking into the connection. */
function readsHttp({ registry }: Mesh, host: string, { scheme, port }: Client): boolean {
  const found = registry.all(host)[0]?.ports.find(({ number }) => number === port);
  const protocol = found?.protocol || undefined;
  return scheme === 'http' && (protocol === undefined || isHttpLike(protocol));
}

function routeRead(mesh: Mesh, vs: Manifest, routes: readonly RouteVariant[], client: Client): RouteStep {
  const { route, isDoubtful } = chooseRoute(routes, requestOf(client));
  if (route === undefined) {
    const why = `no route of VirtualService ${titleOf(vs)} takes ${client.method} ${client.path}`;
    return { targets: [], end: notFound(why, [{ manifest: vs, path: ['spec', 'http'] }]) };
  }
  if (isDoubtful) return { targets: [], end: doubtful(route) };
  return actOn(route, client, mesh.catalog.namespaceOf(route.vs), client.port);
}

function routeUnread(mesh: Mesh, vs: Manifest, sender: Sender, client: Client): RouteStep | undefined {
  const proxy = proxyOf(sender)(vs);
  const isWanted = (match: Field) => isFor(match, proxy) && isOnPort(match, client.port);
  const route =
    client.scheme === 'https'
      ? routeNamed(tlsRoutes([vs], isWanted), client.sni ?? client.host)
      : tcpRoute([vs], isWanted);
  return route && actOnConnection(route, client, mesh.catalog.namespaceOf(vs), client.port);
}

function straight(host: string, client: Client): RouteTarget {
  const { port, path, headers } = client;
  return {
    host,
    port,
    listenPort: port,
    subset: '',
    weight: undefined,
    decidedBy: [],
    isDirect: true,
    path,
    authority: authorityOf(client),
    headers,
    notes: [],
  };
}

function proxyOf({ pod, namespace }: Sender): ProxyFor {
  return meshProxy(pod?.labels ?? {}, namespace);
}

/** A sidecar, as VirtualServices name it. */
export function meshProxy(labels: Labels, namespace: string): ProxyFor {
  return () => ({ labels, namespace, isMeant: (text) => text === 'mesh' });
}

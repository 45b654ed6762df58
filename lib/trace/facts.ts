import type { Pod } from '../manifest/pods';
import { readsHttp } from '../traffic/gateway-protocol';
import type { Mesh } from '../traffic/mesh';
import { principalOf } from '../traffic/principals';
import type { RequestFacts } from '../traffic/request-facts';
import { authorityOf } from './http-route';
import type { Client } from './request';
import type { GatewayArrival, GatewayStep, RouteTarget } from './step';

/** What policies on a gateway know of a request. */
export function factsAtGateway(mesh: Mesh, arrival: GatewayArrival, { server, principal }: GatewayStep): RequestFacts {
  const { port, client, tls, pod } = arrival;
  const { method, path, headers } = client;
  return {
    ...(principal === undefined ? {} : { principal }),
    protocol: server !== undefined && readsHttp(server) ? 'http' : 'tcp',
    method,
    path,
    host: authorityOf(client),
    headers,
    hasAllHeaders: true,
    port,
    sni: tls?.sni ?? '',
    ...tokenFacts(mesh, pod, headers),
  };
}

/** How a request comes to a Pod. */
export interface Delivery {
  readonly pod: Pod;
  /** Of the container. */
  readonly port: number;
  /** Whether its proxy reads requests, or passes connections on as they are. */
  readonly protocol: 'http' | 'tcp';
  /** Who shows an identity of the mesh: empty for nobody, undefined where that is not known. */
  readonly principal: string | undefined;
}

/** What policies on a workload know of a request. */
export function factsAtPod(mesh: Mesh, delivery: Delivery, target: RouteTarget, client: Client): RequestFacts {
  const { pod, port, protocol, principal } = delivery;
  const { path, authority, headers } = target;
  return {
    ...(principal === undefined ? {} : { principal }),
    protocol,
    method: client.method,
    ...(path === undefined ? {} : { path }),
    host: authority,
    port,
    headers,
    hasAllHeaders: true,
    ...tokenFacts(mesh, pod, headers),
  };
}

/** Without a header for it, or a RequestAuthentication that reads it, there is no token; else it may be a valid one. */
function tokenFacts(mesh: Mesh, pod: Pod, headers: RouteTarget['headers']): Pick<RequestFacts, 'requestPrincipal'> {
  const isRead = mesh.requestAuthentication.policiesFor(pod).length > 0;
  return Object.hasOwn(headers, 'authorization') && isRead ? {} : { requestPrincipal: '' };
}

export function identityOf({ config }: Mesh, { namespace, serviceAccountName }: Pod): string {
  return principalOf(namespace, serviceAccountName, config);
}

import type { Mesh } from '../traffic/mesh';
import { gatewayRequests } from './public-gateways';
import { ingressRequests } from './public-ingresses';
import type { Client } from './request';
import { ordered, type Requests, type Untraceable } from './requests';

export type { Untraceable } from './requests';

/**
 * A request for each public host and route: of Ingresses, except those of Istio's class, and of the Gateways of Istio.
 * With a path, method, headers and query as the match of the route asks for; for `*.DOMAIN` as a host `any.DOMAIN`, and
 * for `*` `any.example`; with a certificate of the input that the server takes, where it asks for one. The entry is
 * named where the request would come in elsewhere by itself. In the order of host, port, path and method.
 */
export function publicRequests(mesh: Mesh): readonly Client[] {
  return ordered(surveyed(mesh).clients);
}

/** The public hosts and routes without a request, and servers whose clients' certificates are not known. */
export function untraceable(mesh: Mesh): readonly Untraceable[] {
  return surveyed(mesh).untraceable;
}

const surveys = new WeakMap<Mesh, Requests>();

/** Both are asked for of one mesh. */
function surveyed(mesh: Mesh): Requests {
  const known = surveys.get(mesh) ?? survey(mesh);
  surveys.set(mesh, known);
  return known;
}

function survey(mesh: Mesh): Requests {
  const [ingresses, gateways] = [ingressRequests(mesh), gatewayRequests(mesh)];
  return {
    clients: [...ingresses.clients, ...gateways.clients],
    untraceable: [...ingresses.untraceable, ...gateways.untraceable],
  };
}

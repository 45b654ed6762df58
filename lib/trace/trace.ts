import type { Manifest } from '../manifest/manifest';
import type { Mesh } from '../traffic/mesh';
import { isHttpLike } from '../traffic/protocol';
import { deniedAt } from './authorization-step';
import { toBackend } from './backend-hop';
import { type Entry, entriesOf, type GatewayEntry, type IngressEntry } from './entry';
import { atGateway, gatewayLabel } from './gateway-hop';
import { routeAt } from './gateway-route';
import { throughIngress } from './ingress-hop';
import { callFrom } from './mesh-call';
import type { Client, End, TracedRequest } from './request';
import type { GatewayArrival, GatewayStep, RouteTarget, Sender } from './step';

/**
 * The ways of a request, hop by hop: one for each object that takes it at the door, and for each destination of a route
 * that splits. At least one; where nothing takes it, that is told as its end.
 */
export function trace(mesh: Mesh, client: Client): readonly TracedRequest[] {
  if (client.from !== undefined) return callFrom(mesh, client, client.from);
  const unrouted = client.entry === undefined ? mesh.ingresses.withoutPath(client.hostHeader, client.path) : undefined;
  if (unrouted !== undefined)
    return [{ ...begin(client, titleOfManifest(mesh, unrouted)), end: noPath(unrouted, client) }];
  const entries = entriesOf(mesh, client);
  if (entries.length === 0) return [{ ...begin(client, ''), end: nowhere(mesh, client) }];
  return entries.flatMap((entry) =>
    entry.kind === 'ingress' ? fromIngress(mesh, client, entry) : fromGateway(mesh, client, entry),
  );
}

function begin(client: Client, entry: string): TracedRequest {
  return { client, entry, hops: [], end: undefined, backend: undefined, weight: undefined };
}

function nowhere({ gateways, ingresses }: Mesh, { hostHeader, port }: Client): End {
  const isGiven = gateways.all.length > 0 || ingresses.all.length > 0;
  if (!isGiven) {
    const why = 'Could not tell: neither a Gateway nor an Ingress is in the input';
    return { arrives: undefined, failure: null, status: null, why, decidedBy: [] };
  }
  const why = `Connection refused: nothing in the input takes ${hostHeader} on port ${port} from outside`;
  return { arrives: false, failure: 'refused', status: null, why, decidedBy: [] };
}

function noPath(ingress: Manifest, { hostHeader, path }: Client): End {
  const why = `404: no Ingress for ${hostHeader} has a path that takes ${path}`;
  return {
    arrives: false,
    failure: 'no-route',
    status: 404,
    why,
    decidedBy: [{ manifest: ingress, path: ['spec', 'rules'] }],
  };
}

/** `KIND NAMESPACE/NAME` of where it comes in. */
function titleOf(mesh: Mesh, entry: Entry): string {
  return titleOfManifest(mesh, entry.kind === 'ingress' ? entry.match.ingress : (entry.service ?? entry.pod.owner));
}

function titleOfManifest(mesh: Mesh, manifest: Manifest): string {
  return `${manifest.kind} ${mesh.catalog.namespaceOf(manifest)}/${manifest.name}`;
}

function fromIngress(mesh: Mesh, client: Client, entry: IngressEntry): readonly TracedRequest[] {
  const { hop, end, arrivals, direct } = throughIngress(mesh, client, entry.match);
  const request = { ...begin(client, titleOf(mesh, entry)), hops: hop === undefined ? [] : [hop] };
  if (end !== undefined) return [{ ...request, end }];
  if (direct !== undefined) return onwards(mesh, request, direct.sender, [direct.target], client);
  return arrivals.flatMap((arrival) => throughGateway(mesh, request, arrival));
}

function fromGateway(mesh: Mesh, client: Client, entry: GatewayEntry): readonly TracedRequest[] {
  const { sni, certificate } = client;
  const tls = client.scheme === 'https' ? { sni, certificate: certificate && { secret: certificate } } : undefined;
  const { pod, port, decidedBy } = entry;
  const arrival: GatewayArrival = { from: 'client', client, pod, port, tls, verifies: true, decidedBy };
  return throughGateway(mesh, begin(client, titleOf(mesh, entry)), arrival);
}

function throughGateway(mesh: Mesh, before: TracedRequest, arrival: GatewayArrival): readonly TracedRequest[] {
  const { pod, client, tls } = arrival;
  const step = atGateway(mesh, arrival);
  const request = { ...before, hops: [...before.hops, ...(step.hop === undefined ? [] : [step.hop])] };
  const { server } = step;
  if (server === undefined || step.end !== undefined) return [{ ...request, end: step.end }];
  const denied = deniedAt(mesh, pod, factsAt(arrival, step), true);
  if (denied !== undefined) return [{ ...request, end: denied }];
  const { targets, end } = routeAt(mesh, server, pod, client, tls?.sni);
  if (end !== undefined) return [{ ...request, end }];
  const carriesTls = tls !== undefined && !server.terminates;
  const sender: Sender = { label: gatewayLabel(arrival), namespace: pod.namespace, sends: 'mesh', pod, carriesTls };
  return onwards(mesh, request, sender, targets, client);
}

/** What policies on a gateway know of a request. */
function factsAt({ port, client, tls }: GatewayArrival, { server, principal }: GatewayStep) {
  const { method, path, hostHeader, headers } = client;
  const isHttp = isHttpLike(server?.protocol) || (server?.protocol === 'HTTPS' && server.terminates);
  return {
    ...(principal === undefined ? {} : { principal }),
    protocol: isHttp ? ('http' as const) : ('tcp' as const),
    method,
    path,
    host: hostHeader,
    headers,
    port,
    ...(tls?.sni === undefined ? {} : { sni: tls.sni }),
    ...(headers['authorization'] === undefined && { requestPrincipal: '' }),
  };
}

function onwards(
  mesh: Mesh,
  request: TracedRequest,
  sender: Sender,
  targets: readonly RouteTarget[],
  client: Client,
): readonly TracedRequest[] {
  return targets.flatMap((target) =>
    toBackend(mesh, sender, target, client).map(({ hop, end, backend }) => ({
      ...request,
      hops: [...request.hops, ...(hop === undefined || end?.failure === 'mtls-mismatch' ? [] : [hop])],
      end,
      backend,
      weight: target.weight,
    })),
  );
}

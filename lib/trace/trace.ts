import type { Manifest } from '../manifest/manifest';
import type { Mesh } from '../traffic/mesh';
import { deniedAt } from './authorization-step';
import { toBackend } from './backend-hop';
import { type Entry, entriesOf, type GatewayEntry, type IngressEntry } from './entry';
import { factsAtGateway } from './facts';
import { atGateway, gatewayLabel } from './gateway-hop';
import { routeAt } from './gateway-route';
import { throughIngress } from './ingress-hop';
import { callFrom } from './mesh-call';
import { nowhere, unrouted } from './no-entry';
import type { Client, End, TracedRequest } from './request';
import type { GatewayArrival, RouteTarget, Sender, SentTls } from './step';

/**
 * The ways of a request, hop by hop: one for each object that takes it at the door, and for each destination of a route
 * that splits. At least one; where nothing takes it, that is told as its end.
 */
export function trace(mesh: Mesh, client: Client): readonly TracedRequest[] {
  if (client.from !== undefined) return callFrom(mesh, client, client.from);
  const entries = entriesOf(mesh, client);
  const lost = unrouted(mesh, client, entries);
  if (lost !== undefined) return [{ ...begin(client, titleOfManifest(mesh, lost.ingress)), end: lost.end }];
  if (entries.length === 0) return [{ ...begin(client, ''), end: nowhere(mesh, client) }];
  return entries.flatMap((entry) =>
    entry.kind === 'ingress' ? fromIngress(mesh, client, entry) : fromGateway(mesh, client, entry),
  );
}

function begin(client: Client, entry: string): TracedRequest {
  return { client, entry, hops: [], end: undefined, backend: undefined, weight: undefined };
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
  const request = { ...begin(client, titleOf(mesh, entry)), hops: hop === undefined ? [] : [hop], end };
  if (end?.arrives === false) return [request];
  if (direct !== undefined) return onwards(mesh, request, direct.sender, [direct.target], client);
  return arrivals.length === 0 ? [request] : arrivals.flatMap((arrival) => throughGateway(mesh, request, arrival));
}

function fromGateway(mesh: Mesh, client: Client, entry: GatewayEntry): readonly TracedRequest[] {
  const { sni, certificate, scheme } = client;
  const shown = certificate && { secret: certificate };
  const tls: SentTls | undefined =
    scheme === 'https' ? { sni, certificate: shown, verifiedName: sni ?? client.host } : undefined;
  const { pod, port, decidedBy } = entry;
  return throughGateway(mesh, begin(client, titleOf(mesh, entry)), {
    from: 'client',
    client,
    pod,
    port,
    tls,
    decidedBy,
  });
}

/** What could not be told on the way stays so, unless the request certainly ends further on. */
function throughGateway(mesh: Mesh, before: TracedRequest, arrival: GatewayArrival): readonly TracedRequest[] {
  const { pod, client, tls } = arrival;
  const step = atGateway(mesh, arrival);
  const hops = [...before.hops, ...(step.hop === undefined ? [] : [step.hop])];
  const request = { ...before, hops, end: later(before.end, step.end) };
  const { server } = step;
  if (server === undefined || request.end?.arrives === false) return [request];
  const denied = deniedAt(mesh, pod, factsAtGateway(mesh, arrival, step), true);
  const judged = { ...request, end: later(request.end, denied) };
  if (denied?.arrives === false) return [judged];
  const { targets, end } = routeAt(mesh, step, pod, client);
  if (end !== undefined) return [{ ...judged, end: later(judged.end, end) }];
  const carriesTls = tls !== undefined && !server.terminates;
  const sender: Sender = { label: gatewayLabel(arrival), namespace: pod.namespace, sends: 'mesh', pod, carriesTls };
  return onwards(mesh, judged, sender, targets, client);
}

/** The end that counts: a certain one before one that could not be told, and of equals the first. */
function later(before: End | undefined, end: End | undefined): End | undefined {
  return before === undefined || end?.arrives === false ? end : before;
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
      hops: hop === undefined ? request.hops : [...request.hops, hop],
      end: later(request.end, end),
      backend,
      weight: target.weight,
    })),
  );
}

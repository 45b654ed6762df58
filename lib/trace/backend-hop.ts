import { groupBy } from '../groups';
import { Field, specOf } from '../manifest/field';
import type { Pod } from '../manifest/pods';
import type { Mesh } from '../traffic/mesh';
import { isHttpLike } from '../traffic/protocol';
import { deniedAt } from './authorization-step';
import { clientMode } from './client-mode';
import { type Destination, findDestination, podsBehind } from './destination';
import { noBackend, untold } from './ends';
import { toExternal, toUnknownHost } from './external-hop';
import { type Delivery, factsAtPod, identityOf } from './facts';
import { type Meeting, meet } from './protection';
import type { Client, Hop, Protection } from './request';
import type { BackendStep, RouteTarget, Sender } from './step';

/** From a sender to the Pods behind a route's target: one way for each kind of Pods that fare differently. */
export function toBackend(mesh: Mesh, sender: Sender, given: RouteTarget, client: Client): readonly BackendStep[] {
  const target = { ...given, host: concreteHost(mesh, given.host) };
  const found = findDestination(mesh, sender, target);
  if (!('entry' in found)) {
    const outside = found.arrives === false ? toUnknownHost(mesh, sender, target) : undefined;
    return [outside ?? { hop: undefined, end: found, backend: undefined }];
  }
  if (found.entry.kind === 'ServiceEntry') return [toExternal(mesh, sender, target, found)];
  const pods = podsBehind(mesh, found, target.subset);
  if (!isPods(pods)) return [{ hop: undefined, end: pods, backend: found.backend }];
  const steps = pods.map((pod) => toPod(mesh, sender, target, found, pod, client));
  const alike = groupBy(steps, ({ hop, end }) => `${hop?.to} ${hop?.protection} ${end?.why}`);
  return [...alike.values()].flatMap(([first]) => first ?? []);
}

function isPods(found: readonly Pod[] | object): found is readonly Pod[] {
  return Array.isArray(found);
}

/** A Service of type ExternalName is another name of a host, to Istio as to DNS. */
function concreteHost({ registry }: Mesh, host: string): string {
  const seen = new Set<string>();
  let at = host;
  while (!seen.has(at)) {
    seen.add(at);
    const service = registry.all(at).find(({ kind }) => kind === 'Service');
    const spec = service && specOf(service.manifest);
    if (spec?.get('type').text !== 'ExternalName') return at;
    at = spec.get('externalName').text || at;
  }
  return at;
}

function toPod(
  mesh: Mesh,
  sender: Sender,
  target: RouteTarget,
  found: Destination,
  pod: Pod,
  client: Client,
): BackendStep {
  const { backend, decidedBy } = found;
  const to = `workload ${pod.namespace}/${pod.owner.name}`;
  const port = mesh.services.targetPort(Field.root(found.entry.manifest).get(...found.port.path), pod);
  if (port === undefined) {
    const why = `no container of ${to} has a port ${String(found.port.targetPort)}`;
    return { hop: undefined, end: noBackend(why, decidedBy), backend };
  }
  if (mesh.gateways.on(pod).length > 0)
    return { hop: undefined, end: untold(`: the way goes on at another gateway, ${to}`, decidedBy), backend };
  const mode = clientMode(mesh, sender, found, target.subset, pod, port);
  const meeting = meet(mesh, mode, pod, port, found.port, sender.carriesTls);
  const delivery = {
    pod,
    port,
    protocol: protocolAt(mesh, sender, found, pod),
    principal: principalOf(mesh, sender, meeting),
  };
  const isMet = meeting.end?.arrives !== false;
  const notes = [...target.notes, ...found.notes];
  const hop = isMet ? hopOf(mesh, sender, notes, delivery, to, meeting, decidedBy) : undefined;
  const denied = isMet ? deniedAt(mesh, pod, factsAtPod(mesh, delivery, target, client), meeting.hasProxy) : undefined;
  return { hop, end: denied?.arrives === false ? denied : (meeting.end ?? denied), backend };
}

/** TLS in a connection, a port for something else, and ambient mode keep requests from being read. */
function protocolAt({ proxies }: Mesh, { carriesTls }: Sender, { port }: Destination, pod: Pod): Delivery['protocol'] {
  const isRead = port.protocol === '' || isHttpLike(port.protocol);
  return isRead && !carriesTls && proxies.of(pod).kind !== 'ambient' ? 'http' : 'tcp';
}

/** Only mutual TLS of the mesh shows who sends. */
function principalOf(mesh: Mesh, { pod }: Sender, { protection, isMesh }: Meeting): string | undefined {
  if (protection === 'unknown') return undefined;
  return isMesh && pod !== undefined ? identityOf(mesh, pod) : '';
}

function hopOf(
  mesh: Mesh,
  { label, pod: from, carriesTls }: Sender,
  notes: readonly string[],
  { pod }: Delivery,
  to: string,
  { protection, isMesh, because, decidedBy }: Meeting,
  before: Hop['decidedBy'],
): Hop {
  const proves =
    isMesh && from !== undefined ? `${identityOf(mesh, from)} and ${identityOf(mesh, pod)} to each other` : '';
  const carried: Protection = carriesTls && protection !== 'mutual-tls' ? 'tls' : protection;
  return {
    from: label,
    to,
    protection: carried,
    proves,
    decidedBy: [...before, ...decidedBy],
    notes,
    because: carried === protection ? because : '',
  };
}

import { groupBy } from '../groups';
import { Field, specOf } from '../manifest/field';
import type { Pod } from '../manifest/pods';
import { principalOf } from '../traffic/principals';
import { isHttpLike } from '../traffic/protocol';
import type { Mesh } from '../traffic/mesh';
import type { RequestFacts } from '../traffic/request-facts';
import { deniedAt } from './authorization-step';
import { clientMode } from './client-mode';
import { type Destination, findDestination, podsBehind } from './destination';
import { toExternal } from './external-hop';
import { type Meeting, meet } from './protection';
import type { Client, Hop, Protection } from './request';
import type { BackendStep, RouteTarget, Sender } from './step';

/** From a sender to the Pods behind a route's target: one way for each kind of Pods that fare differently. */
export function toBackend(mesh: Mesh, sender: Sender, target: RouteTarget, client: Client): readonly BackendStep[] {
  const found = findDestination(mesh, sender, target);
  if (!('entry' in found)) return [{ hop: undefined, end: found, backend: undefined }];
  if (isOutside(found)) return [toExternal(mesh, sender, target, found)];
  const pods = podsBehind(mesh, found, target.subset);
  if (!isPods(pods)) return [{ hop: undefined, end: pods, backend: found.backend }];
  const steps = pods.map((pod) => toPod(mesh, sender, target, found, pod, client));
  const alike = groupBy(steps, ({ hop, end }) => `${hop?.to} ${hop?.protection} ${end?.why}`);
  return [...alike.values()].flatMap(([first]) => first ?? []);
}

function isPods(found: readonly Pod[] | object): found is readonly Pod[] {
  return Array.isArray(found);
}

function isOutside({ entry: { kind, manifest } }: Destination): boolean {
  return kind === 'ServiceEntry' || specOf(manifest).get('type').text === 'ExternalName';
}

function toPod(
  mesh: Mesh,
  sender: Sender,
  target: RouteTarget,
  found: Destination,
  pod: Pod,
  client: Client,
): BackendStep {
  const to = `workload ${pod.namespace}/${pod.owner.name}`;
  const { backend, decidedBy } = found;
  const port = targetPort(mesh, found, pod);
  if (port === undefined) {
    const why = `503: no container of ${to} has a port ${String(found.port.targetPort)}`;
    return { hop: undefined, end: { arrives: false, failure: 'no-backend', status: 503, why, decidedBy }, backend };
  }
  const meeting = meet(mesh, clientMode(mesh, sender, found, target.subset, pod), pod, port);
  const hop = hopOf(mesh, sender, target, pod, to, meeting, decidedBy);
  const end =
    meeting.end ?? deniedAt(mesh, pod, factsOf(mesh, sender, target, found, meeting, port, client), meeting.hasProxy);
  return { hop, end, backend };
}

function targetPort(mesh: Mesh, { entry, port }: Destination, pod: Pod): number | undefined {
  return mesh.services.targetPort(Field.root(entry.manifest).get(...port.path), pod);
}

function hopOf(
  mesh: Mesh,
  { label, pod: from, carriesTls }: Sender,
  { notes }: RouteTarget,
  pod: Pod,
  to: string,
  { protection, because, decidedBy }: Meeting,
  before: Hop['decidedBy'],
): Hop {
  const isMutual = protection === 'mutual-tls' || protection === 'either';
  const proves =
    isMutual && from !== undefined ? `${identityOf(mesh, from)} and ${identityOf(mesh, pod)} to each other` : '';
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

function identityOf({ config }: Mesh, { namespace, serviceAccountName }: Pod): string {
  return principalOf(namespace, serviceAccountName, config);
}

/** What the receiver knows of the request. Only mutual TLS of the mesh shows who sends. */
function factsOf(
  mesh: Mesh,
  { pod: from }: Sender,
  { path, hostHeader }: RouteTarget,
  { port: servicePort }: Destination,
  { protection }: Meeting,
  port: number,
  { method, headers }: Client,
): RequestFacts {
  const isMutual = protection === 'mutual-tls' || protection === 'either';
  const protocol = isHttpLike(servicePort.protocol || undefined) || servicePort.protocol === '' ? 'http' : 'tcp';
  return {
    principal: isMutual && from !== undefined ? identityOf(mesh, from) : '',
    protocol,
    method,
    path,
    host: hostHeader,
    port,
    headers,
    ...(headers['authorization'] === undefined && { requestPrincipal: '' }),
  };
}

import type { Manifest } from '../manifest/manifest';
import { isAssumed } from '../traffic/default-gateway';
import type { Gateway } from '../traffic/gateway-server';
import type { IngressMatch } from '../traffic/ingress-matches';
import type { Mesh } from '../traffic/mesh';
import { exposures, GatewayDoors, type GatewayEntry, through } from './gateway-doors';
import type { Client } from './request';

export type { GatewayEntry } from './gateway-doors';

/** Where a request comes in. */
export type Entry = IngressEntry | GatewayEntry;

export interface IngressEntry {
  readonly kind: 'ingress';
  readonly match: IngressMatch;
}

/**
 * What takes a request from outside: Ingresses with a rule for the host, else the gateways with the narrowest server for
 * it, else an Ingress that takes all, else a gateway that could be meant, so that it can be told what it says. None where
 * that would be one that the input does not have.
 */
export function entriesOf(mesh: Mesh, client: Client): readonly Entry[] {
  if (client.entry !== undefined) return namedEntries(mesh, client, client.entry);
  const ingresses = ingressEntries(mesh, client);
  const named = ingresses.filter(({ match }) => match.route !== undefined && match.route.host !== '');
  if (named.length > 0) return named;
  const doors = doorsOn(mesh, client.port);
  const serving = doors.serving(client);
  if (serving.length > 0) return serving;
  return ingresses.length > 0 ? ingresses : likeliest(mesh, client, doors.all).slice(0, 1);
}

/** A gateway that has the host on another port, or in another protocol; else any. */
function likeliest(mesh: Mesh, client: Client, doors: readonly GatewayEntry[]): readonly GatewayEntry[] {
  if (ofIstio(mesh, client) !== undefined) return [];
  const gateways = gatewaysFor(mesh, client);
  if (gateways.length === 0)
    return doors.filter(({ pod }) => !isAssumed(pod.owner) || mesh.gateways.on(pod).length > 0);
  const pods = new Set(gateways.flatMap((gateway) => mesh.gateways.podsOf(gateway)));
  return doors.filter(({ pod }) => pods.has(pod));
}

/** Those with a server for the host, whatever its port is. */
export function gatewaysFor({ gateways }: Mesh, { scheme, sni, hostHeader }: Client): readonly Gateway[] {
  return gateways.serving(scheme === 'https' ? (sni ?? '*') : hostHeader);
}

/** An Ingress that Istio itself serves. */
export function ofIstio({ ingresses }: Mesh, { hostHeader, path }: Client): Manifest | undefined {
  const found = ingresses.matches(hostHeader, path).map(({ ingress }) => ingress);
  return found.find((ingress) => ingresses.controllerOf(ingress).family === 'istio');
}

function ingressEntries(mesh: Mesh, { hostHeader, path }: Client): readonly IngressEntry[] {
  return mesh.ingresses
    .matches(hostHeader, path)
    .filter(({ ingress }) => mesh.ingresses.controllerOf(ingress).family !== 'istio')
    .map((match) => ({ kind: 'ingress', match }));
}

const doorsByPort = new WeakMap<Mesh, Map<number, GatewayDoors>>();

/** All requests to a port ask for the same ones. */
function doorsOn(mesh: Mesh, port: number): GatewayDoors {
  const ports = doorsByPort.get(mesh) ?? new Map<number, GatewayDoors>();
  doorsByPort.set(mesh, ports);
  const doors = ports.get(port) ?? new GatewayDoors(mesh, port);
  ports.set(port, doors);
  return doors;
}

/** Through the object that the client names: an Ingress, a Service, a Gateway, or a workload. */
function namedEntries(
  mesh: Mesh,
  client: Client,
  { kind, namespace, name }: NonNullable<Client['entry']>,
): readonly Entry[] {
  const isNamed = (manifest: Manifest) =>
    manifest.kind === kind && manifest.name === name && mesh.catalog.namespaceOf(manifest) === namespace;
  if (kind === 'Ingress') return ingressEntries(mesh, client).filter(({ match }) => isNamed(match.ingress));
  const service = kind === 'Service' ? mesh.catalog.tryFind('Service', namespace, name) : undefined;
  if (service !== undefined) {
    return mesh.services.podsOf(service).flatMap((pod) => through(mesh, service, pod, client.port));
  }
  const gateway = kind === 'Gateway' ? mesh.gateways.find(namespace, name) : undefined;
  const pods =
    gateway === undefined ? mesh.catalog.pods.filter(({ owner }) => isNamed(owner)) : mesh.gateways.podsOf(gateway);
  return pods.flatMap((pod) => exposures(mesh, pod, client.port));
}

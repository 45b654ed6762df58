import type { Manifest } from '../manifest/manifest';
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
 * it, else an Ingress that takes all, else whatever gateway could be meant, so that it can be told what it says.
 */
export function entriesOf(mesh: Mesh, client: Client): readonly Entry[] {
  if (client.entry !== undefined) return namedEntries(mesh, client, client.entry);
  const ingresses = ingressEntries(mesh, client);
  const named = ingresses.filter(({ match }) => match.route !== undefined && match.route.host !== '');
  if (named.length > 0) return named;
  const doors = doorsOn(mesh, client.port);
  const serving = doors.serving(client);
  if (serving.length > 0) return serving;
  return ingresses.length > 0 ? ingresses : doors.all.slice(0, 1);
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

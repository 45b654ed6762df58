import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import type { GatewayBehind } from '../traffic/ingress-backends';
import type { IngressMatch } from '../traffic/ingress-matches';
import type { Mesh } from '../traffic/mesh';
import type { Client, Decider } from './request';

/** Where a request comes in. */
export type Entry = IngressEntry | GatewayEntry;

export interface IngressEntry {
  readonly kind: 'ingress';
  readonly match: IngressMatch;
}

export interface GatewayEntry {
  readonly kind: 'gateway';
  readonly pod: Pod;
  /** On which the Pod would listen. */
  readonly port: number;
  /** The Service before the Pod; undefined where the input has none. */
  readonly service: Manifest | undefined;
  readonly decidedBy: readonly Decider[];
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
  const gateways = gatewayEntries(mesh, client);
  const serving = narrowest(mesh, client, gateways);
  if (serving.length > 0) return serving;
  return ingresses.length > 0 ? ingresses : gateways.slice(0, 1);
}

function ingressEntries(mesh: Mesh, { hostHeader, path }: Client): readonly IngressEntry[] {
  return mesh.ingresses
    .matches(hostHeader, path)
    .filter(({ ingress }) => mesh.ingresses.controllerOf(ingress).family !== 'istio')
    .map((match) => ({ kind: 'ingress', match }));
}

/** Gateways that are reached on the port. */
function gatewayEntries(mesh: Mesh, { port }: Client): readonly GatewayEntry[] {
  return mesh.gateways.pods.flatMap((pod) => exposures(mesh, pod, port));
}

/** Through its Services, those for the outside first; without any, the Pod itself. */
export function exposures(mesh: Mesh, pod: Pod, port: number): readonly GatewayEntry[] {
  const services = mesh.services.of(pod).toSorted((one, other) => Number(isExternal(other)) - Number(isExternal(one)));
  if (services.length === 0) return [{ kind: 'gateway', pod, port, service: undefined, decidedBy: [] }];
  const found = services.flatMap((service) => through(mesh, service, pod, port));
  return found.slice(0, 1);
}

function through(mesh: Mesh, service: Manifest, pod: Pod, port: number): readonly GatewayEntry[] {
  const item = specOf(service)
    .get('ports')
    .items.find((each) => each.get('port').number === port);
  const target = item && mesh.services.targetPort(item, pod);
  if (item === undefined || target === undefined) return [];
  const decidedBy = [
    { manifest: service, path: item.get('targetPort').isSet ? item.get('targetPort').path : item.path },
  ];
  return [{ kind: 'gateway', pod, port: target, service, decidedBy }];
}

/** Reached from outside the cluster. */
export function isExternal(service: Manifest): boolean {
  const spec = specOf(service);
  return ['LoadBalancer', 'NodePort'].includes(spec.get('type').text) || spec.get('externalIPs').items.length > 0;
}

/** Those whose servers name the host most closely; none where no server takes it. */
function narrowest(mesh: Mesh, client: Client, entries: readonly GatewayEntry[]): readonly GatewayEntry[] {
  const rated = entries.map((entry) => ({
    entry,
    length: closeness(mesh.gateways.behind(entry.pod, entry.port), client),
  }));
  const best = rated.reduce((most, { length }) => Math.max(most, length), 0);
  return best === 0 ? [] : rated.filter(({ length }) => length === best).map(({ entry }) => entry);
}

/** Length of the host that takes the request, more for an exact one; 0 where none does. */
function closeness(behind: GatewayBehind, { scheme, sni, hostHeader }: Client): number {
  const host = scheme === 'https' ? behind.tlsHostFor(sni ?? '') : behind.plainHostFor(hostHeader);
  if (host === undefined) return 0;
  return host.startsWith('*') ? host.length : host.length + 1000;
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

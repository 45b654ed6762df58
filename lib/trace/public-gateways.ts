import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import type { GatewayServer } from '../traffic/gateway-server';
import type { Mesh } from '../traffic/mesh';
import { ClientCertificates } from './client-certificates';
import { exposures, type GatewayEntry, isExternal } from './gateway-doors';
import { entering } from './entering';
import type { Client } from './request';
import { outsideRequest, type Requests, type Untraceable } from './requests';
import { serverRequests } from './server-requests';

/** A port of a gateway, as clients reach it. */
interface Door {
  readonly entry: GatewayEntry;
  /** That clients connect to. */
  readonly port: number;
  /** Whether all its Services are for the cluster alone, as far as they tell. */
  readonly isInner: boolean;
}

/** Requests for all that the Gateways of Istio serve. */
export function gatewayRequests(mesh: Mesh): Requests {
  const certificates = new ClientCertificates(mesh);
  const clients: Client[] = [];
  const untraceable = unselected(mesh);
  for (const door of mesh.gateways.pods.flatMap((pod) => doorsOf(mesh, pod))) {
    const { pod, port } = door.entry;
    for (const server of mesh.gateways.behind(pod, port).servers) {
      const found = requestsFor(mesh, door, server, certificates);
      const entrance = { manifest: door.entry.service ?? pod.owner, gateway: { pod, port } };
      for (const client of found.clients) clients.push(entering(mesh, client, entrance));
      for (const one of found.untraceable) untraceable.push(one);
    }
  }
  return { clients, untraceable };
}

function unselected({ gateways }: Mesh): Untraceable[] {
  return gateways.all
    .filter((gateway) => gateways.podsOf(gateway).length === 0)
    .map(({ manifest }) => ({ manifest, path: ['spec', 'selector'], why: 'selects no Pod of the input' }));
}

/** Through Services for the outside; where there are none, through those that there are, and without any straight to the Pod. */
function doorsOf(mesh: Mesh, pod: Pod): readonly Door[] {
  const services = mesh.services.of(pod);
  const external = services.filter(isExternal);
  const ports =
    services.length === 0
      ? mesh.gateways.listeners(pod).map((listener) => listener.port)
      : (external.length > 0 ? external : services).flatMap(portsOf);
  const isInner = services.length > 0 && external.length === 0;
  return [...new Set(ports)].flatMap((port) => exposures(mesh, pod, port).map((entry) => ({ entry, port, isInner })));
}

function portsOf(service: Manifest): readonly number[] {
  return specOf(service)
    .get('ports')
    .items.map((item) => item.get('port').number);
}

function requestsFor(
  mesh: Mesh,
  { entry: { pod }, port, isInner }: Door,
  server: GatewayServer,
  certificates: ClientCertificates,
): Requests {
  const { scheme, samples: all, untraceable } = serverRequests(mesh, server, pod, port);
  const samples = isInner ? all.filter(({ authority }) => !isOutside(mesh, authority)) : all;
  const shown = server.tlsMode === 'MUTUAL' ? certificates.takenBy(server, pod) : undefined;
  const certificate = shown === 'unknown' ? undefined : shown;
  const clients = samples.map((sample) => outsideRequest({ scheme, port }, sample, certificate));
  if (shown !== 'unknown' || clients.length === 0) return { clients, untraceable };
  const why = 'asks clients for a certificate, and which CA it takes is not known';
  const path = [...server.field.path, 'tls', 'mode'];
  return { clients, untraceable: [...untraceable, { manifest: server.gateway.manifest, path, why }] };
}

/** On gateways for the cluster alone, hosts of ServiceEntries are where its own traffic leaves it. */
function isOutside({ registry }: Mesh, host: string): boolean {
  return registry.all(host).some(({ kind }) => kind === 'ServiceEntry');
}

import type { Manifest } from '../manifest/manifest';
import type { Mesh } from '../traffic/mesh';
import { isGatewayPod } from '../traffic/gateway-pod';
import { notFound, refused, untold } from './ends';
import { type Entry, gatewaysFor, ofIstio } from './entry';
import type { Client, End } from './request';

/** Why nothing takes a request from outside. */
export function nowhere(mesh: Mesh, client: Client): End {
  const { gateways, ingresses } = mesh;
  const { hostHeader, port, entry } = client;
  if (entry !== undefined) return notThrough(mesh, client, entry);
  if (gateways.all.length === 0 && ingresses.all.length === 0)
    return untold(': neither a Gateway nor an Ingress is in the input');
  const ingress = ofIstio(mesh, client);
  if (ingress !== undefined) {
    const title = `${mesh.catalog.namespaceOf(ingress)}/${ingress.name}`;
    const decidedBy = [{ manifest: ingress, path: ['spec', 'rules'] }];
    return untold(`: Ingress ${title} is one that Istio serves, which is not traced`, decidedBy);
  }
  const homeless = gatewaysFor(mesh, client).find((gateway) => gateways.podsOf(gateway).length === 0);
  if (homeless !== undefined) {
    const decidedBy = [{ manifest: homeless.manifest, path: ['spec', 'selector'] }];
    return untold(`: no Pod of Gateway ${homeless.key} is in the input`, decidedBy);
  }
  return refused(`nothing in the input takes ${hostHeader} on port ${port} from outside`, []);
}

function notThrough({ catalog }: Mesh, { hostHeader, port }: Client, entry: NonNullable<Client['entry']>): End {
  const { kind, namespace, name } = entry;
  const title = `${kind} ${namespace}/${name}`;
  const isThere = catalog.all.some(
    (each) => each.kind === kind && each.name === name && catalog.namespaceOf(each) === namespace,
  );
  if (!isThere) return untold(`: there is no ${title} in the input`);
  return refused(`${title} takes nothing for ${hostHeader} on port ${port}`, []);
}

/**
 * The Ingress of a host of which no path takes the request, unless a gateway has the host and no Ingress leads to it:
 * then clients may well come straight to that.
 */
export function unrouted(
  mesh: Mesh,
  { entry, hostHeader, path }: Client,
  entries: readonly Entry[],
): { readonly ingress: Manifest; readonly end: End } | undefined {
  const ingress = entry === undefined ? mesh.ingresses.withoutPath(hostHeader, path) : undefined;
  if (ingress === undefined || (entries.some(isServing(mesh)) && !leadsToGateway(mesh, ingress))) return undefined;
  const decidedBy = [{ manifest: ingress, path: ['spec', 'rules'] }];
  return { ingress, end: notFound(`no Ingress for ${hostHeader} has a path that takes ${path}`, decidedBy) };
}

function isServing({ gatewayPorts }: Mesh): (entry: Entry) => boolean {
  return (entry) => entry.kind === 'gateway' && gatewayPorts.at(entry.pod, entry.port).servers.length > 0;
}

function leadsToGateway({ ingresses, services }: Mesh, ingress: Manifest): boolean {
  return ingresses.backendsOf(ingress).some((backend) => {
    const service = ingresses.serviceOf(backend);
    return service !== undefined && services.podsOf(service).some(isGatewayPod);
  });
}

import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { CLUSTER_DOMAIN } from '../traffic/hosts';
import type { Mesh } from '../traffic/mesh';
import type { Client } from './request';
import type { RouteSample } from './route-samples';

/** How a workload calls a host of the cluster. */
export function callFromPod({ namespace, owner }: Pod, host: string, port: number, sample: RouteSample): Client {
  const { authority, path, query, method, headers } = sample;
  const request = { scheme: 'http', host, port, path, query, method, headers, hostHeader: authority } as const;
  const from = { namespace, name: owner.name };
  return { ...request, sni: undefined, certificate: undefined, from, entry: undefined };
}

/** The host of a Service, in full. */
export function hostOfService({ catalog }: Mesh, service: Manifest): string {
  return `${service.name}.${catalog.namespaceOf(service)}.${CLUSTER_DOMAIN}`;
}

import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import type { Mesh } from '../traffic/mesh';
import { entriesOf } from './entry';
import type { Client } from './request';

/** Where a request is to come in. */
export interface Entrance {
  /** The Ingress, the Service of the gateway, or its workload. */
  readonly manifest: Manifest;
  /** Undefined for an Ingress. */
  readonly gateway: { readonly pod: Pod; readonly port: number } | undefined;
}

/** The request, told where to come in unless it does by itself. */
export function entering(mesh: Mesh, client: Client, { manifest, gateway }: Entrance): Client {
  const isDiverted = mesh.ingresses.withoutPath(client.hostHeader, client.path) !== undefined;
  const isUsual = entriesOf(mesh, client).some((entry) =>
    entry.kind === 'ingress'
      ? entry.match.ingress === manifest
      : entry.pod === gateway?.pod && entry.port === gateway?.port,
  );
  if (isUsual && !isDiverted) return client;
  const { kind, name } = manifest;
  return { ...client, entry: { kind, namespace: mesh.catalog.namespaceOf(manifest), name } };
}

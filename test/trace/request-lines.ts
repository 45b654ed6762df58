import { Catalog } from '../../lib/manifest/catalog';
import type { Client } from '../../lib/trace/request';
import { urlOf } from '../../lib/trace/url';
import { Mesh } from '../../lib/traffic/mesh';
import { objectsOf } from '../manifest/reading';

export function meshOf(text: string): Mesh {
  return new Mesh(new Catalog(objectsOf(text)));
}

/** `METHOD URL`, and what is there beside: headers, a certificate, the workload that calls, where it comes in. */
export function line(client: Client): string {
  const { method, headers, hostHeader, host, certificate, from, entry } = client;
  const parts = [
    `${method} ${urlOf(client)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(hostHeader === host ? [] : [`host ${hostHeader}`]),
    ...(certificate === undefined ? [] : [`as ${certificate.namespace}/${certificate.name}`]),
    ...(from === undefined ? [] : [`from ${from.namespace}/${from.name}`]),
    ...(entry === undefined ? [] : [`at ${entry.kind} ${entry.namespace}/${entry.name}`]),
  ];
  return parts.join(', ');
}

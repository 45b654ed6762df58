import { ipVersion } from '../manifest/ip-version';
import type { Manifest, Path } from '../manifest/manifest';
import type { Client } from './request';
import type { RouteSample } from './route-samples';

/** A part of the input that no request was made up for. */
export interface Untraceable {
  readonly manifest: Manifest;
  readonly path: Path;
  /** The end of a sentence that begins with the object. */
  readonly why: string;
}

export interface Requests {
  readonly clients: readonly Client[];
  readonly untraceable: readonly Untraceable[];
}

/** How clients outside the cluster ask for it. */
export function outsideRequest(
  { scheme, port }: Pick<Client, 'scheme' | 'port'>,
  { authority, path, query, method, headers }: RouteSample,
  certificate?: Client['certificate'],
): Client {
  const sni = ipVersion(authority) === 0 ? authority : undefined;
  const request = { scheme, host: authority, port, path, query, method, headers, hostHeader: authority, sni };
  return { ...request, certificate, from: undefined, entry: undefined };
}

/** The least that a request for a host can be. */
export function plainSample(authority: string, path = '/'): RouteSample {
  return { authority, path, query: '', method: 'GET', headers: {} };
}

/** A name that a wildcard stands for; all other hosts stand for themselves. */
export function sampleHost(host: string): string {
  return host === '*' ? 'any.example' : host.toLowerCase().replace(/^\*/, 'any');
}

/** Each once, in the order of host, port, path and method. */
export function ordered(clients: readonly Client[]): readonly Client[] {
  const distinct = new Map(clients.map((client) => [JSON.stringify(client), client]));
  return Array.from(distinct, ([key, client]) => ({ client, key }))
    .toSorted((one, other) => compare(one.client, other.client) || order(one.key, other.key))
    .map(({ client }) => client);
}

function compare(one: Client, other: Client): number {
  return (
    order(one.host, other.host) ||
    one.port - other.port ||
    order(one.path, other.path) ||
    order(one.method, other.method) ||
    Number(one.entry !== undefined) - Number(other.entry !== undefined)
  );
}

function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

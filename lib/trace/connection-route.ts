import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { isHostWithin } from '../traffic/hosts';
import { isFor, type RoutingProxy } from '../traffic/route-match';
import type { ChosenRoute, ProxyFor } from './http-route';
import type { Client, End } from './request';

/** A connection that is routed without a look into it. */
export interface Connection {
  /** Undefined where the client sends none, or the connection is no TLS. */
  readonly sni: string | undefined;
  readonly port: number;
}

interface Candidate {
  readonly route: ChosenRoute;
  /** What the server name fits; empty where any does. */
  readonly host: string;
}

/** The tls route for a server name (the narrowest of `sniHosts` wins), or the first tcp route for a connection. */
export function routeConnection(
  kind: 'tls' | 'tcp',
  services: readonly Manifest[],
  connection: Connection,
  proxyFor: ProxyFor,
): ChosenRoute | undefined {
  const found = services.flatMap((vs) =>
    specOf(vs)
      .get(kind)
      .items.flatMap((field) => candidates(kind, vs, field, connection, proxyFor(vs))),
  );
  // Stable, so that of equals the first stays first.
  return found.toSorted((one, other) => other.host.length - one.host.length)[0]?.route;
}

function candidates(
  kind: 'tls' | 'tcp',
  vs: Manifest,
  field: Field,
  connection: Connection,
  proxy: RoutingProxy,
): Candidate[] {
  const route = { vs, field, decidedBy: [{ manifest: vs, path: field.path }] };
  const matches = field.get('match').items;
  if (kind === 'tcp' && matches.length === 0) return [{ route, host: '' }];
  return matches
    .filter((match) => isFor(match, proxy) && isOnPort(match, connection.port))
    .flatMap((match) =>
      kind === 'tcp' ? [{ route, host: '' }] : named(match, connection.sni).map((host) => ({ route, host })),
    );
}

function isOnPort(match: Field, port: number): boolean {
  const wanted = match.get('port');
  return !wanted.isSet || wanted.number === 0 || wanted.number === port;
}

function named(match: Field, sni: string | undefined): string[] {
  const hosts = match.get('sniHosts').items.map(({ text }) => text.toLowerCase());
  return hosts.filter((host) => (sni === undefined ? host === '*' : isHostWithin(sni.toLowerCase(), host)));
}

export function noConnectionRoute(where: string, sni: string | undefined, { host }: Client): End {
  const what = sni === undefined ? `the connection to ${host}` : `the server name ${sni}`;
  const why = `Connection reset: no tls or tcp route on ${where} takes ${what}`;
  return { arrives: false, failure: 'tls-reset', status: null, why, decidedBy: [] };
}

import type { Manifest } from '../manifest/manifest';
import { type Field, specOf } from '../manifest/field';
import { keepLast } from '../manifest/keep-last';
import type { RouteKind } from '../traffic/destinations';
import { fqdnFault, isPort } from './istio-syntax';

type Reader = (manifest: Manifest) => readonly Field[];

const ROUTES: Readonly<Record<RouteKind, Reader>> = {
  http: keepLast((manifest) => specOf(manifest).get('http').items),
  tls: keepLast((manifest) => specOf(manifest).get('tls').items),
  tcp: keepLast((manifest) => specOf(manifest).get('tcp').items),
};

const MATCHES: Readonly<Record<RouteKind, Reader>> = {
  http: keepLast((manifest) => matchesIn(ROUTES.http(manifest))),
  tls: keepLast((manifest) => matchesIn(ROUTES.tls(manifest))),
  tcp: keepLast((manifest) => matchesIn(ROUTES.tcp(manifest))),
};

function matchesIn(routes: readonly Field[]): readonly Field[] {
  return routes.flatMap((route) => route.get('match').items);
}

export function routesOf(manifest: Manifest, ...kinds: readonly RouteKind[]): readonly Field[] {
  return read(ROUTES, manifest, kinds);
}

export function matchesOf(manifest: Manifest, ...kinds: readonly RouteKind[]): readonly Field[] {
  return read(MATCHES, manifest, kinds);
}

function read(
  readers: Readonly<Record<RouteKind, Reader>>,
  manifest: Manifest,
  kinds: readonly RouteKind[],
): readonly Field[] {
  let all: readonly Field[] = [];
  for (const kind of kinds) {
    const some = readers[kind](manifest);
    // Most have routes of one kind.
    if (some.length > 0) all = all.length === 0 ? some : [...all, ...some];
  }
  return all;
}

/** Without hosts it only lends its http routes to others. */
export function isDelegate(manifest: Manifest): boolean {
  return specOf(manifest).get('hosts').items.length === 0;
}

/** Bound to named gateways, and not to sidecars: no list means these, and so does `mesh` in it. */
export function isForGatewaysOnly(manifest: Manifest): boolean {
  const gateways = specOf(manifest).get('gateways').items;
  return gateways.length > 0 && gateways.every(({ text }) => text !== 'mesh');
}

/** Why the VirtualService applies to sidecars, as the beginning of a sentence. */
export function whyMesh(manifest: Manifest): string {
  const { items } = specOf(manifest).get('gateways');
  return items.length === 0 ? 'the VirtualService lists no gateways' : 'the VirtualService lists "mesh" as a gateway';
}

/** Missing, null, and a list without items are all the same to Istio. */
export function isGiven({ value, isSet }: Field): boolean {
  return Array.isArray(value) ? value.length > 0 : isSet;
}

const AUTO_PASSTHROUGH_NAME = /^outbound_\.(\d{1,5})_\._\.(.+)$/;

/** What clients of AUTO_PASSTHROUGH gateways send as server name: `outbound_.80_._.shop.mesh`. */
export function isAutoPassthroughName(text: string): boolean {
  const [, port, host = ''] = AUTO_PASSTHROUGH_NAME.exec(text) ?? [];
  return isPort(Number(port)) && fqdnFault(host) === undefined;
}

import { type Field, specOf } from '../manifest/field';
import type { Manifest, Path } from '../manifest/manifest';
import { fullHost } from './hosts';

/** Where a VirtualService sends requests or connections, or copies of requests. */
export interface Destination {
  /** As written. */
  readonly host: string;
  /** The host, a short name in full. */
  readonly full: string;
  /** Undefined where none is written. */
  readonly port: number | undefined;
  /** Empty where none is written. */
  readonly subset: string;
  /** Of the `destination` (of the `mirror`, where that is one). */
  readonly path: Path;
  readonly kind: 'route' | 'mirror';
  /** The item of `spec.http`, `spec.tls` or `spec.tcp`. */
  readonly route: { readonly kind: RouteKind; readonly index: number };
  /** Undefined where none is written, and for mirrors. */
  readonly weight: number | undefined;
}

export type RouteKind = 'http' | 'tls' | 'tcp';

const ROUTE_KINDS: readonly RouteKind[] = ['http', 'tls', 'tcp'];

/**
 * The destinations that name a host, in the order of http, tls and tcp; the mirrors of a route follow its destinations.
 * Delegates are not followed.
 * @param namespace where the VirtualService will be
 */
export function destinationsOf(vs: Manifest, namespace: string): readonly Destination[] {
  const found: Destination[] = [];
  const add = (field: Field, route: Destination['route'], kind: Destination['kind'], weight?: number) => {
    const host = field.get('host').text;
    if (host === '') return;
    const full = fullHost(host, namespace);
    const port = numberOf(field.get('port', 'number'));
    found.push({ host, full, port, subset: field.get('subset').text, path: field.path, kind, route, weight });
  };
  const spec = specOf(vs);
  for (const kind of ROUTE_KINDS) {
    for (const [index, item] of spec.get(kind).items.entries()) {
      const route = { kind, index };
      for (const target of item.get('route').items)
        add(target.get('destination'), route, 'route', numberOf(target.get('weight')));
      if (kind !== 'http') continue;
      add(item.get('mirror'), route, 'mirror');
      for (const mirror of item.get('mirrors').items) add(mirror.get('destination'), route, 'mirror');
    }
  }
  return found;
}

function numberOf({ value }: Field): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

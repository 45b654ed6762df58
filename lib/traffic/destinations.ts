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
  return ROUTE_KINDS.flatMap((kind) =>
    specOf(vs)
      .get(kind)
      .items.flatMap((item, index) => {
        const route = { kind, index };
        return [...targetsOf(item), ...(kind === 'http' ? mirrorsOf(item) : [])]
          .filter(({ field }) => field.get('host').text !== '')
          .map((target) => ({ ...read(target.field, namespace), kind: target.kind, route, weight: target.weight }));
      }),
  );
}

interface Target {
  readonly field: Field;
  readonly kind: Destination['kind'];
  readonly weight: number | undefined;
}

function targetsOf(route: Field): readonly Target[] {
  return route.get('route').items.map((item) => ({
    field: item.get('destination'),
    kind: 'route',
    weight: numberOf(item.get('weight')),
  }));
}

function mirrorsOf(route: Field): readonly Target[] {
  const mirrors = route.get('mirrors').items.map((item) => item.get('destination'));
  return [route.get('mirror'), ...mirrors].map((field) => ({ field, kind: 'mirror', weight: undefined }));
}

function read(field: Field, namespace: string): Pick<Destination, 'host' | 'full' | 'port' | 'subset' | 'path'> {
  const host = field.get('host').text;
  return {
    host,
    full: fullHost(host, namespace),
    port: numberOf(field.get('port', 'number')),
    subset: field.get('subset').text,
    path: field.path,
  };
}

function numberOf({ value }: Field): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Mesh } from '../traffic/mesh';
import type { HostRoute } from '../traffic/virtual-hosts';

/**
 * The VirtualService that a route delegates to: of that name, in the namespace that it names or in its own, without
 * hosts, and exported to where the delegating one is.
 */
export function delegateIn({ catalog, routes }: Mesh, { vs, field }: HostRoute): Manifest | undefined {
  const own = catalog.namespaceOf(vs);
  const namespace = field.get('delegate', 'namespace').text || own;
  const name = field.get('delegate', 'name').text;
  const delegate = catalog.tryFind('VirtualService.networking.istio.io', namespace, name);
  if (delegate === undefined || specOf(delegate).get('hosts').items.length > 0) return undefined;
  return routes.exportsTo(delegate, own) ? delegate : undefined;
}

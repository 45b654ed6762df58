import { append } from '../groups';
import type { Mesh } from './mesh';
import { CLUSTER_DOMAIN } from './hosts';
import { oncePer } from './once-per';
import type { RegistryEntry } from './registry';

/** In every cluster, without anyone's manifest. */
export const API_SERVER = `kubernetes.default.${CLUSTER_DOMAIN}`;

const byName = oncePer(indexNames);

/** The Services of a name, in whatever namespace. */
export function servicesNamed(name: string, mesh: Mesh): readonly RegistryEntry[] {
  return byName(mesh).get(name) ?? [];
}

/** The Service that `NAME.NAMESPACE` or `NAME.NAMESPACE.svc` is meant for: Istio takes whatever has a dot as it is. */
export function serviceMeant(host: string, mesh: Mesh): RegistryEntry | undefined {
  const [name = '', namespace = '', svc = 'svc', ...rest] = host.split('.');
  return svc === 'svc' && rest.length === 0 && namespace !== '' ? mesh.registry.service(namespace, name) : undefined;
}

function indexNames({ registry }: Mesh): ReadonlyMap<string, readonly RegistryEntry[]> {
  const found = new Map<string, RegistryEntry[]>();
  for (const entry of registry.entries) if (entry.kind === 'Service') append(found, entry.manifest.name, entry);
  return found;
}

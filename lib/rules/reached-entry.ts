import type { Manifest } from '../manifest/manifest';
import type { Destination } from '../traffic/destinations';
import type { Mesh } from '../traffic/mesh';
import type { RegistryEntry, RegistryPort } from '../traffic/registry';
import { exportToOf } from '../traffic/visibility';

/** A destination and what has its host. */
export interface Reached {
  readonly destination: Destination;
  readonly entry: RegistryEntry;
}

/** Those destinations of a VirtualService whose host is there; the others are another rule's. */
export function reachedEntries(manifest: Manifest, mesh: Mesh): readonly Reached[] {
  const namespace = mesh.catalog.namespaceOf(manifest);
  const exportTo = exportToOf(manifest);
  return mesh.routes.destinationsOf(manifest).flatMap((destination) => {
    const entry = mesh.registry.find(destination.host, namespace, exportTo);
    return entry === undefined ? [] : { destination, entry };
  });
}

/** The ports of all that have the host; nothing where one cannot be read, which is a fault of its own. */
export function readablePorts({ host }: RegistryEntry, mesh: Mesh): readonly RegistryPort[] | undefined {
  const ports = mesh.registry.all(host).flatMap((entry) => entry.ports);
  return ports.every(({ number }) => number > 0) ? ports : undefined;
}

import { keepLast } from '../manifest/keep-last';
import type { Manifest } from '../manifest/manifest';
import type { Destination } from '../traffic/destinations';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import type { RegistryEntry, RegistryPort } from '../traffic/registry';
import { exportToOf } from '../traffic/visibility';

/** A destination and what has its host. */
export interface Reached {
  readonly destination: Destination;
  readonly entry: RegistryEntry;
}

interface Destinations {
  readonly reached: readonly Reached[];
  readonly lost: readonly Destination[];
}

/** Those destinations of a VirtualService whose host is there; the others are another rule's. */
export function reachedEntries(manifest: Manifest, mesh: Mesh): readonly Reached[] {
  return destinationsIn(mesh)(manifest).reached;
}

/** The others. */
export function lostDestinations(manifest: Manifest, mesh: Mesh): readonly Destination[] {
  return destinationsIn(mesh)(manifest).lost;
}

const destinationsIn = oncePer((mesh: Mesh) =>
  keepLast((manifest: Manifest): Destinations => {
    const namespace = mesh.catalog.namespaceOf(manifest);
    const exportTo = exportToOf(manifest);
    const [reached, lost]: [Reached[], Destination[]] = [[], []];
    for (const destination of mesh.routes.destinationsOf(manifest)) {
      const entry = mesh.registry.find(destination.host, namespace, exportTo);
      if (entry === undefined) lost.push(destination);
      else reached.push({ destination, entry });
    }
    return { reached, lost };
  }),
);

/** The ports of all that have the host; nothing where one cannot be read, which is a fault of its own. */
export function readablePorts({ host }: RegistryEntry, mesh: Mesh): readonly RegistryPort[] | undefined {
  const [first, ...others] = mesh.registry.all(host);
  const ports = others.length === 0 ? (first?.ports ?? []) : [first, ...others].flatMap((entry) => entry?.ports ?? []);
  return ports.every(({ number }) => number > 0) ? ports : undefined;
}

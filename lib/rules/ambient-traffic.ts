import type { Manifest, Path } from '../manifest/manifest';
import { serviceName } from '../traffic/hosts';
import type { Mesh } from '../traffic/mesh';
import type { RegistryEntry } from '../traffic/registry';
import { exportToOf } from '../traffic/visibility';
import { hasOwnProxies } from './ambient-pods';
import { areHostsKnown, HOST_KINDS } from './known-objects';
import type { Inquiry, MeshRule, Violation } from './rule';
import { titleOf } from './title';

/** A host that a VirtualService or DestinationRule is for. */
export interface TrafficHost {
  readonly full: string;
  readonly path: Path;
}

/**
 * Why settings about requests to a host do nothing in ambient mode: clients have no proxy of their own, so that only the
 * waypoint of the destination could apply them.
 */
type Obstacle =
  /** The host is no Service, and neither it nor the namespace of the settings has a waypoint. */
  | { readonly kind: 'host' }
  /** The Service has no waypoint. */
  | { readonly kind: 'service'; readonly entry: RegistryEntry }
  /**
   * The Service has one, which goes by what is in the namespace of the Service, or in its own.
   * Source: getVirtualServiceForWaypoint of istiod.
   */
  | { readonly kind: 'namespace'; readonly entry: RegistryEntry };

type Head = Pick<MeshRule, 'id' | 'code' | 'summary' | 'kinds'> & { readonly obstacle: Obstacle['kind'] };

/** @param hostsOf the hosts to which the settings could apply in the mesh; none for settings that need no waypoint */
export function unlessApplied(
  { obstacle: kind, ...head }: Head,
  hostsOf: (manifest: Manifest, mesh: Mesh) => readonly TrafficHost[],
): MeshRule {
  return {
    ...head,
    severity: 'warning',
    check(manifest, inquiry) {
      const { mesh } = inquiry;
      const namespace = mesh.catalog.namespaceOf(manifest);
      if (mesh.ambient.hasNamespace(namespace) !== true || hasOwnProxies(namespace, mesh)) return;
      for (const host of hostsOf(manifest, mesh)) {
        const obstacle = obstacleFor(host, manifest, inquiry, kind === 'host');
        if (obstacle?.kind === kind) inquiry.report(describe(host, obstacle, manifest, mesh));
      }
    },
  };
}

function obstacleFor(
  { full }: TrafficHost,
  manifest: Manifest,
  { mesh, cannotTell }: Inquiry,
  asks: boolean,
): Obstacle | undefined {
  const { ambient, catalog, config, registry } = mesh;
  const namespace = catalog.namespaceOf(manifest);
  const entry = registry.find(full, namespace, exportToOf(manifest));
  if (entry?.kind === 'Service') {
    if (ambient.hasService(entry.manifest) !== true) return undefined;
    if (ambient.hasWaypoint(entry.manifest) === false) return { kind: 'service', entry };
    const waypoint = ambient.waypointOf(entry.manifest);
    // Rules, and no routes, are for the whole mesh in the root namespace.
    const isForMesh = manifest.kind === 'DestinationRule' && namespace === config.rootNamespace;
    const isSeen = isForMesh || namespace === entry.namespace || namespace === waypoint?.namespace;
    return waypoint === undefined || isSeen ? undefined : { kind: 'namespace', entry };
  }
  if (entry !== undefined) return ambient.hasWaypoint(entry.manifest) === false ? { kind: 'host' } : undefined;
  if (ambient.hasNamespaceWaypoint(namespace) !== false) return undefined;
  if (full.startsWith('*')) return { kind: 'host' };
  // A Service that is not there is another fault.
  const isOpen = asks && serviceName(full) !== undefined && !areHostsKnown(mesh);
  if (isOpen) cannotTell(HOST_KINDS);
  return undefined;
}

function describe({ full, path }: TrafficHost, obstacle: Obstacle, manifest: Manifest, mesh: Mesh): Violation {
  const effect = `so that the ${manifest.kind} changes nothing there`;
  if (obstacle.kind === 'host') {
    const message = `Clients in ambient mode have no proxy of their own, and no waypoint stands before "${full}", ${effect}`;
    return { path, message, fix: 'Set the label istio.io/use-waypoint of the destination, or of its namespace' };
  }
  const { entry } = obstacle;
  const service = titleOf(entry.manifest, mesh);
  if (obstacle.kind === 'service') {
    const message = `${service} is in ambient mode and has no waypoint, ${effect}`;
    const fix = `Set the label istio.io/use-waypoint of ${service}, or of its namespace, to the name of a waypoint`;
    return { path, message, fix };
  }
  const message = `The waypoint of ${service} goes by what is in namespace "${entry.namespace}", ${effect}`;
  return { path, message, fix: `Put the ${manifest.kind} into namespace "${entry.namespace}"` };
}

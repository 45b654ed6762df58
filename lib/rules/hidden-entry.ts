import type { Manifest } from '../manifest/manifest';
import type { Destination } from '../traffic/destinations';
import type { Mesh } from '../traffic/mesh';
import type { RegistryEntry } from '../traffic/registry';
import { exportToOf, visibleNamespaces } from '../traffic/visibility';
import { failureAt } from './destination-failure';
import { gatewaysOf, podNamespaces } from './gateways-of-route';
import { quoted } from './quoted';
import type { Violation } from './rule';
import { isForGatewaysOnly } from './virtual-service';

/** What an entry is and who sees it, as the beginning of a sentence. */
export function exportOf({ kind, host, exportTo }: RegistryEntry): string {
  return `${kind} "${host}" is exported to ${exportTo.includes('~') ? 'nobody' : `${quoted(exportTo)} only`}`;
}

/** How to let more namespaces see an entry. */
export function exportFix({ kind, manifest }: RegistryEntry, namespaces: readonly string[]): string {
  const field = kind === 'Service' ? 'the annotation networking.istio.io/exportTo' : 'exportTo';
  return `Add ${quoted(namespaces)} to ${field} of ${kind} "${manifest.name}"`;
}

/**
 * Whether a VirtualService is for gateways alone, and all of them have the host: then it does not matter that others,
 * which an analysis by `exportTo` asks about, do not see it.
 */
export function isSeenByGateways({ full }: Destination, manifest: Manifest, mesh: Mesh): boolean {
  const gateways = gatewaysOf(manifest, mesh);
  if (!isForGatewaysOnly(manifest) || gateways.length === 0) return false;
  const entries = mesh.registry.all(full);
  return gateways.every((gateway) =>
    podNamespaces(gateway, mesh)?.some((namespace) =>
      entries.some((entry) => mesh.registry.isVisible(entry, namespace)),
    ),
  );
}

/** Where the host of a destination is there, and not for the namespaces that get the route. */
export function hiddenEntryViolation(destination: Destination, manifest: Manifest, mesh: Mesh): Violation | undefined {
  const { full, path, kind } = destination;
  const [entry] = mesh.registry.all(full);
  if (entry === undefined) return undefined;
  const clients = clientsOf(manifest, mesh);
  const message = `${exportOf(entry)}, and the route is for ${quoted(clients)}, where ${failureAt(destination)}`;
  const refType = kind === 'mirror' ? 'mirror host' : 'host';
  return { path: [...path, 'host'], message, fix: exportFix(entry, clients), refType };
}

/** The namespaces of whoever follows the routes: of gateways, where these are known and it is for them alone. */
function clientsOf(manifest: Manifest, mesh: Mesh): readonly string[] {
  const gateways = isForGatewaysOnly(manifest) ? gatewaysOf(manifest, mesh) : [];
  const namespaces = [...new Set(gateways.flatMap((gateway) => podNamespaces(gateway, mesh) ?? []))];
  if (namespaces.length > 0) return namespaces;
  return visibleNamespaces(exportToOf(manifest), mesh.catalog.namespaceOf(manifest), ['.']);
}

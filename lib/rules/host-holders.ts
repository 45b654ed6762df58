import type { Manifest } from '../manifest/manifest';
import { specOf } from '../manifest/field';
import { HostIndex } from '../traffic/host-index';
import { fullHost } from '../traffic/hosts';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { exportToOf, visibleNamespaces } from '../traffic/visibility';

/** What has a host that a Sidecar may let its workloads know. Source: egress.hosts of Sidecar. */
export interface HostHolder {
  readonly kind: string;
  readonly namespace: string;
  /** As `visibleNamespaces` gives it. */
  readonly exportTo: readonly string[];
}

const indexIn = oncePer(indexOf);

/** What has the host, or a wildcard over it. */
export function hostHolders(host: string, mesh: Mesh): readonly HostHolder[] {
  return indexIn(mesh).overlapping(host);
}

function indexOf({ registry, catalog, config }: Mesh): HostIndex<HostHolder> {
  const index = new HostIndex<HostHolder>();
  for (const entry of registry.entries) index.add(entry.host, entry);
  for (const manifest of catalog.ofKind(VIRTUAL_SERVICE)) {
    const namespace = catalog.namespaceOf(manifest);
    const exportTo = visibleNamespaces(exportToOf(manifest), namespace, config.defaultVirtualServiceExportTo);
    const holder = { kind: manifest.kind, namespace, exportTo };
    for (const host of hostsOf(manifest, namespace)) index.add(host, holder);
  }
  return index;
}

function hostsOf(virtualService: Manifest, namespace: string): readonly string[] {
  return specOf(virtualService)
    .get('hosts')
    .items.filter(({ text }) => text !== '')
    .map(({ text }) => fullHost(text, namespace));
}

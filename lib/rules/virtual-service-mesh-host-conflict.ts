import type { Manifest, Path } from '../manifest/manifest';
import { HostIndex } from '../traffic/host-index';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { exportToOf, visibleNamespaces } from '../traffic/visibility';
import type { MeshRule } from './rule';
import { namespacedName } from './title';

interface MeshHost {
  readonly manifest: Manifest;
  readonly text: string;
  readonly full: string;
  readonly path: Path;
  /** A namespace, or `*` for all. */
  readonly scope: string;
}

interface MeshHosts {
  /** For sidecars in all namespaces. */
  readonly open: HostIndex<MeshHost>;
  /** For those of some namespaces. */
  readonly narrow: HostIndex<MeshHost>;
}

const hostsOf = oncePer((mesh: Mesh): MeshHosts => {
  const hosts: MeshHosts = { open: new HostIndex(), narrow: new HostIndex() };
  for (const host of mesh.routes.all.flatMap((manifest) => meshHosts(manifest, mesh)))
    (host.scope === '*' ? hosts.open : hosts.narrow).add(host.full, host);
  return hosts;
});

/** Each host for each namespace whose sidecars get it. */
function meshHosts(manifest: Manifest, mesh: Mesh): readonly MeshHost[] {
  if (!mesh.routes.onMesh(manifest)) return [];
  const { defaultVirtualServiceExportTo } = mesh.config;
  const scopes = visibleNamespaces(
    exportToOf(manifest),
    mesh.catalog.namespaceOf(manifest),
    defaultVirtualServiceExportTo,
  );
  return mesh.routes
    .hostsOf(manifest)
    .flatMap(({ text, full, path }) => scopes.map((scope) => ({ manifest, text, full, path, scope })));
}

/** As `istioctl analyze`: hosts for all are the same, hosts for some namespaces may overlap those for all. */
function rivalOf(host: MeshHost, { open, narrow }: MeshHosts): MeshHost | undefined {
  const isOther = ({ manifest }: MeshHost) => manifest !== host.manifest;
  if (host.scope === '*') return open.same(host.full).find(isOther) ?? narrow.overlapping(host.full).find(isOther);
  const isInScope = (other: MeshHost) => isOther(other) && other.scope === host.scope;
  return narrow.same(host.full).find(isInScope) ?? open.overlapping(host.full).find(isOther);
}

export const virtualServiceMeshHostConflict: MeshRule = {
  id: 'virtual-service-mesh-host-conflict',
  code: 'IST0109',
  severity: 'error',
  kinds: [VIRTUAL_SERVICE],
  summary: 'For sidecars, a host is in one VirtualService.',
  check(manifest, { mesh, report }) {
    for (const host of meshHosts(manifest, mesh)) {
      const rival = rivalOf(host, hostsOf(mesh))?.manifest;
      if (rival === undefined) continue;
      const name = namespacedName(rival, mesh);
      const message = `Host "${host.text}" is for sidecars in VirtualService "${name}", too: sidecars do not merge them, and nothing says which they use`;
      return report({
        path: host.path,
        message,
        fix: 'Put all routes of the host into one VirtualService, or narrow exportTo',
      });
    }
  },
};

import { append } from '../groups';
import type { Manifest } from '../manifest/manifest';
import type { Destination } from '../traffic/destinations';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import type { MeshRule, Violation } from './rule';
import { namespacedName } from './title';

/** By host, the VirtualServices for it that lead to subsets of that very host. */
const splitting = oncePer((mesh: Mesh): ReadonlyMap<string, readonly Manifest[]> => {
  const found = new Map<string, Manifest[]>();
  for (const manifest of mesh.routes.all) {
    const split = subsetHosts(manifest, mesh);
    if (split === undefined) continue;
    for (const own of new Set(mesh.routes.hostsOf(manifest).map(hostOf)))
      if (split.has(own)) append(found, own, manifest);
  }
  return found;
});

function hostOf({ full }: { readonly full: string }): string {
  return full.toLowerCase();
}

function subsetHosts(manifest: Manifest, mesh: Mesh): ReadonlySet<string> | undefined {
  let hosts: Set<string> | undefined;
  for (const destination of mesh.routes.destinationsOf(manifest))
    if (isHttp(destination) && destination.subset !== '') (hosts ??= new Set()).add(hostOf(destination));
  return hosts;
}

function isHttp({ kind, route }: Destination): boolean {
  return kind === 'route' && route.kind === 'http';
}

function violationOf({ host, path }: Destination, other: Manifest, mesh: Mesh): Violation {
  const name = namespacedName(other, mesh);
  const message = `VirtualService "${name}" leads requests for "${host}" to its subsets, but only those of sidecars: what comes through the gateway goes to all Pods of "${host}"`;
  return { path, message, fix: `Name subsets here, too, as "${name}" does, or bind its routes to the gateway` };
}

export const virtualServiceMeshRuleBypassed: MeshRule = {
  id: 'virtual-service-mesh-rule-bypassed',
  code: 'IST0140',
  severity: 'warning',
  kinds: [VIRTUAL_SERVICE],
  summary: 'Where the mesh splits a host into subsets, routes of gateways to that host do, too.',
  check(manifest, { mesh, report }) {
    if (splitting(mesh).size === 0 || mesh.routes.gatewaysOf(manifest).every(({ isMesh }) => isMesh)) return;
    for (const destination of mesh.routes.destinationsOf(manifest)) {
      if (!isHttp(destination) || destination.subset !== '') continue;
      const other = splitting(mesh)
        .get(hostOf(destination))
        ?.find((one) => one !== manifest);
      if (other !== undefined) report(violationOf(destination, other, mesh));
    }
  },
};

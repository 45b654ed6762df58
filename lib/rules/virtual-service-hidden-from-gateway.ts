import type { Manifest } from '../manifest/manifest';
import { specOf } from '../manifest/field';
import type { Gateway } from '../traffic/gateway-server';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { exportToOf, visibleNamespaces } from '../traffic/visibility';
import { hasFaultyExportTo } from './export-to';
import { gatewaysOf, podNamespaces, podsOfGateway } from './gateways-of-route';
import { quoted } from './quoted';
import type { MeshRule, Violation } from './rule';

function visibleTo(manifest: Manifest, mesh: Mesh): readonly string[] {
  const { defaultVirtualServiceExportTo } = mesh.config;
  return visibleNamespaces(exportToOf(manifest), mesh.catalog.namespaceOf(manifest), defaultVirtualServiceExportTo);
}

/** Only where none of the Gateway's Pods sees the VirtualService: a selector may well take in more than is meant. */
function isHidden(manifest: Manifest, namespaces: readonly string[], mesh: Mesh): boolean {
  return !namespaces.some((namespace) => mesh.routes.exportsTo(manifest, namespace));
}

function violationOf(manifest: Manifest, gateways: readonly Gateway[], mesh: Mesh): Violation {
  const namespaces = [...new Set(gateways.flatMap((gateway) => podNamespaces(gateway, mesh) ?? []))];
  const { path, isSet } = specOf(manifest).get('exportTo');
  const keys = gateways.map(({ key }) => key);
  const visible = visibleTo(manifest, mesh);
  const to = visible.includes('~') ? 'nobody' : `${quoted(visible)} only`;
  const why = isSet ? '' : ', as the mesh config has it,';
  const message = `The VirtualService is exported to ${to}${why} and the Pods of Gateway ${quoted(keys)} are in ${quoted(namespaces)}, so that they do not see it and answer 404`;
  return {
    path,
    message,
    fix: isSet ? `Add ${quoted(namespaces)} to exportTo` : `Set exportTo to ${quoted(['.', ...namespaces])}`,
  };
}

export const virtualServiceHiddenFromGateway: MeshRule = {
  id: 'virtual-service-hidden-from-gateway',
  code: 'SI0151',
  severity: 'error',
  kinds: [VIRTUAL_SERVICE],
  summary: 'A VirtualService is exported to where the Pods of its Gateways are.',
  check(manifest, { mesh, report, cannotTell }) {
    if (visibleTo(manifest, mesh).includes('*') || hasFaultyExportTo(manifest, mesh)) return;
    const gateways = gatewaysOf(manifest, mesh);
    const unknown = gateways.find((gateway) => podNamespaces(gateway, mesh) === undefined);
    if (unknown !== undefined) cannotTell(podsOfGateway(unknown));
    const hidden = gateways.filter((gateway) => {
      const namespaces = podNamespaces(gateway, mesh);
      return namespaces !== undefined && isHidden(manifest, namespaces, mesh);
    });
    if (hidden.length > 0) report(violationOf(manifest, hidden, mesh));
  },
};

import type { Manifest } from '../manifest/manifest';
import type { Gateway } from '../traffic/gateway-server';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { failureAt } from './destination-failure';
import { leadsFrom, podNamespaces, podsOfGateway, servingGateways } from './gateways-of-route';
import { exportFix, exportOf } from './hidden-entry';
import { quoted } from './quoted';
import { type Reached, reachedEntries } from './reached-entry';
import type { MeshRule, Violation } from './rule';

function seesNothing(gateway: Gateway, { entry }: Reached, mesh: Mesh): boolean {
  const entries = mesh.registry.all(entry.host);
  const namespaces = podNamespaces(gateway, mesh) ?? [];
  return !namespaces.some((namespace) => entries.some((one) => mesh.registry.isVisible(one, namespace)));
}

function violationOf({ destination, entry }: Reached, gateways: readonly Gateway[], mesh: Mesh): Violation {
  const namespaces = [...new Set(gateways.flatMap((gateway) => podNamespaces(gateway, mesh) ?? []))];
  const keys = quoted(gateways.map(({ key }) => key));
  const message = `${exportOf(entry)}, and the Pods of Gateway ${keys} are in ${quoted(namespaces)}, so that they do not see it and ${failureAt(destination)}`;
  return { path: [...destination.path, 'host'], message, fix: exportFix(entry, namespaces) };
}

/** What only some namespaces see. */
function narrowDestinations(manifest: Manifest, mesh: Mesh): readonly Reached[] {
  return reachedEntries(manifest, mesh).filter(
    ({ entry }) => !mesh.registry.all(entry.host).some(({ exportTo }) => exportTo.includes('*')),
  );
}

export const destinationHiddenFromGateway: MeshRule = {
  id: 'destination-hidden-from-gateway',
  code: 'SI0152',
  severity: 'error',
  kinds: [VIRTUAL_SERVICE],
  summary: 'What a gateway routes to is exported to where its Pods are.',
  check(manifest, { mesh, report, cannotTell }) {
    const narrow = narrowDestinations(manifest, mesh);
    if (narrow.length === 0) return;
    const [known, unknown] = [true, false].map((isKnown) =>
      servingGateways(manifest, mesh).filter((gateway) => (podNamespaces(gateway, mesh) !== undefined) === isKnown),
    ) as [Gateway[], Gateway[]];
    const open = unknown.find((gateway) => narrow.some((it) => leadsFrom(gateway, it.destination, manifest, mesh)));
    if (open !== undefined) cannotTell(podsOfGateway(open));
    for (const reached of narrow) {
      const blind = known.filter(
        (gateway) => leadsFrom(gateway, reached.destination, manifest, mesh) && seesNothing(gateway, reached, mesh),
      );
      if (blind.length > 0) report(violationOf(reached, blind, mesh));
    }
  },
};

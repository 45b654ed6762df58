import { specOf } from '../manifest/field';
import type { Destination } from '../traffic/destinations';
import { HostIndex } from '../traffic/host-index';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { failureAt } from './destination-failure';
import { areHostsKnown } from './known-objects';
import { OR_CONTEXT, quoted } from './quoted';
import { reachedEntries } from './reached-entry';
import type { MeshRule, Violation } from './rule';

/** The names of subsets, by the hosts of their rules. */
const subsetNames = oncePer(({ clientSettings }: Mesh) => {
  const index = new HostIndex<string>();
  for (const rule of clientSettings.all) {
    const names = specOf(rule)
      .get('subsets')
      .items.map((subset) => subset.get('name').text);
    for (const name of names) if (name !== '') index.add(clientSettings.hostOf(rule), name);
  }
  return index;
});

function violationOf(destination: Destination, names: readonly string[], mesh: Mesh): Violation {
  const { subset, full, path: at } = destination;
  const path = [...at, 'subset'];
  const [rule] = mesh.clientSettings.withHost(full);
  const where =
    rule === undefined
      ? `No DestinationRule is for "${full}", where subset "${subset}" would be`
      : `DestinationRule "${rule.name}" has no subset "${subset}"`;
  const others = names.length === 0 ? '' : `, or use ${quoted([...new Set(names)], 'or')}`;
  const target = rule === undefined ? 'Add a DestinationRule with it' : 'Add the subset there';
  return {
    path,
    message: `${where}, so that ${failureAt(destination)}`,
    fix: `${target}${others}${OR_CONTEXT}`,
    refType: 'host+subset',
  };
}

export const virtualServiceDestinationSubset: MeshRule = {
  id: 'virtual-service-destination-subset',
  code: 'IST0101',
  severity: 'error',
  kinds: [VIRTUAL_SERVICE],
  about: ['subset'],
  summary: 'A subset that a route or mirror leads to is in a DestinationRule for the host.',
  check(manifest, { mesh, report, cannotTell }) {
    // Where hosts are known, a missing one is another rule's.
    const known = areHostsKnown(mesh)
      ? reachedEntries(manifest, mesh).map(({ destination }) => destination)
      : mesh.routes.destinationsOf(manifest);
    const missing = known.filter(
      ({ subset, full }) => subset !== '' && !subsetNames(mesh).covering(full).includes(subset),
    );
    if (missing.length === 0) return;
    if (mesh.clientSettings.all.length === 0) return cannotTell('a DestinationRule');
    for (const destination of missing)
      report(violationOf(destination, subsetNames(mesh).covering(destination.full), mesh));
  },
};

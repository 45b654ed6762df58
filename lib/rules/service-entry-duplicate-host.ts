import { groupBy } from '../groups';
import { SERVICE_ENTRY } from '../traffic/kinds';
import { quoted } from './quoted';
import type { MeshRule } from './rule';
import { rivalriesOf } from './service-entry-rivals';
import { titleOf } from './title';

export const serviceEntryDuplicateHost: MeshRule = {
  id: 'service-entry-duplicate-host',
  code: 'KIA1211',
  severity: 'warning',
  kinds: [SERVICE_ENTRY],
  summary: 'A port of a host is in one ServiceEntry, for those who see it.',
  check(serviceEntry, { mesh, report }) {
    const rivalries = rivalriesOf(serviceEntry, mesh).filter(({ isConflict }) => !isConflict);
    for (const all of groupBy(rivalries, ({ own }) => own.host.path.at(-1)).values()) {
      const [first] = all;
      if (first === undefined) continue;
      const ports = quoted([...new Set(all.map(({ own }) => String(own.port.get('number').number)))]);
      const message = `${titleOf(first.other.manifest, mesh)} has "${first.own.host.text}" with port ${ports}, too: istiod goes by the older of the two, or mixes their endpoints`;
      const fix = 'Merge the two, or export each to the namespaces of its own clients with exportTo';
      report({ path: first.own.host.path, message, fix });
    }
  },
};

import { SERVICE_ENTRY } from '../traffic/kinds';
import type { MeshRule } from './rule';
import { rivalriesOf } from './service-entry-rivals';
import { titleOf } from './title';

export const serviceEntryProtocolConflict: MeshRule = {
  id: 'service-entry-protocol-conflict',
  code: 'KIA1212',
  severity: 'warning',
  kinds: [SERVICE_ENTRY],
  summary: 'ServiceEntries of one host and port say the same protocol.',
  check(serviceEntry, { mesh, report }) {
    const told = new Set<number | string | undefined>();
    for (const { own, other, isConflict } of rivalriesOf(serviceEntry, mesh)) {
      const { path, text } = own.port.get('protocol');
      const index = path.at(-2);
      if (!isConflict || told.has(index)) continue;
      told.add(index);
      const port = own.port.get('number').number;
      const message = `Port ${port} of "${own.host.text}" is ${text} here and ${other.port.get('protocol').text} in ${titleOf(other.manifest, mesh)}: istiod goes by the older of the two, so that which protocol is spoken depends on which was created first`;
      const fix = 'Use one protocol, or export each to the namespaces of its own clients with exportTo';
      report({ path, message, fix });
    }
  },
};

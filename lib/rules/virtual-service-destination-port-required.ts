import { VIRTUAL_SERVICE } from '../traffic/kinds';
import { reachedEntries, readablePorts } from './reached-entry';
import type { MeshRule } from './rule';
import { hostText } from './title';

export const virtualServiceDestinationPortRequired: MeshRule = {
  id: 'virtual-service-destination-port-required',
  code: 'IST0112',
  severity: 'error',
  kinds: [VIRTUAL_SERVICE],
  summary: 'Where a Service or ServiceEntry has several ports, routes and mirrors say which.',
  check(manifest, { mesh, report }) {
    for (const { destination, entry } of reachedEntries(manifest, mesh)) {
      if (destination.port !== undefined || entry.ports.length < 2 || readablePorts(entry, mesh) === undefined)
        continue;
      const numbers = [...new Set(entry.ports.map(({ number }) => number))];
      const message = `${hostText(entry)} has ${entry.ports.length} ports and the destination names none, so that Istio takes the number on which the request came in, and answers 503 where the Service has no such port`;
      report({ path: [...destination.path, 'port'], message, fix: `Set port.number to ${numbers.join(' or ')}` });
    }
  },
};

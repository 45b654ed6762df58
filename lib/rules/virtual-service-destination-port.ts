import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { RegistryPort } from '../traffic/registry';
import { failureAt } from './destination-failure';
import { isPort } from './istio-syntax';
import { type Reached, reachedEntries, readablePorts } from './reached-entry';
import type { MeshRule, Violation } from './rule';
import { hostText } from './title';

/** The one port that can be meant: the only one, or the one that leads to this port of the Pods. */
function portFor(number: number, ports: readonly RegistryPort[]): RegistryPort | undefined {
  const [first, ...others] = ports.length > 1 ? ports.filter(({ targetPort }) => targetPort === number) : ports;
  return others.length === 0 ? first : undefined;
}

function violationOf({ destination, entry }: Reached, number: number, ports: readonly RegistryPort[]): Violation {
  const path = [...destination.path, 'port', 'number'];
  const numbers = [...new Set(ports.map((port) => port.number))];
  const has = numbers.length === 0 ? 'no ports' : `${numbers.length > 1 ? 'ports' : 'port'} ${numbers.join(', ')}`;
  const meant = portFor(number, ports);
  const target = meant?.targetPort === number ? `; ${number} is the targetPort behind ${meant.number}` : '';
  return {
    path,
    message: `${hostText(entry)} has ${has} and not ${number}, so that ${failureAt(destination)}${target}`,
    fix: numbers.length === 0 ? 'Add the port there' : `Write ${meant?.number ?? numbers.join(' or ')}`,
    refType: 'host:port',
    ...(meant && { replacement: { path, value: meant.number } }),
  };
}

export const virtualServiceDestinationPort: MeshRule = {
  id: 'virtual-service-destination-port',
  code: 'IST0101',
  severity: 'error',
  kinds: [VIRTUAL_SERVICE],
  summary: 'Routes and mirrors lead to ports that the Service or ServiceEntry has.',
  check(manifest, { mesh, report }) {
    for (const reached of reachedEntries(manifest, mesh)) {
      const { port } = reached.destination;
      const ports = readablePorts(reached.entry, mesh);
      if (port === undefined || ports === undefined || !isPort(port)) continue;
      if (!ports.some(({ number }) => number === port)) report(violationOf(reached, port, ports));
    }
  },
};

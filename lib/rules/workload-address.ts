import type { Field } from '../manifest/field';
import { fqdnFault, isIp, isLabel, isPort, isUnixPath, UNIX_PREFIX } from './istio-syntax';
import { labelViolations } from './label-map';
import type { Violation } from './rule';

export function isUnix(address: string): boolean {
  return address.startsWith(UNIX_PREFIX);
}

interface Accepted {
  readonly names: boolean;
  /** Sockets, and workloads that only the gateway of their network can reach. */
  readonly indirect: boolean;
}

export const OF_WORKLOAD: Accepted = { names: true, indirect: true };
export const OF_STATIC: Accepted = { names: false, indirect: true };
export const OF_DNS: Accepted = { names: true, indirect: false };

/** What is wrong with the address of a WorkloadEntry, or of an endpoint of a ServiceEntry. */
export function addressViolations(workload: Field, { names, indirect }: Accepted): Violation[] {
  const { path, text } = workload.get('address');
  const ways = ['an IP address', ...(names ? ['a domain name'] : []), ...(indirect ? ['"unix:///PATH"'] : [])];
  const fix = `Use ${ways.slice(0, -1).join(', ')} or ${ways.at(-1)}`;
  if (text === '') {
    if (indirect && workload.get('network').text !== '') return [];
    return [{ path, message: 'The address is missing, so there is nowhere to send requests to', fix }];
  }
  if (isIp(text)) return [];
  const fault = isUnix(text) && indirect ? socketFault(text) : nameFault(text, names);
  return fault === undefined ? [] : [{ path, message: `Address "${text}" ${fault}`, fix }];
}

function socketFault(address: string): string | undefined {
  return isUnixPath(address.slice(UNIX_PREFIX.length)) ? undefined : 'is not the absolute path of a socket';
}

function nameFault(address: string, names: boolean): string | undefined {
  if (!names) return 'is no IP address, and resolution STATIC looks up no names';
  if (isUnix(address)) return 'is a socket, which DNS cannot look up';
  const fault = fqdnFault(address);
  return fault === undefined ? undefined : `is no IP address, and as a domain name it ${fault}`;
}

/** What is wrong with the ports and labels of a WorkloadEntry or endpoint. */
export function detailViolations(workload: Field): Violation[] {
  const ports = workload.get('ports');
  const address = workload.get('address').text;
  if (isUnix(address) && ports.entries.length > 0) {
    const message = `Address "${address}" is a socket, which has no ports, and istiod refuses any`;
    return [{ path: ports.path, message, fix: 'Remove the ports' }, ...labelViolations(workload.get('labels'))];
  }
  return [...ports.entries.flatMap(portViolations), ...labelViolations(workload.get('labels'))];
}

function portViolations([name, { path, number }]: readonly [string, Field]): Violation[] {
  if (!isLabel(name)) {
    return [{ path, message: `Port name "${name}" is not one DNS label`, fix: 'Use letters, digits and inner dashes' }];
  }
  if (isPort(number)) return [];
  return [{ path, message: `Port ${number} is not between 1 and 65535`, fix: 'Use the number of a port' }];
}

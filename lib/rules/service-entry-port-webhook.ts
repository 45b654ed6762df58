import type { Manifest } from '../manifest/manifest';
import { Field, specOf } from '../manifest/field';
import { isHttpLike, isTlsLike, PROTOCOLS } from '../traffic/protocol';
import { isLabel, isPort } from './istio-syntax';
import type { ObjectRule, Violation } from './rule';
import { isResolvedByDns, portsOf, protocolOf, resolutionOf } from './service-entry';
import { refused, warned } from './webhook-rule';

const KINDS = ['ServiceEntry.networking.istio.io'];

function portFaults(port: Field): Violation[] {
  if (!port.isSet) return [{ path: port.path, message: 'The port is null', fix: 'Describe it, or remove it' }];
  const found: Violation[] = [];
  const add = ({ path }: Field, message: string, fix: string): unknown => found.push({ path, message, fix });
  const name = port.get('name');
  if (!isLabel(name.text)) {
    const message = name.text === '' ? 'The port has no name' : `Port name "${name.text}" is not one DNS label`;
    add(name, message, 'Use up to 63 letters, digits and inner dashes');
  }
  for (const number of [port.get('number'), port.get('targetPort')]) {
    const unset = number.path.at(-1) === 'targetPort' && number.number === 0;
    if (unset || isPort(number.number)) continue;
    add(
      number,
      `${number.path.at(-1) === 'number' ? 'Port' : 'targetPort'} ${number.number} is not between 1 and 65535`,
      'Use the number of a port',
    );
  }
  const protocol = port.get('protocol');
  if (protocol.text !== '' && protocolOf(port) === undefined)
    add(protocol, `Protocol "${protocol.text}" is none that Istio knows`, `Use one of ${PROTOCOLS.join(', ')}`);
  return found;
}

const serviceEntryPorts = refused({
  id: 'service-entry-ports',
  kinds: KINDS,
  summary: 'Ports of a ServiceEntry have a name, a number and a known protocol, if any.',
  check: (manifest, report) => specOf(manifest).get('ports').items.flatMap(portFaults).forEach(report),
});

const serviceEntryOneHost = refused({
  id: 'service-entry-one-host',
  kinds: KINDS,
  summary: 'Several hosts share a port only if requests tell which one is meant.',
  check(manifest, report) {
    const { items } = specOf(manifest).get('hosts');
    if (items.length < 2 || resolutionOf(manifest) === 'NONE') return;
    const mixed = opaquePort(manifest);
    if (mixed === undefined) return;
    const protocol = mixed.get('protocol').text;
    const message = `Port ${mixed.get('number').number} (${protocol || 'no protocol'}) does not tell the ${items.length} hosts apart, which only HTTP and TLS can`;
    report({
      path: mixed.get('protocol').path,
      message,
      fix: 'Use a ServiceEntry for each host, or protocol HTTP or TLS',
    });
  },
});

/** The first port whose protocol names no host. Unknown protocols are a fault of their own. */
function opaquePort(manifest: Manifest): Field | undefined {
  return portsOf(manifest).find((port) => {
    const protocol = protocolOf(port);
    if (protocol === undefined) return port.get('protocol').text === '';
    return !isHttpLike(protocol) && !isTlsLike(protocol);
  });
}

const serviceEntrySharedAddress = warned({
  id: 'service-entry-shared-address',
  kinds: KINDS,
  about: ['addresses'],
  summary: 'Several hosts do not share addresses with TLS ports when DNS resolves them.',
  check(manifest, report) {
    const [hosts, addresses] = [specOf(manifest).get('hosts'), specOf(manifest).get('addresses')];
    if (!isResolvedByDns(manifest) || hosts.items.length < 2 || addresses.items.length === 0) return;
    // Ports that are refused for several hosts need no warning.
    const port = portsOf(manifest).find((each) => isTlsLike(protocolOf(each)));
    if (port === undefined || opaquePort(manifest) !== undefined) return;
    const message = `${hosts.items.length} hosts share addresses on port ${port.get('number').number} (${port.get('protocol').text}), so connections may go to the wrong one`;
    report({ path: addresses.path, message, fix: 'Use a ServiceEntry for each host, or no addresses' });
  },
});

/** Istio gives addresses to entries without any, unless nothing would use them or the label turns that off. */
function hasAddresses(manifest: Manifest): boolean {
  const label = Field.root(manifest).get('metadata', 'labels', 'networking.istio.io/enable-autoallocate-ip');
  if (specOf(manifest).get('addresses').items.length > 0) return true;
  return resolutionOf(manifest) !== 'NONE' && label.text.toLowerCase() !== 'false';
}

const serviceEntryTcpAddress = warned({
  id: 'service-entry-tcp-address',
  kinds: KINDS,
  summary: 'TCP ports have addresses, written or given by Istio.',
  check(manifest, report) {
    if (hasAddresses(manifest)) return;
    for (const port of portsOf(manifest)) {
      const { path, text } = port.get('protocol');
      if (text !== '' && text !== 'TCP') continue;
      const message = `Port ${port.get('number').number} (${text || 'no protocol'}) has no addresses, so it takes every connection to that port number`;
      report({ path, message, fix: 'Set `addresses`, or a protocol that names the host' });
    }
  },
});

export const SERVICE_ENTRY_PORT_WEBHOOK_RULES: readonly ObjectRule[] = [
  serviceEntryOneHost,
  serviceEntryPorts,
  serviceEntrySharedAddress,
  serviceEntryTcpAddress,
];

import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { servicePortProtocol } from '../traffic/registry-entry';

export function isExternalName(service: Manifest): boolean {
  return specOf(service).get('type').text === 'ExternalName';
}

/** What is wrong, as the beginning of a sentence; nothing where Istio knows what the port is for. */
export function unknownProtocol(port: Field): string | undefined {
  if (!port.isSet || servicePortProtocol(port) !== undefined) return undefined;
  const [number, name, appProtocol] = [port.get('port').number, port.get('name').text, port.get('appProtocol').text];
  if (appProtocol !== '') return `appProtocol "${appProtocol}" of port ${number} is none that Istio knows`;
  if (name === '') return `Port ${number} has no name that says its protocol`;
  return `The name "${name}" of port ${number} does not begin with a protocol that Istio knows`;
}

/** @param examples of names, as the end of a sentence */
export function howToName(examples: string): string {
  return `Set \`appProtocol\`, or begin the name with the protocol, such as ${examples}`;
}

/** The field that says the protocol, or should. */
export function protocolField(port: Field): Field {
  const appProtocol = port.get('appProtocol');
  return appProtocol.isSet ? appProtocol : port.get('name');
}

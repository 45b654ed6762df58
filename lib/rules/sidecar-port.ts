import type { Field } from '../manifest/field';
import { PROTOCOLS, parseProtocol } from '../traffic/protocol';
import { isIp, isLabel, isPort, isUnixPath, UNIX_PREFIX } from './istio-syntax';
import type { Violation } from './rule';

/** What is wrong with the fields of a Sidecar listener's port, leaving out its number. */
export function portViolations(port: Field): Violation[] {
  const found: Violation[] = [];
  const [name, protocol, target] = [port.get('name'), port.get('protocol'), port.get('targetPort')];
  if (name.text !== '' && !isLabel(name.text)) {
    const message = `Port name "${name.text}" is not one DNS label`;
    found.push({ path: name.path, message, fix: 'Use up to 63 letters, digits and inner dashes' });
  }
  if (protocol.text !== '' && parseProtocol(protocol.text) === undefined) {
    const message = `Protocol "${protocol.text}" is none that Istio knows`;
    found.push({ path: protocol.path, message, fix: `Use one of ${PROTOCOLS.join(', ')}` });
  }
  if (target.number > 0) {
    const message = `targetPort ${target.number} is nothing that a Sidecar has, and istiod refuses it`;
    found.push({ path: target.path, message, fix: 'Remove it' });
  }
  return found;
}

/** For listeners on a port number. */
export function numberViolations(listener: Field): Violation[] {
  const [number, bind] = [listener.get('port', 'number'), listener.get('bind')];
  const found: Violation[] = [];
  if (!isPort(number.number)) {
    const message = `Port ${number.number} is not between 1 and 65535`;
    found.push({ path: number.path, message, fix: 'Use the number of a port' });
  }
  if (bind.text !== '' && !isIp(bind.text)) {
    const message = `Bind "${bind.text}" of port ${number.number} is not an address`;
    found.push({ path: bind.path, message, fix: 'Use an IP address' });
  }
  return found;
}

/** For listeners without a port number, which are sockets. */
export function socketViolations(listener: Field): Violation[] {
  const [bind, capture] = [listener.get('bind'), listener.get('captureMode')];
  if (!bind.text.startsWith(UNIX_PREFIX)) {
    const { path } = listener.get('port', 'number');
    const message = 'Port 0 is for sockets, and the listener is not bound to one';
    return [{ path, message, fix: 'Use the number of a port, or bind to "unix:///PATH"' }];
  }
  const found: Violation[] = [];
  if (!isUnixPath(bind.text.slice(UNIX_PREFIX.length))) {
    const message = `Bind "${bind.text}" is not the absolute path of a socket`;
    found.push({ path: bind.path, message, fix: 'Use "unix:///PATH" or "unix://@NAME"' });
  }
  if (!['', 'DEFAULT', 'NONE'].includes(capture.text)) {
    const message = `captureMode ${capture.text} captures packets, and there are none on a socket`;
    found.push({ path: capture.path, message, fix: 'Use DEFAULT or NONE' });
  }
  return found;
}

import type { Manifest } from '../manifest/manifest';
import { type Field, specOf } from '../manifest/field';
import { isPort, UNIX_PREFIX } from './istio-syntax';
import type { ObjectRule } from './rule';
import { numberViolations, portViolations, socketViolations } from './sidecar-port';
import { refused } from './webhook-rule';

const KINDS = ['Sidecar.networking.istio.io'];

function portedOf(manifest: Manifest): readonly Field[] {
  return specOf(manifest)
    .get('egress')
    .items.filter((listener) => listener.get('port').isSet);
}

const sidecarEgressListeners = refused({
  id: 'sidecar-egress-listeners',
  kinds: KINDS,
  about: ['egress'],
  summary: 'Egress listeners are on a port, bound to an address, or on a socket with port 0.',
  check(manifest, report) {
    for (const { path, isSet } of specOf(manifest).get('egress').items) {
      if (!isSet) report({ path, message: 'The listener is null', fix: 'Describe it, or remove it' });
    }
    for (const listener of portedOf(manifest)) {
      const isSocket = listener.get('port', 'number').number === 0;
      const place = isSocket ? socketViolations(listener) : numberViolations(listener);
      [...portViolations(listener.get('port')), ...place].forEach(report);
    }
  },
});

const sidecarEgressPorts = refused({
  id: 'sidecar-egress-ports',
  kinds: KINDS,
  about: ['egress'],
  summary: 'Egress listeners have different ports or sockets.',
  check(manifest, report) {
    const listeners = portedOf(manifest);
    for (const [index, listener] of listeners.entries()) {
      const [number, bind] = [listener.get('port', 'number'), listener.get('bind')];
      const isSocket = number.number === 0 && bind.text.startsWith(UNIX_PREFIX);
      const same = listeners.slice(0, index).some((other) => {
        const sameNumber = other.get('port', 'number').number === number.number;
        return sameNumber && (isSocket ? other.get('bind').text === bind.text : isPort(number.number));
      });
      if (!same) continue;
      const [field, place] = isSocket ? [bind, `Socket "${bind.text}"`] : [number, `Port ${number.number}`];
      const message = `${place} has a listener before this one, and istiod refuses two`;
      report({ path: field.path, message, fix: 'Use another one, or one listener for all hosts' });
    }
  },
});

const sidecarEgressCatchAll = refused({
  id: 'sidecar-egress-catch-all',
  kinds: KINDS,
  about: ['egress'],
  summary: 'The listener without a port, for all other ports, is one, and the last.',
  check(manifest, report) {
    const { items } = specOf(manifest).get('egress');
    for (const listener of items.slice(0, -1)) {
      const { path, isSet } = listener.get('port');
      if (!listener.isSet || isSet) continue;
      const message =
        'The listener has no port, so it is for all ports that others leave, and istiod takes one, as the last';
      report({ path, message, fix: 'Set the port, or move the listener to the end' });
    }
  },
});

export const SIDECAR_EGRESS_WEBHOOK_RULES: readonly ObjectRule[] = [
  sidecarEgressCatchAll,
  sidecarEgressListeners,
  sidecarEgressPorts,
];

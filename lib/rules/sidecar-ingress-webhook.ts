import type { Manifest } from '../manifest/manifest';
import { type Field, specOf } from '../manifest/field';
import { isHttpLike, isTlsLike } from '../traffic/protocol';
import { isPort, isUnixPath, UNIX_PREFIX } from './istio-syntax';
import type { ObjectRule, Violation } from './rule';
import { CREDENTIALS, given, protocolOf, tlsMode } from './server-tls';
import { numberViolations, portViolations } from './sidecar-port';
import { refused, warned } from './webhook-rule';

const KINDS = ['Sidecar.networking.istio.io'];

function listenersOf(manifest: Manifest): readonly Field[] {
  return specOf(manifest)
    .get('ingress')
    .items.filter(({ isSet }) => isSet);
}

const sidecarIngressListeners = refused({
  id: 'sidecar-ingress-listeners',
  kinds: KINDS,
  about: ['ingress'],
  summary: 'Ingress listeners have a port of a number and are bound to an address, if to any.',
  check(manifest, report) {
    for (const listener of specOf(manifest).get('ingress').items) {
      const { path } = listener;
      const port = listener.get('port');
      if (!listener.isSet) report({ path, message: 'The listener is null', fix: 'Describe it, or remove it' });
      else if (!port.isSet) report({ path: port.path, message: 'The listener has no port', fix: 'Set its number' });
      else [...portViolations(port), ...numberViolations(listener)].forEach(report);
    }
  },
});

const sidecarIngressPorts = refused({
  id: 'sidecar-ingress-ports',
  kinds: KINDS,
  about: ['ingress'],
  summary: 'Ingress listeners have different ports.',
  check(manifest, report) {
    const numbers = listenersOf(manifest).map((listener) => listener.get('port', 'number'));
    for (const [index, { path, number }] of numbers.entries()) {
      if (!isPort(number) || !numbers.slice(0, index).some((other) => other.number === number)) continue;
      const message = `Port ${number} has a listener before this one, and istiod refuses two`;
      report({ path, message, fix: 'Use another port, or one listener' });
    }
  },
});

const LOCAL_HOSTS = ['', '127.0.0.1', '0.0.0.0', '::1', '::'];

function endpointFault(endpoint: string): string | undefined {
  if (endpoint.startsWith(UNIX_PREFIX))
    return isUnixPath(endpoint.slice(UNIX_PREFIX.length)) ? undefined : 'is not the absolute path of a socket';
  const parts = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/.exec(endpoint);
  if (parts === null) return 'does not have the form HOST:PORT';
  const [, bracketed, plain, port = ''] = parts;
  const host = bracketed ?? plain ?? '';
  if (!LOCAL_HOSTS.includes(host)) return `goes to "${host}", and a sidecar serves its own workload only`;
  return /^\d+$/.test(port) && isPort(Number(port)) ? undefined : `has the port "${port}", not between 1 and 65535`;
}

const sidecarIngressEndpoint = refused({
  id: 'sidecar-ingress-endpoint',
  kinds: KINDS,
  about: ['ingress'],
  summary: 'Ingress listeners forward to a port or socket of their own workload.',
  check(manifest, report) {
    for (const { path, text } of listenersOf(manifest).map((listener) => listener.get('defaultEndpoint'))) {
      const fault = text === '' ? undefined : endpointFault(text);
      if (fault === undefined) continue;
      const fix = 'Use "127.0.0.1:PORT", "0.0.0.0:PORT", "[::1]:PORT", "[::]:PORT" or "unix:///PATH"';
      report({ path, message: `defaultEndpoint "${text}" ${fault}`, fix });
    }
  },
});

function tlsFaults(tls: Field): Violation[] {
  const redirect = tls.get('httpsRedirect');
  const unsupported = [...given(tls, ['subjectAltNames', ...CREDENTIALS]), ...(redirect.flag ? [redirect] : [])];
  const found = unsupported.map(({ path }) => {
    const message = `TLS settings of a Sidecar know no ${path.at(-1)}, and istiod refuses it`;
    return { path, message, fix: 'Remove it; certificates of a Sidecar are files' };
  });
  if (!['ISTIO_MUTUAL', 'AUTO_PASSTHROUGH'].includes(tlsMode(tls))) return found;
  const message = `A Sidecar does not terminate TLS with mode ${tlsMode(tls)}`;
  return [
    ...found,
    { path: tls.get('mode').path, message, fix: 'Use SIMPLE or MUTUAL, or no TLS settings for mTLS of the mesh' },
  ];
}

const sidecarIngressTls = refused({
  id: 'sidecar-ingress-tls',
  kinds: KINDS,
  about: ['ingress'],
  summary: 'TLS settings of a Sidecar are for HTTPS and TLS ports, and name files.',
  check(manifest, report) {
    for (const listener of listenersOf(manifest)) {
      const tls = listener.get('tls');
      const protocol = listener.get('port', 'protocol').text;
      if (!tls.isSet) continue;
      if (isTlsLike(protocolOf(listener))) {
        tlsFaults(tls).forEach(report);
        continue;
      }
      const message = `TLS settings are for ports with protocol HTTPS or TLS, and this one has ${protocol || 'none'}`;
      report({ path: tls.path, message, fix: 'Use protocol HTTPS or TLS, or remove `tls`' });
    }
  },
});

const sidecarIngressPool = warned({
  id: 'sidecar-ingress-pool',
  kinds: KINDS,
  about: ['ingress'],
  summary: 'HTTP settings of a connection pool are for HTTP ports.',
  check(manifest, report) {
    for (const listener of listenersOf(manifest)) {
      const [http, port] = [listener.get('connectionPool', 'http'), listener.get('port')];
      if (!http.isSet || !port.isSet || isHttpLike(protocolOf(listener))) continue;
      const protocol = port.get('protocol').text;
      const message = `Port ${port.get('number').number} has ${protocol === '' ? 'no protocol' : `protocol ${protocol}`}, so the HTTP settings of its connection pool have no effect`;
      report({ path: http.path, message, fix: 'Use protocol HTTP, or TCP settings' });
    }
  },
});

export const SIDECAR_INGRESS_WEBHOOK_RULES: readonly ObjectRule[] = [
  sidecarIngressEndpoint,
  sidecarIngressListeners,
  sidecarIngressPool,
  sidecarIngressPorts,
  sidecarIngressTls,
];

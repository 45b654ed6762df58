import type { Field } from '../manifest/field';
import { hasForeignTls, httpTlsFault, protocolOf, serversOf, tlsMode } from './server-tls';
import { isTlsLike, PROTOCOLS } from '../traffic/protocol';
import { isIp, isPort, isUnixPath, UNIX_PREFIX } from './istio-syntax';
import type { ObjectRule, Violation } from './rule';
import { refused, warned } from './webhook-rule';

const KINDS = ['Gateway.networking.istio.io'];

function portFaults(server: Field): Violation[] {
  const port = server.get('port');
  const found: Violation[] = [];
  const add = (at: Field, message: string, fix: string): unknown => found.push({ path: at.path, message, fix });
  if (!port.isSet)
    return [{ path: port.path, message: 'The server has no port', fix: 'Set number, name and protocol' }];
  const [name, number, protocol, target] = ['name', 'number', 'protocol', 'targetPort'].map((key) => port.get(key)) as [
    Field,
    Field,
    Field,
    Field,
  ];
  if (name.text === '') add(name, 'The port has no name', 'Name it, differently from the other ports of this Gateway');
  if (protocolOf(server) === undefined)
    add(protocol, `Protocol "${protocol.text}" is none that Istio knows`, `Use one of ${PROTOCOLS.join(', ')}`);
  // Whether a socket has a port number is what another rule asks.
  if (!server.get('bind').text.startsWith(UNIX_PREFIX) && !isPort(number.number))
    add(number, `Port ${number.number} is not between 1 and 65535`, 'Use the number of a port');
  if (target.number > 0)
    add(target, `targetPort ${target.number} is nothing that a Gateway has, and istiod refuses it`, 'Remove it');
  return found;
}

const gatewayServerPort = refused({
  id: 'gateway-server-port',
  kinds: KINDS,
  summary: 'Each server of a Gateway has a port with name, number and known protocol, and no targetPort.',
  check: (manifest, report) => serversOf(manifest).flatMap(portFaults).forEach(report),
});

const gatewayServerBind = refused({
  id: 'gateway-server-bind',
  kinds: KINDS,
  about: ['bind'],
  summary: 'A server is bound to an address, or to a unix socket with port number 0.',
  check(manifest, report) {
    for (const server of serversOf(manifest)) {
      const { path, text } = server.get('bind');
      const number = server.get('port', 'number');
      if (!text.startsWith(UNIX_PREFIX)) {
        if (text === '' || isIp(text)) continue;
        report({ path, message: `Bind "${text}" is not an address`, fix: 'Use an IP address or "unix:///PATH"' });
        continue;
      }
      if (!isUnixPath(text.slice(UNIX_PREFIX.length))) {
        const message = `Bind "${text}" is not the absolute path of a socket`;
        report({ path, message, fix: 'Use "unix:///PATH" or "unix://@NAME"' });
      }
      if (number.number === 0) continue;
      const message = `Port ${number.number} has no meaning on a unix socket, and istiod refuses any but 0`;
      report({ path: number.path, message, fix: 'Set it to 0, or bind to an address' });
    }
  },
});

const gatewayTlsMissing = refused({
  id: 'gateway-tls-missing',
  kinds: KINDS,
  summary: 'HTTPS and TLS servers have TLS settings.',
  check(manifest, report) {
    for (const server of serversOf(manifest)) {
      const [tls, protocol] = [server.get('tls'), protocolOf(server)];
      if (!isTlsLike(protocol) || tls.isSet) continue;
      const message = `The server has protocol ${protocol} and no TLS settings, so nothing says what to do with TLS`;
      report({ path: tls.path, message, fix: 'Set `tls` with a mode' });
    }
  },
});

const gatewayHttpTls = refused({
  id: 'gateway-http-tls',
  kinds: KINDS,
  about: ['tls'],
  summary: 'The TLS settings of a plain HTTP server do no more than redirect to HTTPS.',
  check(manifest, report) {
    for (const server of serversOf(manifest)) {
      const wrong = httpTlsFault(server);
      if (wrong === undefined) continue;
      const value = wrong.path.at(-1) === 'mode' ? `mode ${wrong.text}` : String(wrong.path.at(-1));
      const message = `A server with protocol ${protocolOf(server)} does not terminate TLS, so its TLS settings may not have ${value}`;
      report({ path: wrong.path, message, fix: 'Use protocol HTTPS, or keep only `httpsRedirect: true`' });
    }
  },
});

const gatewayForeignTls = refused({
  id: 'gateway-foreign-tls',
  kinds: KINDS,
  about: ['tls'],
  summary: 'Only HTTPS, TLS and redirecting HTTP servers have TLS settings.',
  check(manifest, report) {
    for (const server of serversOf(manifest)) {
      if (!hasForeignTls(server)) continue;
      const message = `A server with protocol ${protocolOf(server)} has no TLS, so istiod refuses TLS settings (mode ${tlsMode(server.get('tls'))})`;
      report({ path: server.get('tls').path, message, fix: 'Use protocol TLS, or remove `tls`' });
    }
  },
});

const gatewayRedirectUnused = warned({
  id: 'gateway-redirect-unused',
  kinds: KINDS,
  about: ['httpsRedirect'],
  summary: 'Only plain HTTP servers redirect to HTTPS.',
  check(manifest, report) {
    for (const server of serversOf(manifest)) {
      const [redirect, protocol] = [server.get('tls', 'httpsRedirect'), protocolOf(server)];
      // Other protocols may have no TLS settings at all, which is a fault of its own.
      if (!redirect.flag || !isTlsLike(protocol)) continue;
      const message = `httpsRedirect does nothing on a server with protocol ${protocol}, whose clients already speak TLS`;
      report({ path: redirect.path, message, fix: 'Move it to the HTTP server' });
    }
  },
});

export const GATEWAY_PORT_WEBHOOK_RULES: readonly ObjectRule[] = [
  gatewayForeignTls,
  gatewayHttpTls,
  gatewayRedirectUnused,
  gatewayServerBind,
  gatewayServerPort,
  gatewayTlsMissing,
];

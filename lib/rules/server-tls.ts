import { type Field, specOf } from '../manifest/field';
import { keepLast } from '../manifest/keep-last';
import { isHttpLike, isTlsLike, type Protocol, parseProtocol } from '../traffic/protocol';

/** The servers of a Gateway without null ones. */
export const serversOf = keepLast((manifest): readonly Field[] =>
  specOf(manifest)
    .get('servers')
    .items.filter(({ isSet }) => isSet),
);

/** The protocol of a server or listener. */
export function protocolOf(server: Field): Protocol | undefined {
  return parseProtocol(server.get('port', 'protocol').text);
}

/** A server without a mode passes TLS through. */
export function tlsMode(tls: Field): string {
  return tls.get('mode').text || 'PASSTHROUGH';
}

export function isPassthrough(tls: Field): boolean {
  return ['PASSTHROUGH', 'AUTO_PASSTHROUGH'].includes(tlsMode(tls));
}

export function isTerminating(tls: Field): boolean {
  return ['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'].includes(tlsMode(tls));
}

export const FILES = ['serverCertificate', 'privateKey', 'caCertificates'];
export const CREDENTIALS = ['credentialName', 'credentialNames', 'tlsCertificates'];

/** Those of these fields, texts and lists, that are there and not empty. */
export function given(tls: Field, keys: readonly string[]): readonly Field[] {
  return keys.map((key) => tls.get(key)).filter(({ text, items }) => text !== '' || items.length > 0);
}

export function hasCredential(tls: Field): boolean {
  return given(tls, ['credentialName', 'credentialNames']).length > 0;
}

/** What an HTTP server may not have in its TLS settings, which are there to redirect to HTTPS. */
export function httpTlsFault(server: Field): Field | undefined {
  const tls = server.get('tls');
  if (!isHttpLike(protocolOf(server)) || !tls.isSet) return undefined;
  return isPassthrough(tls) ? given(tls, FILES)[0] : tls.get('mode');
}

/** TLS settings where the protocol can have none. */
export function hasForeignTls(server: Field): boolean {
  const protocol = protocolOf(server);
  return protocol !== undefined && !isTlsLike(protocol) && !isHttpLike(protocol) && server.get('tls').isSet;
}

/** The TLS settings of a Gateway or Sidecar without those that are refused as a whole: their details are no matter. */
export const tlsOf = keepLast((manifest): readonly Field[] => {
  const servers =
    manifest.kind === 'Gateway'
      ? serversOf(manifest).filter((server) => !hasForeignTls(server) && httpTlsFault(server) === undefined)
      : specOf(manifest)
          .get('ingress')
          .items.filter((listener) => isTlsLike(protocolOf(listener)));
  return servers.map((server) => server.get('tls')).filter(({ isSet }) => isSet);
});

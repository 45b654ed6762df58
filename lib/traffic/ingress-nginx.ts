import { annotation, annotationsWith, NGINX, placeOf, readFlag } from './ingress-annotations';
import { type BackendConnection, type ConnectionContext, type NamedSource, openConnection } from './ingress-connection';

/** The name of the upstream in the nginx.conf that ingress-nginx writes. */
const UPSTREAM = 'upstream_balancer';
const DEFAULT_VERSIONS = 'TLSv1.2';
const VERSION = /^(SSLv2|SSLv3|TLSv1|TLSv1\.1|TLSv1\.2|TLSv1\.3)$/;

/** Annotations of ingress-nginx by which it is told how to speak TLS to a backend. */
export const NGINX_TLS = `${NGINX}proxy-ssl-`;

/**
 * ingress-nginx, from the annotations of the Ingress. Without `proxy-ssl-secret` it leaves all other `proxy-ssl-*` out,
 * and without a CA in that Secret it verifies nothing. Sources: annotations proxyssl and backendprotocol of
 * ingress-nginx, and its template of nginx.conf.
 */
export function nginxConnection({ ingress, namespace }: ConnectionContext): BackendConnection {
  const at = (name: string) => placeOf(ingress, NGINX + name);
  const text = (name: string) => annotation(ingress, NGINX + name).text;
  const secret = secretOf(text('proxy-ssl-secret'), namespace, at('proxy-ssl-secret'));
  const open = openConnection('nginx', at('backend-protocol'));
  const nameKey = text('proxy-ssl-secret') === '' ? 'proxy-ssl-secret' : 'proxy-ssl-server-name';
  const places = { serverNameAt: at(nameKey), clientAt: at('proxy-ssl-secret') };
  const host = text('upstream-vhost');
  if (readFlag(annotation(ingress, `${NGINX}ssl-passthrough`)) === true) {
    return { ...open, ...places, protocol: 'passthrough' };
  }
  const protocol = protocolOf(text('backend-protocol'));
  const snippets = annotationsWith(ingress, NGINX).filter(([key]) => key.endsWith('-snippet'));
  if (snippets.some(([, snippet]) => snippet.text.includes('proxy_ssl_')))
    return { ...open, ...places, protocol, host };
  const sendsName = secret !== undefined && text('proxy-ssl-server-name') === 'on';
  return {
    ...open,
    ...places,
    protocol,
    host,
    serverName: sendsName ? text('proxy-ssl-name') || UPSTREAM : '',
    clientSecrets: secret === undefined ? [] : [secret],
    verifies: secret !== undefined && text('proxy-ssl-verify') === 'on',
    trusts: secret === undefined ? [] : [secret],
    tlsVersions: secret === undefined ? undefined : versionsOf(text('proxy-ssl-protocols')),
  };
}

/** How many issuers the chain of a backend's certificate may have. */
export function verifyDepth({ ingress }: Pick<ConnectionContext, 'ingress'>): number {
  const { text } = annotation(ingress, `${NGINX}proxy-ssl-verify-depth`);
  return /^\d+$/.test(text) ? Number(text) || 1 : 1;
}

/** A Secret without a namespace, or of another, makes nginx refuse all requests. */
function secretOf(text: string, namespace: string, at: NamedSource['at']): NamedSource | undefined {
  const [first = '', name = '', ...rest] = text.split('/');
  return first === namespace && name !== '' && rest.length === 0 ? { kind: 'Secret', namespace, name, at } : undefined;
}

function protocolOf(text: string): BackendConnection['protocol'] {
  const protocol = text.toUpperCase();
  if (protocol === 'AUTO_HTTP') return undefined;
  return protocol === 'HTTPS' || protocol === 'GRPCS' ? 'https' : 'http';
}

function versionsOf(text: string): readonly string[] {
  const versions = text.split(' ').filter((version) => VERSION.test(version));
  return versions.length === 0 ? [DEFAULT_VERSIONS] : versions;
}

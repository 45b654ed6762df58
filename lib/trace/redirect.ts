import type { Field } from '../manifest/field';
import { authorityOf } from './http-route';
import type { Client } from './request';

/** Where a redirect sends a client. Source: HTTPRedirect of virtual_service.proto, ApplyRedirect of istiod. */
export function redirectTarget(redirect: Field, client: Client, listenPort: number): string {
  const { scheme: own, path, hostHeader } = client;
  const scheme = redirect.get('scheme').text || own;
  const port = portOf(redirect, listenPort);
  const isDefault = (scheme === 'http' && port === 80) || (scheme === 'https' && port === 443);
  const host = redirect.get('authority').text || (port > 0 || scheme !== own ? hostHeader : authorityOf(client));
  return `${scheme}://${host}${port === 0 || isDefault ? '' : `:${port}`}${redirect.get('uri').text || path}`;
}

/** 0 where none is said. */
function portOf(redirect: Field, listenPort: number): number {
  const isDerived = redirect.get('derivePort').text === 'FROM_REQUEST_PORT';
  return redirect.get('port').number || (isDerived ? listenPort : 0);
}

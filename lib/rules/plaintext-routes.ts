import { type Field, specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { GatewayServer } from '../traffic/gateway-server';
import type { Mesh } from '../traffic/mesh';

const CHALLENGE = '/.well-known/acme-challenge';

/**
 * Whether requests that come in plaintext on a server get to a backend by one of the VirtualService's http routes:
 * not only to the challenges of ACME, and not after a route that redirects all of them.
 */
export function leadsToBackend(vs: Manifest, server: GatewayServer, mesh: Mesh): boolean {
  for (const route of specOf(vs).get('http').items) {
    const { items } = route.get('match');
    const matches = items.filter((match) => isFor(match, vs, server, mesh));
    if (items.length > 0 && matches.length === 0) continue;
    const isForBackend = route.get('route').items.length > 0;
    if (isForBackend && (items.length === 0 || !matches.every(isChallenge))) return true;
    const takesAll = items.length === 0 || matches.some(isAnyRequest);
    if (!isForBackend && takesAll && !route.get('delegate').isSet) return false;
  }
  return false;
}

/** Whether the match can be met by plaintext requests on the server. */
function isFor(match: Field, vs: Manifest, server: GatewayServer, { gateways, catalog }: Mesh): boolean {
  const names = match.get('gateways').items;
  const namespace = catalog.namespaceOf(vs);
  if (names.length > 0 && !names.some(({ text }) => gateways.resolve(text, namespace) === server.gateway)) return false;
  const port = match.get('port');
  return (!port.isSet || port.number === server.port) && match.get('scheme', 'exact').text.toLowerCase() !== 'https';
}

function isChallenge(match: Field): boolean {
  const uri = match.get('uri');
  return [uri.get('exact').text, uri.get('prefix').text].some((path) => path.startsWith(CHALLENGE));
}

/** Nothing but what `isFor` has looked at. */
function isAnyRequest(match: Field): boolean {
  return match.entries.every(([key, field]) => {
    if (key === 'uri') return field.get('prefix').text === '/';
    return ['name', 'gateways', 'port', 'scheme', 'statPrefix', 'ignoreUriCase'].includes(key);
  });
}

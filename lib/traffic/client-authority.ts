import type { Path } from '../manifest/manifest';
import { type CredentialName, parseCredentialName } from './credential-name';
import type { Credentials, SecretSource } from './credentials';
import { credentialUses, placesOf, sourcesFor } from './gateway-credentials';
import type { GatewayServer } from './gateway-server';
import type { Mesh } from './mesh';

/** Whether a server asks its clients for certificates and verifies them with a CA from a Secret or ConfigMap. */
export function verifiesClients({ tlsMode }: GatewayServer): boolean {
  return tlsMode === 'MUTUAL' || tlsMode === 'OPTIONAL_MUTUAL';
}

/** Where a server's CA for client certificates comes from. */
export interface ClientAuthority {
  readonly source: SecretSource;
  /** Of the Secret or ConfigMap. */
  readonly name: string;
  /** The field that names it. */
  readonly path: Path;
  /** The CA lies beside the server's own certificate, in one Secret. */
  readonly isOwn: boolean;
}

/**
 * The CA of a server that verifies clients: what `caCertCredentialName` names, else a Secret `NAME-cacert`, else what
 * is in the Secret NAME, for the first of its credentials. Undefined when that Secret is missing, or not known.
 */
export function clientAuthority(server: GatewayServer, mesh: Mesh): ClientAuthority | undefined {
  if (!verifiesClients(server)) return undefined;
  const named = server.field.get('tls', 'caCertCredentialName');
  if (named.text !== '') return namedAuthority(server, named, mesh);
  const [use] = credentialUses(server);
  if (use === undefined) return undefined;
  const [at] = sourcesFor(use, mesh);
  if (at === undefined) return undefined;
  const source = mesh.credentials.caSource(at.namespace, use.name);
  const isOwn = source?.name === use.name;
  return source && { source, name: source.name, path: use.path, isOwn };
}

function namedAuthority(
  server: GatewayServer,
  { text, path }: { readonly text: string; readonly path: Path },
  { credentials, gateways }: Mesh,
): ClientAuthority | undefined {
  const parsed = parseCredentialName(text);
  if (parsed === undefined) return undefined;
  const { kind, name, namespace } = parsed;
  const places = namespace === undefined ? placesOf(server.gateway, { gateways }) : [namespace];
  for (const place of places) {
    const source = authorityNamed({ kind, name }, place, credentials);
    if (source !== undefined) return { source, name: source.name, path, isOwn: false };
  }
  return undefined;
}

/**
 * Where a server that verifies clients gets its CA, for a gateway in the namespace: what `caCertCredentialName` names,
 * else the Secret `NAME-cacert` of its first credential, else what is in that credential's Secret. `missing` where no
 * CA will be there; undefined where that is not known, as for files in the Pod.
 */
export function authorityOn(
  credentials: Credentials,
  server: GatewayServer,
  namespace: string,
): SecretSource | 'missing' | undefined {
  const named = server.field.get('tls', 'caCertCredentialName').text;
  const [first] = server.credentials;
  const text = named || first?.name;
  const parsed = text === undefined ? undefined : parseCredentialName(text);
  if (parsed === undefined) return undefined;
  const place = parsed.namespace ?? namespace;
  const source = authorityNamed(parsed, place, credentials);
  if (source === undefined) return credentials.areKnown() && parsed.kind === 'Secret' ? 'missing' : undefined;
  return source.hasCa === false ? 'missing' : source;
}

function authorityNamed(
  { kind, name }: Pick<CredentialName, 'kind' | 'name'>,
  namespace: string,
  credentials: Credentials,
): SecretSource | undefined {
  if (kind === 'ConfigMap') return credentials.configMap(namespace, name);
  return credentials.caSource(namespace, name.replace(/-cacert$/, ''));
}

import { parseCredentialName } from './credential-name';
import type { Credentials, SecretSource } from './credentials';
import type { GatewayServer } from './gateway-server';

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
  const source =
    parsed.kind === 'ConfigMap'
      ? credentials.configMap(place, parsed.name)
      : credentials.caSource(place, parsed.name.replace(/-cacert$/, ''));
  if (source === undefined) return credentials.areKnown() && parsed.kind === 'Secret' ? 'missing' : undefined;
  return source.hasCa === false ? 'missing' : source;
}

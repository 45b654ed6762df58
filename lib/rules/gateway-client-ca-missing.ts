import type { SecretSource } from '../traffic/credentials';
import type { Mesh } from '../traffic/mesh';
import { credentialKeys } from '../traffic/secret-keys';
import { certificateFacts } from '../traffic/certificate-facts';
import { clientAuthority, type ClientAuthority } from '../traffic/client-authority';
import { credentialServers } from '../traffic/gateway-credentials';
import { GATEWAY } from '../traffic/kinds';
import { quoted } from './quoted';
import type { MeshRule } from './rule';
import { titleOf } from './title';

/** What is known of a Secret or ConfigMap that has no CA. */
function lackOf({ keys, certificate, manifest }: SecretSource, mesh: Mesh): string {
  if (certificate !== undefined) {
    const { kind, name } = certificateFacts(certificate).issuer;
    return `${titleOf(certificate, mesh)} is of ${kind} "${name}", and an ACME server does not say what its CA is, so that there is no "ca.crt"`;
  }
  const found = keys === undefined || keys.length === 0 ? 'no key with a value' : quoted(keys);
  return `${titleOf(manifest, mesh)} gives ${found}, and neither "ca.crt" nor "cacert"`;
}

/** Another rule speaks of a Secret that has not even a certificate with its key. */
function lacksAll({ source, isOwn }: ClientAuthority): boolean {
  return isOwn && source.keys !== undefined && credentialKeys(source.keys) === undefined;
}

function fixOf({ source, isOwn }: ClientAuthority): string {
  if (!isOwn) return 'Put the CA of the clients there under the key "ca.crt"';
  return `Put the CA of the clients under the key "ca.crt" of a Secret "${source.name}-cacert" in namespace "${source.namespace}"`;
}

export const gatewayClientCaMissing: MeshRule = {
  id: 'gateway-client-ca-missing',
  code: 'SI0123',
  severity: 'error',
  kinds: [GATEWAY],
  summary: 'A server that verifies clients has a CA to do so.',
  check(manifest, { mesh, report, cannotTell }) {
    const gateway = mesh.gateways.of(manifest);
    if (gateway === undefined) return;
    const open = new Set<string>();
    for (const server of credentialServers(gateway, mesh)) {
      const authority = clientAuthority(server, mesh);
      if (authority === undefined) continue;
      const { source, path } = authority;
      if (source.hasCa === undefined) open.add(`${source.namespace}/${source.name}`);
      if (source.hasCa !== false || lacksAll(authority)) continue;
      const message = `${lackOf(source, mesh)}: mode ${server.tlsMode} has nothing to verify client certificates with, and clients get a reset of their TLS handshake`;
      report({ path, message, fix: fixOf(authority) });
    }
    if (open.size > 0) cannotTell(`the keys of Secret ${quoted([...open])}`);
  },
};

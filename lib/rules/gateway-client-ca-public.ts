import { specOf } from '../manifest/field';
import { clientAuthority } from '../traffic/client-authority';
import type { SecretSource } from '../traffic/credentials';
import { credentialServers } from '../traffic/gateway-credentials';
import type { GatewayServer } from '../traffic/gateway-server';
import { GATEWAY } from '../traffic/kinds';
import { publicAuthorityIn } from '../traffic/public-authorities';
import { dataOf } from '../traffic/secret-keys';
import type { MeshRule } from './rule';
import { titleOf } from './title';

/** Who it is that everybody can get a certificate from; undefined also where the input does not say. */
function publicAuthority({ by, manifest }: SecretSource): string | undefined {
  switch (by) {
    case 'Bundle':
      return ofBundle(manifest);
    case 'Secret':
      return ofSecret(manifest);
    case 'ConfigMap':
      return publicAuthorityIn(dataOf(manifest).get('cacert')?.text ?? dataOf(manifest).get('ca.crt')?.text ?? '');
    default:
      return undefined;
  }
}

function ofBundle(manifest: SecretSource['manifest']): string | undefined {
  const sources = specOf(manifest).get('sources').items;
  if (sources.some((source) => source.get('useDefaultCAs').flag)) return 'all that operating systems trust';
  return sources.map((source) => publicAuthorityIn(source.get('inLine').text)).find((name) => name !== undefined);
}

function ofSecret(manifest: SecretSource['manifest']): string | undefined {
  const data = dataOf(manifest);
  const field = data.get('cacert') ?? data.get('ca.crt');
  if (field === undefined) return undefined;
  const isPlain = field.path[0] === 'stringData';
  return publicAuthorityIn(isPlain ? field.text : Buffer.from(field.text, 'base64').toString('latin1'));
}

/** The server takes only certain certificates of that authority. */
function isPinned({ field }: GatewayServer): boolean {
  const pins = ['subjectAltNames', 'verifyCertificateSpki', 'verifyCertificateHash'];
  return pins.some((pin) => field.get('tls', pin).items.length > 0);
}

function messageOf(title: string, name: string, mode = ''): string {
  return `The CA in ${title} is public (${name}): mode ${mode} would let in whoever has a certificate of it, which is anybody with a domain of their own`;
}

export const gatewayClientCaPublic: MeshRule = {
  id: 'gateway-client-ca-public',
  code: 'SI0125',
  severity: 'error',
  kinds: [GATEWAY],
  summary: 'Clients are not verified with a CA that signs for everybody.',
  check(manifest, { mesh, report }) {
    const gateway = mesh.gateways.of(manifest);
    if (gateway === undefined) return;
    for (const server of credentialServers(gateway, mesh)) {
      if (isPinned(server)) continue;
      const authority = clientAuthority(server, mesh);
      const name = authority && publicAuthority(authority.source);
      if (authority === undefined || name === undefined) continue;
      const message = messageOf(titleOf(authority.source.manifest, mesh), name, server.tlsMode);
      report({
        path: authority.path,
        message,
        fix: 'Use the CA of a private issuer, and no other, for client certificates',
      });
    }
  },
};

import { append } from '../groups';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { certificateFacts } from '../traffic/certificate-facts';
import { authorityOn } from '../traffic/client-authority';
import type { GatewayServer } from '../traffic/gateway-server';
import type { Mesh } from '../traffic/mesh';
import type { NamedObject } from './request';

/** Certificates of the input for clients, by the authorities above them and by their names. */
export class ClientCertificates {
  private readonly byAuthority = new Map<string, Manifest[]>();

  constructor(private readonly mesh: Mesh) {
    for (const certificate of mesh.catalog.ofKind('Certificate.cert-manager.io')) this.add(certificate);
  }

  /** The Secret of the first that a server with MUTUAL takes on a gateway; `unknown` where its CA is not known. */
  takenBy(server: GatewayServer, { namespace }: Pod): NamedObject | 'unknown' | undefined {
    const authority = authorityOn(this.mesh.credentials, server, namespace);
    if (authority === 'missing') return undefined;
    const trusted = authority?.certificate && this.mesh.authorities.chainOf(authority.certificate);
    if (trusted === undefined) return 'unknown';
    const names = server.field.get('tls', 'subjectAltNames').items.map(({ text }) => text);
    const wanted = names.length === 0 ? [''] : names;
    const [first] = trusted.flatMap((key) => wanted.flatMap((name) => this.byAuthority.get(keyOf(key, name)) ?? []));
    return first && { namespace: this.mesh.catalog.namespaceOf(first), name: certificateFacts(first).secretName };
  }

  private add(certificate: Manifest): void {
    const { usages, dnsNames, uris, ipAddresses, secretName } = certificateFacts(certificate);
    if (secretName === '' || !usages.includes('client auth')) return;
    const names = new Set(['', ...dnsNames, ...uris, ...ipAddresses]);
    for (const authority of this.mesh.authorities.chainOf(certificate) ?? []) {
      for (const name of names) append(this.byAuthority, keyOf(authority, name), certificate);
    }
  }
}

function keyOf(authority: string, name: string): string {
  return `${authority}\0${name}`;
}

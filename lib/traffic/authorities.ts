import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Catalog } from '../manifest/catalog';
import type { Credentials, SecretSource } from './credentials';
import type { Issuers } from './issuers';

/** Namespace of the Secrets of ClusterIssuers (cert-manager's flag `--cluster-resource-namespace`) by default. */
export const CLUSTER_RESOURCES = 'cert-manager';

/** Which CA signs what, as far as CA and self-signed issuers of cert-manager tell. */
export class Authorities {
  constructor(
    private readonly catalog: Catalog,
    private readonly issuers: Issuers,
    private readonly credentials: Credentials,
  ) {}

  /**
   * The authorities above a Certificate, from its issuer's to the root, as keys that are the same for the same one.
   * Undefined where one of them is not of the input, or is of another kind.
   */
  chainOf(certificate: Manifest): readonly string[] | undefined {
    const chain: string[] = [];
    const seen = new Set<Manifest>();
    for (let at: Manifest | undefined = certificate; at !== undefined && !seen.has(at); ) {
      seen.add(at);
      const issuer: Manifest | undefined = this.issuers.of(at).manifest;
      const type = issuer && this.issuers.type(issuer);
      if (issuer === undefined || (type !== 'ca' && type !== 'selfSigned')) return undefined;
      if (type === 'selfSigned') return [...chain, this.keyOf(at)];
      const source: SecretSource | undefined = this.caSourcesOf(issuer)[0];
      at = source?.certificate;
      chain.push(at === undefined ? this.secretKeyOf(issuer, source) : this.keyOf(at));
    }
    return chain;
  }

  /**
   * What writes the Secret of a CA issuer. That of a ClusterIssuer is in cert-manager's own namespace, or, where a flag
   * says otherwise, in another.
   */
  caSourcesOf(issuer: Manifest): readonly SecretSource[] {
    const name = specOf(issuer).get('ca', 'secretName').text;
    if (issuer.kind !== 'ClusterIssuer') return this.credentials.sources(this.catalog.namespaceOf(issuer), name);
    const usual = this.credentials.sources(CLUSTER_RESOURCES, name);
    return usual.length > 0 ? usual : this.credentials.elsewhere(name, CLUSTER_RESOURCES);
  }

  private keyOf(certificate: Manifest): string {
    return `${this.catalog.namespaceOf(certificate)}/${certificate.name}`;
  }

  private secretKeyOf(issuer: Manifest, source: SecretSource | undefined): string {
    const namespace = source?.namespace ?? this.catalog.namespaceOf(issuer);
    return `Secret ${namespace}/${specOf(issuer).get('ca', 'secretName').text}`;
  }
}

import type { Catalog } from '../manifest/catalog';
import { type Field, specOf } from '../manifest/field';
import { keepLast } from '../manifest/keep-last';
import type { Manifest, Path } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';
import type { Answer } from './answer';
import { solverFor, solversOf } from './acme-solvers';
import { CERT_MANAGER, certificateFacts, type IssuerRef } from './certificate-facts';
import { oncePer } from './once-per';

/** Of cert-manager's own group, by `kind` of a reference. */
const OWN_KINDS: ReadonlyMap<string, string> = new Map(
  ['Issuer', 'ClusterIssuer'].map((kind) => [kind, `${kind}.${CERT_MANAGER}`]),
);

const TYPES = ['acme', 'ca', 'selfSigned', 'vault', 'venafi'] as const;

type IssuerType = (typeof TYPES)[number] | 'other';

/** Whom a Certificate asks, and whether it is there. */
export interface IssuerOfCertificate {
  /** The issuer, where the input has it. */
  readonly manifest: Manifest | undefined;
  readonly group: string;
  /** "Issuer" or "ClusterIssuer" in cert-manager's own group. */
  readonly kind: string;
  /** The Certificate's namespace; empty for a ClusterIssuer. */
  readonly namespace: string;
  readonly name: string;
  /** The field `issuerRef`. */
  readonly path: Path;
  /** Of another group than cert-manager's own: an external issuer, of which nothing is known here. */
  readonly isForeign: boolean;
}

/** Hosts of ACME servers of public certificate authorities, their staging servers included. */
const PUBLIC_SERVERS: ReadonlySet<string> = new Set([
  'acme-v02.api.letsencrypt.org',
  'acme-staging-v02.api.letsencrypt.org',
  'acme.zerossl.com',
  'dv.acme-v02.api.pki.goog',
  'dv.acme-v02.test-api.pki.goog',
  'api.buypass.com',
  'api.test4.buypass.no',
  'acme.ssl.com',
  'acme-api.actalis.com',
]);

/** Issuers and ClusterIssuers of cert-manager. */
export class Issuers {
  readonly of = keepLast(
    (certificate: Manifest): IssuerOfCertificate =>
      this.find(certificateFacts(certificate).issuer, this.catalog.namespaceOf(certificate)),
  );

  readonly type = oncePer((issuer: Manifest): IssuerType => {
    const spec = specOf(issuer);
    return TYPES.find((type) => spec.get(type).isSet) ?? 'other';
  });

  private someUseHttp01: boolean | undefined;

  constructor(private readonly catalog: Catalog) {}

  /** The issuer of a reference that is in an object of the namespace. */
  find(ref: IssuerRef, namespace: string): IssuerOfCertificate {
    const { group, kind, name, path } = ref;
    const isForeign = group !== CERT_MANAGER;
    const own = isForeign ? undefined : OWN_KINDS.get(kind);
    const manifest = own === undefined ? undefined : this.catalog.tryFind(own, namespace, name);
    return { group, kind, name, path, manifest, namespace: kind === 'ClusterIssuer' ? '' : namespace, isForeign };
  }

  /**
   * Whether the certificates are those of a public authority, which proves control of each name and issues none for
   * clients. Undefined for servers that are not known, and for issuers that stand before one, such as Vault.
   */
  isPublic(issuer: Manifest): Answer {
    const type = this.type(issuer);
    if (type === 'ca' || type === 'selfSigned') return false;
    if (type !== 'acme') return undefined;
    return PUBLIC_SERVERS.has(hostOf(specOf(issuer).get('acme', 'server').text)) ? true : undefined;
  }

  /**
   * Whether cert-manager writes `ca.crt` beside the certificate: for CA and self-signed issuers it does, for ACME it
   * cannot. Undefined where that is up to the server.
   */
  knowsItsCa(issuer: Manifest): Answer {
    const type = this.type(issuer);
    if (type === 'acme') return false;
    return type === 'ca' || type === 'selfSigned' ? true : undefined;
  }

  /** Whether there is an issuer that proves some name by HTTP-01. */
  get useHttp01(): boolean {
    this.someUseHttp01 ??= [...OWN_KINDS.values()].some((kind) =>
      this.catalog.ofKind(kind).some((issuer) => this.http01Solvers(issuer).length > 0),
    );
    return this.someUseHttp01;
  }

  /** The items of `spec.acme.solvers` with an HTTP-01 solver. */
  http01Solvers(issuer: Manifest): readonly Field[] {
    return solversOf(issuer).filter((solver) => solver.get('http01').isSet);
  }

  /** The item of `spec.acme.solvers` that proves a name, by the solvers' selectors. */
  solverFor(issuer: Manifest, dnsName: string, certificateLabels: Labels = {}): Field | undefined {
    return solverFor(issuer, dnsName, certificateLabels);
  }

  /** Undefined when no solver of an ACME issuer can prove the name: no certificate is issued then. */
  usesHttp01(issuer: Manifest, dnsName: string, certificateLabels: Labels = {}): Answer {
    if (this.type(issuer) !== 'acme') return false;
    return solverFor(issuer, dnsName, certificateLabels)?.get('http01').isSet;
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

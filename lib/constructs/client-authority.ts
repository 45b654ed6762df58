import { Construct } from 'constructs';
import { Certificate, CertificateSpecPrivateKeyAlgorithm, CertificateSpecUsages } from '../../imports/cert-manager.io';
import { metadata, SyncWave } from './argocd';
import { CERTIFICATE_ISSUER, type CertificateIssuer, type IssuerNature } from './certificate-issuer';
import { checkTree, claim, note, whoClaimed, whoNoted } from './claims';
import { clientCaSecret, secretAt } from './facts';
import { checkIssuerReach, checkKeyApart } from './issued-certificate';
import { checkLabel, checkObjectName } from './names';
import { checkRoom, type Problems } from './problems';
import { checkProps } from './props';
import { CA_SUFFIX, SERVER_CERTIFICATE, type ServerCertificate } from './server-certificate';
import { choice, instance, object, oneOf, optional, type Shape, text } from './shape';

interface AuthorityProps {
  /** The credential of the Gateway server whose clients are verified. */
  readonly credential: ServerCertificate;
}

/** The private CA that signed the server certificate signs its clients too: cert-manager has put it into `ca.crt`. */
export interface ServerIssuerAuthorityProps extends AuthorityProps {
  readonly source: 'server-issuer';
}

/** Another private CA: a Certificate of it brings its `ca.crt` into Secret `<credential>-cacert`. */
export interface IssuerAuthorityProps extends AuthorityProps {
  readonly source: 'issuer';
  readonly issuer: CertificateIssuer;
}

/** The credential's Secret, written by somebody else, holds the CA as `cacert` or `ca.crt`. */
export interface CredentialAuthorityProps extends AuthorityProps {
  readonly source: 'credential';
}

/** Somebody else writes Secret `<credential>-cacert` into the gateway workload's namespace. */
export interface ExistingAuthorityProps extends AuthorityProps {
  readonly source: 'existing-secret';
}

/** A ConfigMap with key `ca.crt` or `cacert`, for instance a trust-manager Bundle's target (Istio 1.28 or newer). */
export interface ConfigMapAuthorityProps extends AuthorityProps {
  readonly source: 'config-map';
  readonly namespace: string;
  readonly name: string;
}

export type ClientAuthorityProps =
  | ServerIssuerAuthorityProps
  | IssuerAuthorityProps
  | CredentialAuthorityProps
  | ExistingAuthorityProps
  | ConfigMapAuthorityProps;

export const CLIENT_AUTHORITY_PROPS: Shape<ClientAuthorityProps> = oneOf('source', {
  'server-issuer': object({ source: choice('server-issuer'), credential: SERVER_CERTIFICATE }),
  issuer: object({ source: choice('issuer'), credential: SERVER_CERTIFICATE, issuer: CERTIFICATE_ISSUER }),
  credential: object({ source: choice('credential'), credential: SERVER_CERTIFICATE }),
  'existing-secret': object({ source: choice('existing-secret'), credential: SERVER_CERTIFICATE }),
  'config-map': object({
    source: choice('config-map'),
    credential: SERVER_CERTIFICATE,
    namespace: text,
    name: text,
  }),
});

/**
 * Whose signature the clients of a MUTUAL server need. Istio reads the CA from `caCertCredentialName`, else from
 * Secret `<credential>-cacert`, else from the credential itself. Both Secrets lie in the gateway workload's namespace.
 */
export class ClientAuthority extends Construct {
  readonly credential: ServerCertificate;
  /** The server's `caCertCredentialName`; undefined where Istio finds the CA by the credential's name. */
  readonly caCertCredentialName: string | undefined;
  /** Who signs the clients' certificates; undefined when that is not known here. */
  readonly issuer: CertificateIssuer | undefined;

  /**
   * Throws when the source cannot hold a CA that would verify clients; see the props. The tree's validation reports
   * a Secret `<credential>-cacert` from elsewhere that Istio would prefer to the credential.
   */
  constructor(scope: Construct, id: string, props: ClientAuthorityProps) {
    checkAuthority(checkProps('ClientAuthority', scope, id, CLIENT_AUTHORITY_PROPS, props), props);
    super(scope, id);
    this.credential = props.credential;
    this.caCertCredentialName =
      props.source === 'config-map' ? `configmap://${props.namespace}/${props.name}` : undefined;
    this.issuer =
      props.source === 'issuer' ? props.issuer : props.source === 'server-issuer' ? props.credential.issuer : undefined;
    if (props.source === 'issuer') this.addCaSecret(props);
    const { gateway, credentialName } = props.credential;
    const name = `${credentialName}${CA_SUFFIX}`;
    if (props.source === 'existing-secret') note(this, clientCaSecret(gateway.namespace, name));
    if (props.source === 'server-issuer' || props.source === 'credential') {
      checkTree(this, () => this.overrides(gateway.namespace, name));
    }
  }

  /** Whoever else writes the Secret that Istio looks for first: its CA would let clients in here. */
  private overrides(namespace: string, name: string): string[] {
    const others = [...whoClaimed(this, secretAt(namespace, name)), ...whoNoted(this, clientCaSecret(namespace, name))];
    return others.map(
      (other) =>
        `${this.node.path} takes the clients' CA from Secret ${namespace}/${this.credential.credentialName}, and ` +
        `${other.node.path} brings Secret ${namespace}/${name}, which Istio prefers for all servers with this credential. ` +
        'Give the servers credentials of their own, or one ClientAuthority.',
    );
  }

  private addCaSecret({ credential, issuer }: IssuerAuthorityProps): void {
    const name = `${credential.credentialName}${CA_SUFFIX}`;
    const { namespace } = credential.gateway;
    claim(this, secretAt(namespace, name), 'credential');
    new Certificate(this, 'ca-certificate', {
      metadata: metadata(SyncWave.WORKLOAD, name, namespace),
      spec: {
        secretName: name,
        // Only `ca.crt` of the Secret is read. The name resolves nowhere (RFC 2606), and without client
        // authentication among the usages the key can never serve as a client's.
        dnsNames: ['client-ca.invalid'],
        usages: [CertificateSpecUsages.DIGITAL_SIGNATURE, CertificateSpecUsages.SERVER_AUTH],
        privateKey: { algorithm: CertificateSpecPrivateKeyAlgorithm.ECDSA, size: 256 },
        issuerRef: { ...issuer.issuerRef },
      },
    });
  }
}

export const CLIENT_AUTHORITY: Shape<ClientAuthority> = instance('a ClientAuthority', {
  credential: SERVER_CERTIFICATE,
  caCertCredentialName: optional(text),
});

function checkAuthority(problems: Problems, props: ClientAuthorityProps): void {
  const { source, credential } = props;
  const { namespace } = credential.gateway;
  if (source === 'issuer' || source === 'existing-secret') {
    checkRoom(problems, 'credential', credential.credentialName, CA_SUFFIX);
  }
  if (source === 'issuer') {
    checkPrivate(problems, 'issuer', props.issuer);
    checkIssuerReach(problems, 'issuer', props.issuer, namespace);
    checkKeyApart(problems, 'issuer', props.issuer, namespace);
  }
  if (source === 'server-issuer') checkServerIssuer(problems, credential);
  problems.check(source === 'credential' && credential.issuer !== undefined, () => ({
    path: 'source',
    value: source,
    why: "cert-manager writes this credential, and with it only the server issuer's own CA",
    fix: "Use source 'server-issuer' when that CA signs the clients, else source 'issuer'",
  }));
  if (source === 'config-map') {
    checkLabel(problems, 'namespace', props.namespace);
    checkObjectName(problems, 'name', props.name);
  }
  problems.finish();
}

function checkServerIssuer(problems: Problems, credential: ServerCertificate): void {
  const { issuer } = credential;
  if (issuer) checkPrivate(problems, 'credential.issuer', issuer);
  problems.check(issuer === undefined, () => ({
    path: 'credential',
    value: credential.credentialName,
    why: 'cert-manager does not issue this credential, so no issuer has put a CA into it',
    fix: "Use source 'issuer' with a private CA, 'existing-secret', 'credential' or 'config-map'",
  }));
}

function checkPrivate(problems: Problems, path: string, issuer: CertificateIssuer): void {
  problems.check(!issuer.isPrivateCa, () => ({
    path,
    value: issuer.issuerName,
    why: WHY_NOT[issuer.nature] ?? '',
    fix: "Use a CertificateIssuer of type private-ca, or say nature: 'private-ca' of an existing one",
  }));
}

const PUBLIC_ROOT = 'a public root would let in everybody who has a certificate of it';
const ACME = `ACME writes no ca.crt, and ${PUBLIC_ROOT}`;

const WHY_NOT: Partial<Record<IssuerNature, string>> = {
  'self-signed': 'a self-signed certificate is no CA: it could verify no client but itself',
  'acme-http01': ACME,
  'acme-dns01': ACME,
  unknown: `nothing says that its CA is private, and ${PUBLIC_ROOT}`,
};

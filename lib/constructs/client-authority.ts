import { Construct } from 'constructs';
import { Certificate, CertificateSpecPrivateKeyAlgorithm, CertificateSpecUsages } from '../../imports/cert-manager.io';
import { metadata, SyncWave } from './argocd';
import type { CertificateIssuer } from './certificate-issuer';
import { claim } from './claims';
import { checkLabel, checkObjectName } from './names';
import { Problems } from './problems';
import type { ServerCertificate } from './server-certificate';

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

/**
 * Whose signature the clients of a MUTUAL server need. Istio reads the CA from `caCertCredentialName`, else from
 * Secret `<credential>-cacert`, else from the credential itself, always in the gateway workload's namespace.
 */
export class ClientAuthority extends Construct {
  readonly credential: ServerCertificate;
  /** The server's `caCertCredentialName`; undefined where Istio finds the CA by the credential's name. */
  readonly caCertCredentialName: string | undefined;
  /** Who signs the clients' certificates; undefined when that is not known here. */
  readonly issuer: CertificateIssuer | undefined;

  /** Throws when the source cannot hold a CA that would verify clients; see the props. */
  constructor(scope: Construct, id: string, props: ClientAuthorityProps) {
    checkAuthority(Problems.of('ClientAuthority', scope, id), props);
    super(scope, id);
    this.credential = props.credential;
    this.caCertCredentialName =
      props.source === 'config-map' ? `configmap://${props.namespace}/${props.name}` : undefined;
    this.issuer =
      props.source === 'issuer' ? props.issuer : props.source === 'server-issuer' ? props.credential.issuer : undefined;
    if (props.source === 'issuer') this.addCaSecret(props);
  }

  private addCaSecret({ credential, issuer }: IssuerAuthorityProps): void {
    const name = `${credential.credentialName}-cacert`;
    const { namespace } = credential.gateway;
    claim(this, `Secret ${namespace}/${name}`, 'credential');
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

function checkAuthority(problems: Problems, props: ClientAuthorityProps): void {
  const { credential } = props;
  if (props.source === 'issuer') checkPrivate(problems, 'issuer', props.issuer, credential.gateway.namespace);
  if (props.source === 'server-issuer') checkServerIssuer(problems, credential);
  if (props.source === 'credential' || props.source === 'existing-secret') {
    problems.check(credential.issuer !== undefined && props.source === 'credential', () => ({
      path: 'source',
      value: props.source,
      why: "cert-manager writes this credential, and with it only the server issuer's own CA",
      fix: "Use source 'server-issuer' when that CA signs the clients, else source 'issuer'",
    }));
  }
  if (props.source === 'config-map') {
    checkLabel(problems, 'namespace', props.namespace);
    checkObjectName(problems, 'name', props.name);
  }
  problems.finish();
}

function checkServerIssuer(problems: Problems, credential: ServerCertificate): void {
  const { issuer } = credential;
  if (issuer) checkPrivate(problems, 'credential.issuer', issuer, credential.gateway.namespace);
  problems.check(issuer === undefined, () => ({
    path: 'credential',
    value: credential.credentialName,
    why: 'cert-manager does not issue this credential, so no issuer has put a CA into it',
    fix: "Use source 'issuer' with a private CA, 'existing-secret', 'credential' or 'config-map'",
  }));
}

function checkPrivate(problems: Problems, path: string, issuer: CertificateIssuer, namespace: string): void {
  problems.check(!issuer.isPrivateCa, () => ({
    path,
    value: issuer.issuerName,
    why:
      issuer.nature === 'self-signed'
        ? 'a self-signed certificate is no CA: it could verify no client but itself'
        : `this issuer is ${issuer.nature}: ACME writes no ca.crt, and a public root would let in everybody who has a certificate of it`,
    fix: 'Use a CertificateIssuer of type private-ca',
  }));
  problems.check(issuer.namespace !== undefined && issuer.namespace !== namespace, () => ({
    path,
    value: `${issuer.namespace}/${issuer.issuerName}`,
    why: `an Issuer signs Certificates of its own namespace only, and this one lies in ${namespace}`,
    fix: `Use a ClusterIssuer, or an Issuer in ${namespace}`,
  }));
}

import type { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { Certificate, CertificateSpecUsages } from '../../imports/cert-manager.io';
import { metadata, SyncWave } from './argocd';
import { CERTIFICATE_ISSUER, type CertificateIssuer } from './certificate-issuer';
import { claim, note } from './claims';
import { DURATION } from './durations';
import { http01Host, http01Namespace, secretAt } from './facts';
import { GATEWAY_WORKLOAD, type GatewayWorkload } from './gateway-workload';
import {
  checkIssued,
  checkKeyApart,
  ISSUED_CERTIFICATE,
  type IssuedCertificateProps,
  issuedSpec,
  leafUsages,
} from './issued-certificate';
import { checkHostPatterns, checkObjectName } from './names';
import type { Problems } from './problems';
import { checkProps } from './props';
import { checkCopy, SECRET_NAME, SecretCopy, type SecretName } from './secret-copy';
import { choice, type Fields, instance, list, object, oneOf, optional, type Shape, text } from './shape';

/** From Secrets whose names end so Istio reads a CA only, and no key. */
export const CA_SUFFIX = '-cacert';

interface CredentialProps {
  /** The gateway workload that serves the certificate; its namespace is where istiod looks the Secret up. */
  readonly gateway: GatewayWorkload;
  /** Name of the Secret: the `credentialName` of Gateway servers. Must not end in `-cacert`. */
  readonly secretName: string;
}

/** The platform or somebody else writes the Secret into the gateway workload's namespace. Nothing is rendered. */
export interface ExistingSecretProps extends CredentialProps {
  readonly source: 'existing-secret';
  /** DNS names of the certificate, if known: Gateway servers with other hosts are then refused. Default: unknown. */
  readonly hosts?: readonly string[];
}

/** The Secret exists in another namespace; External Secrets keeps a copy in the gateway workload's. */
export interface CopiedSecretProps extends CredentialProps {
  readonly source: 'copied-secret';
  readonly from: SecretName;
  /** Default: 1 hour. */
  readonly refreshInterval?: Duration;
  /** DNS names of the certificate, if known. Default: unknown. */
  readonly hosts?: readonly string[];
}

/** cert-manager issues it, for server authentication only. */
export interface IssuedServerCertificateProps extends CredentialProps, IssuedCertificateProps {
  readonly source: 'issued';
  /** DNS names, wildcards allowed (not with HTTP-01). */
  readonly hosts: readonly string[];
  /** Default: none. Only private CAs, self-signed issuers and ACME HTTP-01 with profile `shortlived` sign them. */
  readonly ipAddresses?: readonly string[];
}

export type ServerCertificateProps = ExistingSecretProps | CopiedSecretProps | IssuedServerCertificateProps;

const CREDENTIAL: Fields<CredentialProps> = { gateway: GATEWAY_WORKLOAD, secretName: text };

export const SERVER_CERTIFICATE_PROPS: Shape<ServerCertificateProps> = oneOf('source', {
  'existing-secret': object({ ...CREDENTIAL, source: choice('existing-secret'), hosts: optional(list(text)) }),
  'copied-secret': object({
    ...CREDENTIAL,
    source: choice('copied-secret'),
    from: SECRET_NAME,
    refreshInterval: optional(DURATION),
    hosts: optional(list(text)),
  }),
  issued: object({
    ...CREDENTIAL,
    ...ISSUED_CERTIFICATE,
    source: choice('issued'),
    hosts: list(text),
    ipAddresses: optional(list(text)),
  }),
});

/**
 * The certificate that a gateway shows to clients. Wherever it comes from, the Secret lies in the namespace of the
 * gateway workload: nowhere else does Istio look (`credentialName`).
 */
export class ServerCertificate extends Construct {
  readonly gateway: GatewayWorkload;
  /** The `credentialName` of Gateway servers. */
  readonly credentialName: string;
  /** DNS names that the certificate is known to cover; undefined when unknown. */
  readonly hosts: readonly string[] | undefined;
  /** Who signs it; undefined when cert-manager does not. */
  readonly issuer: CertificateIssuer | undefined;

  /**
   * Throws when the certificate could not be issued or copied as asked; see the props. The tree's validation reports
   * another writer of the Secret.
   */
  constructor(scope: Construct, id: string, props: ServerCertificateProps) {
    checkCertificate(checkProps('ServerCertificate', scope, id, SERVER_CERTIFICATE_PROPS, props), props);
    super(scope, id);
    this.gateway = props.gateway;
    this.credentialName = props.secretName;
    this.hosts = props.hosts;
    this.issuer = props.source === 'issued' ? props.issuer : undefined;
    if (props.source === 'issued') this.addCertificate(props);
    if (props.source === 'copied-secret') this.addCopy(props);
  }

  private addCopy(props: CopiedSecretProps): void {
    const { from, refreshInterval } = props;
    new SecretCopy(this, 'copy', { from, to: secretOf(props), refreshInterval });
  }

  private noteHttp01({ gateway, hosts }: IssuedServerCertificateProps): void {
    note(this, http01Namespace(gateway.namespace));
    for (const host of hosts) note(this, http01Host(gateway.namespace, host));
  }

  private addCertificate(props: IssuedServerCertificateProps): void {
    const http01 = props.issuer.nature === 'acme-http01';
    if (http01) this.noteHttp01(props);
    claim(this, secretAt(props.gateway.namespace, props.secretName), 'secretName');
    new Certificate(this, 'certificate', {
      metadata: metadata(
        http01 ? SyncWave.AFTER_ROUTES : SyncWave.WORKLOAD,
        props.name ?? props.secretName,
        props.gateway.namespace,
      ),
      spec: {
        ...issuedSpec(props, props.secretName),
        dnsNames: [...props.hosts],
        ...(props.ipAddresses === undefined ? {} : { ipAddresses: [...props.ipAddresses] }),
        usages: [...leafUsages(props.privateKey), CertificateSpecUsages.SERVER_AUTH],
      },
    });
  }
}

export const SERVER_CERTIFICATE: Shape<ServerCertificate> = instance('a ServerCertificate', {
  gateway: GATEWAY_WORKLOAD,
  credentialName: text,
  hosts: optional(list(text)),
  issuer: optional(CERTIFICATE_ISSUER),
});

function secretOf({ gateway, secretName }: CredentialProps): SecretName {
  return { namespace: gateway.namespace, name: secretName };
}

function checkCertificate(problems: Problems, props: ServerCertificateProps): void {
  if (props.source === 'copied-secret') {
    checkCopy(
      problems,
      { from: props.from, to: secretOf(props), refreshInterval: props.refreshInterval },
      'secretName',
    );
  } else checkObjectName(problems, 'secretName', props.secretName);
  problems.check(props.secretName.endsWith(CA_SUFFIX), () => ({
    path: 'secretName',
    value: props.secretName,
    why: `Istio reads no key from Secrets whose names end in ${CA_SUFFIX}, only a CA`,
    fix: 'Use another name',
  }));
  if (props.hosts !== undefined) checkHostPatterns(problems, 'hosts', props.hosts);
  if (props.source === 'issued') checkServer(problems, props);
  problems.finish();
}

function checkServer(problems: Problems, props: IssuedServerCertificateProps): void {
  const { issuer, gateway } = props;
  checkIssued(problems, props, gateway.namespace);
  checkKeyApart(problems, 'issuer', issuer, gateway.namespace);
  if (issuer.nature !== 'acme-http01') return;
  for (const [index, host] of props.hosts.entries()) {
    problems.check(host.startsWith('*.'), () => ({
      path: `hosts[${index}]`,
      value: host,
      why: 'HTTP-01 cannot prove a wildcard name',
      fix: 'Use an issuer with a DNS-01 solver, or exact names',
    }));
  }
  const label = gateway.labels.istio;
  problems.check(issuer.http01Selector !== undefined && issuer.http01Selector !== label, () => ({
    path: 'issuer',
    value: issuer.issuerName,
    why:
      `its challenges are served by pods with label istio=${issuer.http01Selector} (mesh config ingressSelector), ` +
      `and the host is served by ${gateway.namespace}, istio=${label ?? '(none)'}`,
    fix: "Use DNS-01, a Gateway API solver, or set the solver's ingressSelector to what the mesh config says",
  }));
}

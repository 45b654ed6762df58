import { Duration } from 'cdk8s';
import {
  type CertificateSpec,
  CertificateSpecPrivateKeyAlgorithm,
  CertificateSpecPrivateKeyRotationPolicy,
  CertificateSpecUsages,
} from '../../imports/cert-manager.io';
import { CERTIFICATE_SUBJECT, type CertificateSubject, checkCommonName, renderSubject } from './certificate-subject';
import { checkAtLeast, DURATION, goDuration } from './durations';
import { checkLabel } from './names';
import { checkRoom, type Problems } from './problems';
import { choice, object, optional, type Shape, text } from './shape';

/**
 * A private CA: self-signed ClusterIssuer, CA Certificate in cert-manager's cluster resource namespace, CA
 * ClusterIssuer. The key stays there, out of reach of the gateways' ServiceAccounts, which may list Secrets.
 */
export interface PrivateCaProps {
  readonly type: 'private-ca';
  /** Name of the CA ClusterIssuer and of the CA Certificate and its Secret. */
  readonly name: string;
  /** Subject of the CA certificate, with at least one organization. */
  readonly subject: CertificateSubject;
  /** At most 64 bytes. Default: `name`. */
  readonly commonName?: string;
  /** cert-manager's `--cluster-resource-namespace`. Default: `cert-manager`. */
  readonly clusterResourceNamespace?: string;
  /** Lifetime, at least 365 days. Default: 3650 days. Leaves are not issued anew when the CA is renewed, so make it long. */
  readonly duration?: Duration;
}

export const PRIVATE_CA_PROPS: Shape<PrivateCaProps> = object({
  type: choice('private-ca'),
  name: text,
  subject: CERTIFICATE_SUBJECT,
  commonName: optional(text),
  clusterResourceNamespace: optional(text),
  duration: optional(DURATION),
});

const TEN_YEARS = Duration.days(3650);
const BOOTSTRAP = '-selfsigned';

/** Name of the ClusterIssuer that signs the CA certificate by its own key. */
export function bootstrapName({ name }: PrivateCaProps): string {
  return `${name}${BOOTSTRAP}`;
}

export function caNamespace(props: PrivateCaProps): string {
  return props.clusterResourceNamespace ?? 'cert-manager';
}

export function caCertificateSpec(props: PrivateCaProps): CertificateSpec {
  return {
    isCa: true,
    secretName: props.name,
    commonName: props.commonName ?? props.name,
    subject: renderSubject(props.subject),
    duration: goDuration(props.duration ?? TEN_YEARS),
    privateKey: {
      algorithm: CertificateSpecPrivateKeyAlgorithm.ECDSA,
      size: 256,
      // With a new key at renewal every leaf would become untrusted at once.
      rotationPolicy: CertificateSpecPrivateKeyRotationPolicy.NEVER,
    },
    usages: [CertificateSpecUsages.DIGITAL_SIGNATURE, CertificateSpecUsages.CERT_SIGN, CertificateSpecUsages.CRL_SIGN],
    issuerRef: { name: bootstrapName(props), kind: 'ClusterIssuer', group: 'cert-manager.io' },
  };
}

export function checkPrivateCa(problems: Problems, props: PrivateCaProps): void {
  const { name, commonName, subject, clusterResourceNamespace, duration } = props;
  checkRoom(problems, 'name', name, BOOTSTRAP);
  checkCommonName(problems, 'commonName', commonName ?? name, 'Give a shorter one; the default is the name');
  problems.check(subject.organizations.length === 0 || subject.organizations.includes(''), () => ({
    path: 'subject.organizations',
    value: subject.organizations,
    why: "the CA's certificate would not say whose CA it is",
    fix: 'Name your organization',
  }));
  if (clusterResourceNamespace !== undefined)
    checkLabel(problems, 'clusterResourceNamespace', clusterResourceNamespace);
  const why = 'a CA that expires takes all its certificates along, so this construct';
  checkAtLeast(problems, 'duration', duration, Duration.days(365), why);
}

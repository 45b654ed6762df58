import { isIP } from 'node:net';
import { Duration } from 'cdk8s';
import {
  CertificateSpecPrivateKeyAlgorithm,
  CertificateSpecPrivateKeyEncoding,
  CertificateSpecPrivateKeyRotationPolicy,
  CertificateSpecUsages,
} from '../../imports/cert-manager.io';
import { CERTIFICATE_ISSUER, type CertificateIssuer } from './certificate-issuer';
import { CERTIFICATE_SUBJECT, type CertificateSubject, checkCommonName, renderSubject } from './certificate-subject';
import { checkAtLeast, DURATION, goDuration } from './durations';
import { checkObjectName } from './names';
import type { Problems } from './problems';
import { choice, type Fields, object, oneOf, optional, type Shape, text } from './shape';

/** In bits. */
const KEY_SIZES = { RSA: [2048, 3072, 4096, 8192], ECDSA: [256, 384, 521] } as const;

type KeySizes = typeof KEY_SIZES;

/** The key pair of an issued certificate; sizes in bits. A new key is made at each renewal. */
export type PrivateKey = {
  readonly [Algorithm in keyof KeySizes]: {
    readonly algorithm: Algorithm;
    readonly size: KeySizes[Algorithm][number];
    readonly encoding?: KeyEncoding;
  };
}[keyof KeySizes];

/** Default: `PKCS1`. */
export type KeyEncoding = 'PKCS1' | 'PKCS8';

/** What all certificates from cert-manager have in common. */
export interface IssuedCertificateProps {
  /** Who signs it. */
  readonly issuer: CertificateIssuer;
  /** Name of the Certificate. Default: that of its Secret. */
  readonly name?: string;
  /** ACME CAs ignore it. Default: none. */
  readonly subject?: CertificateSubject;
  /** At most 64 bytes, and with ACME one of the DNS names. Default: none. */
  readonly commonName?: string;
  /** Lifetime, at least 1 hour. Default: cert-manager's 90 days. ACME CAs decide themselves, so it is refused for them. */
  readonly duration?: Duration;
  /**
   * How long before its end it is renewed, at least 5 minutes and less than the lifetime; refused for ACME. Default:
   * a third of the real lifetime.
   */
  readonly renewBefore?: Duration;
  /** Let's Encrypt signs RSA up to 4096 bits and ECDSA up to 384. Default: ECDSA with 256 bits. */
  readonly privateKey?: PrivateKey;
}

const ENCODING: Shape<KeyEncoding> = choice('PKCS1', 'PKCS8');

const PRIVATE_KEY: Shape<PrivateKey> = oneOf('algorithm', {
  RSA: object({ algorithm: choice('RSA'), size: choice(...KEY_SIZES.RSA), encoding: optional(ENCODING) }),
  ECDSA: object({ algorithm: choice('ECDSA'), size: choice(...KEY_SIZES.ECDSA), encoding: optional(ENCODING) }),
});

export const ISSUED_CERTIFICATE: Fields<IssuedCertificateProps> = {
  issuer: CERTIFICATE_ISSUER,
  name: optional(text),
  subject: optional(CERTIFICATE_SUBJECT),
  commonName: optional(text),
  duration: optional(DURATION),
  renewBefore: optional(DURATION),
  privateKey: optional(PRIVATE_KEY),
};

/** The part of a Certificate's spec that does not depend on whom it identifies. */
export function issuedSpec(props: IssuedCertificateProps, secretName: string) {
  const key: PrivateKey = props.privateKey ?? { algorithm: 'ECDSA', size: 256 };
  return {
    secretName,
    ...(props.commonName === undefined ? {} : { commonName: props.commonName }),
    ...(props.subject === undefined ? {} : { subject: renderSubject(props.subject) }),
    ...(props.duration === undefined ? {} : { duration: goDuration(props.duration) }),
    ...(props.renewBefore === undefined ? {} : { renewBefore: goDuration(props.renewBefore) }),
    privateKey: {
      algorithm: CertificateSpecPrivateKeyAlgorithm[key.algorithm],
      size: key.size,
      encoding: CertificateSpecPrivateKeyEncoding[key.encoding ?? 'PKCS1'],
      rotationPolicy: CertificateSpecPrivateKeyRotationPolicy.ALWAYS,
    },
    issuerRef: { ...props.issuer.issuerRef },
  };
}

/** Key encipherment is RSA key exchange; an EC key cannot do it. */
export function leafUsages(key: PrivateKey | undefined): CertificateSpecUsages[] {
  return key?.algorithm === 'RSA'
    ? [CertificateSpecUsages.DIGITAL_SIGNATURE, CertificateSpecUsages.KEY_ENCIPHERMENT]
    : [CertificateSpecUsages.DIGITAL_SIGNATURE];
}

interface Identity {
  readonly hosts?: readonly string[];
  readonly ipAddresses?: readonly string[];
}

const CERT_MANAGER_DEFAULT = Duration.days(90);

/** What cert-manager's webhook and issuers would refuse, told where the props are given. */
export function checkIssued(problems: Problems, props: IssuedCertificateProps & Identity, namespace: string): void {
  if (props.name !== undefined) checkObjectName(problems, 'name', props.name);
  checkIssuerReach(problems, 'issuer', props.issuer, namespace);
  if (props.commonName !== undefined) {
    checkCommonName(
      problems,
      'commonName',
      props.commonName,
      'Give a shorter one, or leave it out: clients read the DNS names',
    );
  }
  if (isAcme(props)) checkAcmeLimits(problems, props);
  else checkLifetime(problems, props);
  checkIpAddresses(problems, props);
}

/** The CA's key may sign for everybody, and a gateway's ServiceAccount may read all Secrets of its namespace. */
export function checkKeyApart(problems: Problems, path: string, issuer: CertificateIssuer, namespace: string): void {
  problems.check(issuer.keyNamespace === namespace, () => ({
    path,
    value: issuer.issuerName,
    why: `its private key lies in ${namespace}, where the gateway may read all Secrets and could sign for anybody`,
    fix: 'Use a clusterResourceNamespace in which no gateway runs',
  }));
}

function isAcme(props: IssuedCertificateProps): boolean {
  return props.issuer.nature === 'acme-http01' || props.issuer.nature === 'acme-dns01';
}

export function checkIssuerReach(problems: Problems, path: string, issuer: CertificateIssuer, namespace: string): void {
  problems.check(issuer.namespace !== undefined && issuer.namespace !== namespace, () => ({
    path,
    value: `${issuer.namespace}/${issuer.issuerName}`,
    why: `an Issuer signs Certificates of its own namespace only, and this one lies in ${namespace}`,
    fix: `Use a ClusterIssuer, or an Issuer in ${namespace}`,
  }));
}

function checkLifetime(problems: Problems, { duration, renewBefore }: IssuedCertificateProps): void {
  checkAtLeast(problems, 'duration', duration, Duration.hours(1), 'cert-manager');
  checkAtLeast(problems, 'renewBefore', renewBefore, Duration.minutes(5), 'cert-manager');
  const lifetime = duration ?? CERT_MANAGER_DEFAULT;
  problems.check(renewBefore !== undefined && renewBefore.toMilliseconds() >= lifetime.toMilliseconds(), () => ({
    path: 'renewBefore',
    value: renewBefore && goDuration(renewBefore),
    why: `not shorter than the lifetime of ${goDuration(lifetime)}: it would be renewed without end`,
    fix: 'Use about a third of the lifetime, or leave it out',
  }));
}

function checkAcmeLimits(problems: Problems, props: IssuedCertificateProps & Identity): void {
  problems.check(props.duration !== undefined || props.renewBefore !== undefined, () => ({
    path: props.duration === undefined ? 'renewBefore' : 'duration',
    value: goDuration(props.duration ?? props.renewBefore ?? CERT_MANAGER_DEFAULT),
    why: 'ACME CAs set the lifetime themselves and keep shortening it, so a fixed time will not fit for long',
    fix: 'Leave it out: cert-manager renews at two thirds of the real lifetime',
  }));
  problems.check(props.commonName !== undefined && !(props.hosts ?? []).includes(props.commonName), () => ({
    path: 'commonName',
    value: props.commonName,
    why: 'ACME CAs sign a common name only when it is one of the DNS names',
    fix: 'Leave it out, or use one of the hosts',
  }));
  const { issuer, privateKey } = props;
  problems.check(issuer.isLetsEncrypt && (privateKey?.size === 8192 || privateKey?.size === 521), () => ({
    path: 'privateKey.size',
    value: privateKey?.size,
    why: "Let's Encrypt signs RSA keys of 2048, 3072 and 4096 bits and ECDSA keys of 256 and 384 bits",
    fix: 'Use one of these, or leave privateKey out',
  }));
}

function checkIpAddresses(problems: Problems, props: IssuedCertificateProps & Identity): void {
  const { issuer } = props;
  for (const [index, address] of (props.ipAddresses ?? []).entries()) {
    const path = `ipAddresses[${index}]`;
    // Node takes a zone for part of an address, Go's parser does not.
    const wrong = problems.check(isIP(address) === 0 || address.includes('%'), () => ({
      path,
      value: address,
      why: 'not an IP address',
      fix: 'Write an IPv4 or IPv6 address without prefix length, brackets or zone',
    }));
    problems.check(!wrong && !issuer.signsIpAddresses, () => ({
      path,
      value: address,
      why: `issuer ${issuer.issuerName} (${issuer.nature}) does not sign IP addresses, and the whole order would fail`,
      fix: 'Leave it out, or use a private CA',
    }));
  }
}

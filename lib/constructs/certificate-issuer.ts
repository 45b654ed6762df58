import { Construct } from 'constructs';
import {
  Certificate,
  ClusterIssuer,
  type ClusterIssuerSpec,
  Issuer,
  type IssuerSpec,
} from '../../imports/cert-manager.io';
import { ACME_PROPS, type AcmeProps, acmeSpec, ingressSelector, isLetsEncrypt } from './acme';
import { checkAcme } from './acme-checks';
import { metadata, SyncWave } from './argocd';
import { claim, note } from './claims';
import { withoutNamespace } from './cluster-scoped';
import { HTTP01_ISSUER } from './facts';
import { checkLabel, checkObjectName } from './names';
import {
  bootstrapName,
  caCertificateSpec,
  caNamespace,
  checkPrivateCa,
  PRIVATE_CA_PROPS,
  type PrivateCaProps,
} from './private-ca';
import type { Problems } from './problems';
import { checkProps } from './props';
import { choice, instance, object, oneOf, optional, type Shape, structure, text } from './shape';

export type { AcmeProps, AcmeSolver, Dns01Solver, Http01GatewayApiSolver, Http01Solver } from './acme';
export type { CertificateSubject } from './certificate-subject';
export type { PrivateCaProps } from './private-ca';

/** A bare self-signed ClusterIssuer: each certificate is its own root. No client trusts it; for trials only. */
export interface SelfSignedProps {
  readonly type: 'self-signed';
  /** Name of the ClusterIssuer. */
  readonly name: string;
}

const NATURES = ['private-ca', 'self-signed', 'acme-http01', 'acme-dns01', 'unknown'] as const;

/** What an issuer can do. */
export type IssuerNature = (typeof NATURES)[number];

/** An issuer that somebody else made. Nothing is rendered. */
export interface ExistingIssuerProps {
  readonly type: 'existing';
  /** Its name on the cluster. */
  readonly name: string;
  /** Namespace of an Issuer. Default: a ClusterIssuer. */
  readonly namespace?: string;
  /** API group of an external issuer. Default: `cert-manager.io`. */
  readonly group?: string;
  /** Kind of an external issuer, which it needs. Default: `Issuer` with a namespace, else `ClusterIssuer`. */
  readonly kind?: string;
  /** Default: `unknown`, which is taken for a public CA: no client certificates, no IP addresses, no client authority. */
  readonly nature?: IssuerNature;
}

export type CertificateIssuerProps = PrivateCaProps | SelfSignedProps | AcmeProps | ExistingIssuerProps;

export const CERTIFICATE_ISSUER_PROPS: Shape<CertificateIssuerProps> = oneOf('type', {
  'private-ca': PRIVATE_CA_PROPS,
  'self-signed': object({ type: choice('self-signed'), name: text }),
  acme: ACME_PROPS,
  existing: object({
    type: choice('existing'),
    name: text,
    namespace: optional(text),
    group: optional(text),
    kind: optional(text),
    nature: optional(choice(...NATURES)),
  }),
});

/** Who signs certificates: a cert-manager issuer, and what is known of it. */
export class CertificateIssuer extends Construct {
  readonly issuerName: string;
  readonly kind: string;
  readonly group: string;
  /** Namespace of an Issuer; undefined for cluster-scoped ones. */
  readonly namespace: string | undefined;
  readonly nature: IssuerNature;
  /** The HTTP-01 solver's `istio` label, when challenges come in through class `istio`. */
  readonly http01Selector: string | undefined;
  /** The ACME profile asked for. */
  readonly profile: string | undefined;
  /** True for an ACME account of Let's Encrypt that this construct makes. */
  readonly isLetsEncrypt: boolean;
  /** Where the private CA's key lies; undefined when this construct does not put it there. */
  readonly keyNamespace: string | undefined;

  /**
   * Throws for names, URLs and solvers that cannot be; see the props. The tree's validation reports another writer
   * of a private CA's Secret.
   */
  constructor(scope: Construct, id: string, props: CertificateIssuerProps) {
    checkIssuer(checkProps('CertificateIssuer', scope, id, CERTIFICATE_ISSUER_PROPS, props), props);
    super(scope, id);
    this.issuerName = props.name;
    this.namespace = props.type === 'acme' || props.type === 'existing' ? props.namespace : undefined;
    this.group = (props.type === 'existing' ? props.group : undefined) ?? CERT_MANAGER;
    this.kind =
      (props.type === 'existing' ? props.kind : undefined) ??
      (this.namespace === undefined ? 'ClusterIssuer' : 'Issuer');
    this.nature = natureOf(props);
    this.profile = props.type === 'acme' ? props.profile : undefined;
    this.isLetsEncrypt = props.type === 'acme' && isLetsEncrypt(props);
    this.http01Selector = props.type === 'acme' ? ingressSelector(props.solver) : undefined;
    this.keyNamespace = props.type === 'private-ca' ? caNamespace(props) : undefined;
    if (this.nature === 'acme-http01') note(this, HTTP01_ISSUER);
    if (props.type === 'private-ca') this.addPrivateCa(props, caNamespace(props));
    if (props.type === 'self-signed') this.addIssuer('issuer', props.name, SyncWave.ACCESS, { selfSigned: {} });
    if (props.type === 'acme') this.addIssuer('issuer', props.name, SyncWave.CA_ISSUER, { acme: acmeSpec(props) });
  }

  /** Reference for `Certificate.spec.issuerRef`. */
  get issuerRef(): { readonly name: string; readonly kind: string; readonly group: string } {
    return { name: this.issuerName, kind: this.kind, group: this.group };
  }

  /** True when the CA is one's own: it can sign client certificates and IP addresses, and `ca.crt` is written. */
  get isPrivateCa(): boolean {
    return this.nature === 'private-ca';
  }

  /** Let's Encrypt signs addresses with profile `shortlived` only; see letsencrypt.org/docs/profiles. */
  get signsIpAddresses(): boolean {
    const shortLived = this.nature === 'acme-http01' && this.profile === 'shortlived';
    return this.isPrivateCa || this.nature === 'self-signed' || shortLived;
  }

  private addIssuer(id: string, name: string, wave: number, spec: ClusterIssuerSpec): void {
    if (this.namespace === undefined) {
      withoutNamespace(new ClusterIssuer(this, id, { metadata: metadata(wave, name), spec }));
    }
    // The two kinds have the same fields under two generated types.
    else new Issuer(this, id, { metadata: metadata(wave, name, this.namespace), spec: spec as unknown as IssuerSpec });
  }

  private addPrivateCa(props: PrivateCaProps, namespace: string): void {
    claim(this, `Secret ${namespace}/${props.name}`, 'name');
    this.addIssuer('bootstrap', bootstrapName(props), SyncWave.ACCESS, { selfSigned: {} });
    new Certificate(this, 'ca', {
      metadata: metadata(SyncWave.CA_CERTIFICATE, props.name, namespace),
      spec: caCertificateSpec(props),
    });
    this.addIssuer('issuer', props.name, SyncWave.CA_ISSUER, { ca: { secretName: props.name } });
  }
}

export const CERTIFICATE_ISSUER: Shape<CertificateIssuer> = instance('a CertificateIssuer', {
  issuerName: text,
  nature: choice(...NATURES),
  namespace: optional(text),
  issuerRef: structure('a reference', { name: text, kind: text, group: text }),
});

const CERT_MANAGER = 'cert-manager.io';

function natureOf(props: CertificateIssuerProps): IssuerNature {
  if (props.type === 'existing') return props.nature ?? 'unknown';
  if (props.type !== 'acme') return props.type;
  return props.solver.type === 'dns01' ? 'acme-dns01' : 'acme-http01';
}

function checkIssuer(problems: Problems, props: CertificateIssuerProps): void {
  checkObjectName(problems, 'name', props.name);
  if (props.type === 'private-ca') checkPrivateCa(problems, props);
  if (props.type === 'acme') checkAcme(problems, props);
  if (props.type === 'existing') checkExisting(problems, props);
  problems.finish();
}

function checkExisting(problems: Problems, props: ExistingIssuerProps): void {
  const { namespace, group = CERT_MANAGER, kind } = props;
  if (namespace !== undefined) checkLabel(problems, 'namespace', namespace);
  checkObjectName(problems, 'group', group);
  const ownKind = namespace === undefined ? 'ClusterIssuer' : 'Issuer';
  problems.check(group === CERT_MANAGER && kind !== undefined && kind !== ownKind, () => ({
    path: 'kind',
    value: kind,
    why: `${namespace === undefined ? 'without a namespace' : `in namespace ${namespace}`} cert-manager's own issuers are of kind ${ownKind}`,
    fix: 'Leave it out, and give a namespace for an Issuer and none for a ClusterIssuer',
  }));
  problems.check(group !== CERT_MANAGER && !/^[A-Z][A-Za-z0-9]*$/.test(kind ?? ''), () => ({
    path: 'kind',
    value: kind,
    why: `group ${group} has kinds of its own`,
    fix: 'Name the kind of this issuer, such as AWSPCAClusterIssuer',
  }));
}

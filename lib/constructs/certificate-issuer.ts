import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Certificate,
  CertificateSpecPrivateKeyAlgorithm,
  CertificateSpecPrivateKeyRotationPolicy,
  CertificateSpecUsages,
  ClusterIssuer,
  type ClusterIssuerSpec,
  type ClusterIssuerSpecAcmeSolvers,
  type ClusterIssuerSpecAcmeSolversDns01,
  type ClusterIssuerSpecAcmeSolversHttp01GatewayHttpRouteParentRefs,
  Issuer,
  type IssuerSpec,
  toJson_ClusterIssuerSpecAcmeSolversDns01,
} from '../../imports/cert-manager.io';
import { metadata, SyncWave } from './argocd';
import { note } from './claims';
import { checkAtLeast, goDuration } from './durations';
import { HTTP01_ISSUER } from './facts';
import { checkLabel, checkObjectName } from './names';
import { Problems } from './problems';

/** Fields of an X.509 subject beside the common name. */
export interface CertificateSubject {
  readonly organizations: readonly string[];
  readonly organizationalUnits?: readonly string[];
  readonly countries?: readonly string[];
  readonly localities?: readonly string[];
  readonly provinces?: readonly string[];
}

/**
 * A private CA: self-signed ClusterIssuer, CA Certificate in cert-manager's cluster resource namespace, CA
 * ClusterIssuer. The key stays there, out of reach of the gateways' ServiceAccounts, which may list Secrets.
 */
export interface PrivateCaProps {
  readonly type: 'private-ca';
  /** Name of the CA ClusterIssuer and of the CA Certificate and its Secret. */
  readonly name: string;
  /** Subject of the CA certificate; an empty one is invalid by RFC 5280. */
  readonly subject: CertificateSubject;
  /** At most 64 characters. Default: `name`. */
  readonly commonName?: string;
  /** cert-manager's `--cluster-resource-namespace`. Default: `cert-manager`. */
  readonly clusterResourceNamespace?: string;
  /** Default: 10 years. Leaves are not issued anew when the CA is renewed, so make it long. */
  readonly duration?: Duration;
}

/** A bare self-signed ClusterIssuer: each certificate is its own root. No client trusts it; for trials only. */
export interface SelfSignedProps {
  readonly type: 'self-signed';
  readonly name: string;
}

/** Solves challenges through a route for `/.well-known/acme-challenge/` on port 80. No wildcard names. */
export interface Http01Solver {
  readonly type: 'http01';
  /** IngressClass whose controller serves the challenge. Default: `istio`, Istio's own. */
  readonly ingressClassName?: string;
  /**
   * Value of the label `istio` on the pods that serve class `istio` (mesh config `ingressSelector`). Default:
   * `ingressgateway`. A certificate for another gateway workload is refused: its challenges would never arrive.
   */
  readonly ingressSelector?: string;
}

/** Solves HTTP-01 challenges through HTTPRoutes on Kubernetes Gateway API gateways. */
export interface Http01GatewayApiSolver {
  readonly type: 'http01-gateway-api';
  /** At least one Gateway (gateway.networking.k8s.io) that has an HTTP listener on port 80 for the hosts. */
  readonly parentRefs: readonly ClusterIssuerSpecAcmeSolversHttp01GatewayHttpRouteParentRefs[];
}

/** Solves challenges through TXT records. The only way to wildcard names. */
export interface Dns01Solver {
  readonly type: 'dns01';
  /** Exactly one provider, as cert-manager's `dns01` has them, and optionally `cnameStrategy`. */
  readonly provider: ClusterIssuerSpecAcmeSolversDns01;
}

export type AcmeSolver = Http01Solver | Http01GatewayApiSolver | Dns01Solver;

/** An ACME account, such as one of Let's Encrypt. Signs server certificates only. */
export interface AcmeProps {
  readonly type: 'acme';
  readonly name: string;
  readonly solver: AcmeSolver;
  /** Namespace of an Issuer, good for Certificates of that namespace only. Default: a ClusterIssuer. */
  readonly namespace?: string;
  /** Directory URL. Default: Let's Encrypt's production directory. */
  readonly server?: string;
  /** Where the CA writes about expiring certificates. Default: none. */
  readonly email?: string;
  /** Certificate profile of the CA, such as `tlsserver` or `shortlived`. Default: the CA's own (`classic`). */
  readonly profile?: string;
  /** Secret of the account key, created by cert-manager. Default: `<name>-account-key`. */
  readonly accountKeySecretName?: string;
}

/** What an issuer that exists already can do. */
export type IssuerNature = 'private-ca' | 'self-signed' | 'acme-http01' | 'acme-dns01' | 'unknown';

/** An issuer that somebody else made. Nothing is rendered. */
export interface ExistingIssuerProps {
  readonly type: 'existing';
  readonly name: string;
  /** Namespace of an Issuer. Default: a ClusterIssuer. */
  readonly namespace?: string;
  /** API group of an external issuer. Default: `cert-manager.io`. */
  readonly group?: string;
  /** Kind of an external issuer. Default: `Issuer` with a namespace, else `ClusterIssuer`. */
  readonly kind?: string;
  /** Default: `unknown`, which is taken for a public CA: no client certificates, no IP addresses, no client authority. */
  readonly nature?: IssuerNature;
}

export type CertificateIssuerProps = PrivateCaProps | SelfSignedProps | AcmeProps | ExistingIssuerProps;

const LETS_ENCRYPT = 'https://acme-v02.api.letsencrypt.org/directory';
const TEN_YEARS = Duration.days(3650);

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

  /** Throws for names, URLs and solvers that cannot be; see the props. */
  constructor(scope: Construct, id: string, props: CertificateIssuerProps) {
    checkIssuer(Problems.of('CertificateIssuer', scope, id), props);
    super(scope, id);
    this.issuerName = props.name;
    this.namespace = props.type === 'acme' || props.type === 'existing' ? props.namespace : undefined;
    this.group = (props.type === 'existing' ? props.group : undefined) ?? 'cert-manager.io';
    this.kind =
      (props.type === 'existing' ? props.kind : undefined) ??
      (this.namespace === undefined ? 'ClusterIssuer' : 'Issuer');
    this.nature = natureOf(props);
    this.profile = props.type === 'acme' ? props.profile : undefined;
    this.http01Selector = props.type === 'acme' ? ingressSelector(props.solver) : undefined;
    if (this.nature === 'acme-http01') note(this, HTTP01_ISSUER);
    if (props.type === 'private-ca') this.addPrivateCa(props);
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
    if (this.namespace === undefined) new ClusterIssuer(this, id, { metadata: metadata(wave, name), spec });
    // The two kinds have the same fields under two generated types.
    else new Issuer(this, id, { metadata: metadata(wave, name, this.namespace), spec: spec as unknown as IssuerSpec });
  }

  private addPrivateCa(props: PrivateCaProps): void {
    const bootstrap = `${props.name}-selfsigned`;
    this.addIssuer('bootstrap', bootstrap, SyncWave.ACCESS, { selfSigned: {} });
    new Certificate(this, 'ca', {
      metadata: metadata(SyncWave.CA_CERTIFICATE, props.name, props.clusterResourceNamespace ?? 'cert-manager'),
      spec: {
        isCa: true,
        secretName: props.name,
        commonName: props.commonName ?? props.name,
        subject: mutable(props.subject),
        duration: goDuration(props.duration ?? TEN_YEARS),
        privateKey: {
          algorithm: CertificateSpecPrivateKeyAlgorithm.ECDSA,
          size: 256,
          // With a new key at renewal every leaf would become untrusted at once.
          rotationPolicy: CertificateSpecPrivateKeyRotationPolicy.NEVER,
        },
        usages: [
          CertificateSpecUsages.DIGITAL_SIGNATURE,
          CertificateSpecUsages.CERT_SIGN,
          CertificateSpecUsages.CRL_SIGN,
        ],
        issuerRef: { name: bootstrap, kind: 'ClusterIssuer', group: 'cert-manager.io' },
      },
    });
    this.addIssuer('issuer', props.name, SyncWave.CA_ISSUER, { ca: { secretName: props.name } });
  }
}

/** The generated types have mutable arrays; props are read-only. */
export function mutable<T extends Readonly<Record<string, readonly string[] | undefined>> | CertificateSubject>(
  lists: T,
) {
  return Object.fromEntries(
    Object.entries(lists).flatMap(([key, list]) => (list === undefined ? [] : [[key, [...list]]])),
  ) as { [K in keyof T]: string[] };
}

function natureOf(props: CertificateIssuerProps): IssuerNature {
  if (props.type === 'existing') return props.nature ?? 'unknown';
  if (props.type !== 'acme') return props.type;
  return props.solver.type === 'dns01' ? 'acme-dns01' : 'acme-http01';
}

function ingressSelector(solver: AcmeSolver): string | undefined {
  if (solver.type !== 'http01' || (solver.ingressClassName ?? 'istio') !== 'istio') return undefined;
  return solver.ingressSelector ?? 'ingressgateway';
}

function acmeSpec(props: AcmeProps) {
  return {
    server: props.server ?? LETS_ENCRYPT,
    privateKeySecretRef: { name: props.accountKeySecretName ?? `${props.name}-account-key` },
    ...(props.email === undefined ? {} : { email: props.email }),
    ...(props.profile === undefined ? {} : { profile: props.profile }),
    solvers: [solverSpec(props.solver)],
  };
}

function solverSpec(solver: AcmeSolver): ClusterIssuerSpecAcmeSolvers {
  if (solver.type === 'dns01') return { dns01: solver.provider };
  if (solver.type === 'http01-gateway-api') {
    return { http01: { gatewayHttpRoute: { parentRefs: [...solver.parentRefs] } } };
  }
  return { http01: { ingress: { ingressClassName: solver.ingressClassName ?? 'istio' } } };
}

function checkIssuer(problems: Problems, props: CertificateIssuerProps): void {
  checkObjectName(problems, 'name', props.name);
  if (props.type === 'private-ca') checkPrivateCa(problems, props);
  if (props.type === 'acme') checkAcme(problems, props);
  if (props.type === 'existing' && props.namespace !== undefined) checkLabel(problems, 'namespace', props.namespace);
  problems.finish();
}

function checkPrivateCa(problems: Problems, props: PrivateCaProps): void {
  const commonName = props.commonName ?? props.name;
  checkCommonName(problems, 'commonName', commonName);
  problems.check(props.subject.organizations.length === 0, () => ({
    path: 'subject.organizations',
    value: props.subject.organizations,
    why: 'a CA without a subject is invalid by RFC 5280, and clients cannot tell it from another',
    fix: 'Name your organization',
  }));
  checkLabel(problems, 'clusterResourceNamespace', props.clusterResourceNamespace ?? 'cert-manager');
  checkAtLeast(
    problems,
    'duration',
    props.duration,
    Duration.days(365),
    'a CA that expires takes all its certificates along, so this construct',
  );
}

/** cert-manager refuses more than 64 bytes (RFC 5280, ub-common-name). */
export function checkCommonName(problems: Problems, path: string, commonName: string): void {
  problems.check(Buffer.byteLength(commonName) > 64 || commonName === '', () => ({
    path,
    value: commonName,
    why: `a common name has 1 to 64 bytes, this one ${Buffer.byteLength(commonName)}`,
    fix: 'Give a shorter one, or leave it out: clients read the DNS names',
  }));
}

function checkAcme(problems: Problems, props: AcmeProps): void {
  if (props.namespace !== undefined) checkLabel(problems, 'namespace', props.namespace);
  const server = props.server ?? LETS_ENCRYPT;
  problems.check(!/^https:\/\/[^/]+/.test(server), () => ({
    path: 'server',
    value: server,
    why: "not the https address of an ACME server's directory",
    fix: `Use for instance ${LETS_ENCRYPT}`,
  }));
  const { solver } = props;
  if (solver.type === 'dns01') checkDns01(problems, solver.provider);
  problems.check(solver.type === 'http01-gateway-api' && solver.parentRefs.length === 0, () => ({
    path: 'solver.parentRefs',
    value: [],
    why: 'no Gateway would route the challenges',
    fix: 'Name the Gateway API gateway that serves port 80 of these hosts',
  }));
}

function checkDns01(problems: Problems, provider: ClusterIssuerSpecAcmeSolversDns01): void {
  const rendered = toJson_ClusterIssuerSpecAcmeSolversDns01(provider) ?? {};
  const providers = Object.keys(rendered).filter((key) => key !== 'cnameStrategy');
  const lost = leaves(provider) !== leaves(rendered);
  problems.check(lost || providers.length !== 1, () => ({
    path: 'solver.provider',
    value: Object.keys(provider),
    why: lost
      ? 'has a field that the generated class does not know, which would vanish'
      : `names ${providers.length} DNS providers, one is needed`,
    fix: 'Use the property names of ClusterIssuerSpecAcmeSolversDns01 in imports/cert-manager.io, with one provider',
  }));
}

function leaves(value: unknown): number {
  if (value === undefined) return 0;
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, item) => sum + leaves(item), 0);
}

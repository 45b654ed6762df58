import type {
  ClusterIssuerSpecAcme,
  ClusterIssuerSpecAcmeSolvers,
  ClusterIssuerSpecAcmeSolversDns01,
  ClusterIssuerSpecAcmeSolversHttp01GatewayHttpRouteParentRefs,
} from '../../imports/cert-manager.io';
import { choice, list, number, object, oneOf, optional, type Shape, structure, text } from './shape';

/** Solves challenges through a route for `/.well-known/acme-challenge/` on port 80. No wildcard names. */
export interface Http01Solver {
  readonly type: 'http01';
  /**
   * IngressClass whose controller serves the challenge. Default: `istio`. Istio makes no such object: unless the
   * cluster has an IngressClass `istio` with controller `istio.io/ingress-controller`, challenges never arrive.
   */
  readonly ingressClassName?: string;
  /**
   * Value of the label `istio` on the pods that serve class `istio` (mesh config `ingressSelector`); for that class
   * only. Default: `ingressgateway`. A certificate for another gateway workload is refused: its challenges would
   * never arrive.
   */
  readonly ingressSelector?: string;
}

/** Solves HTTP-01 challenges through HTTPRoutes on Kubernetes Gateway API gateways. No wildcard names. */
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
  /** Name of the ClusterIssuer or Issuer. */
  readonly name: string;
  /** How the CA is shown that the hosts are ours. */
  readonly solver: AcmeSolver;
  /** Namespace of an Issuer, good for Certificates of that namespace only. Default: a ClusterIssuer. */
  readonly namespace?: string;
  /** Directory URL, https. Default: Let's Encrypt's production directory. */
  readonly server?: string;
  /** Where the CA writes about the account and its certificates. Default: none. */
  readonly email?: string;
  /** Certificate profile of the CA, such as `tlsserver` or `shortlived`. Default: the CA's own (Let's Encrypt: `classic`). */
  readonly profile?: string;
  /**
   * Secret of the account key, created by cert-manager: in the Issuer's namespace, for a ClusterIssuer in the cluster
   * resource namespace. Default: `<name>-account-key`.
   */
  readonly accountKeySecretName?: string;
}

const PARENT_REF: Shape<ClusterIssuerSpecAcmeSolversHttp01GatewayHttpRouteParentRefs> = object({
  group: optional(text),
  kind: optional(text),
  name: text,
  namespace: optional(text),
  port: optional(number),
  sectionName: optional(text),
});

/** What is in a provider is for the check of what is rendered from it. */
const PROVIDER: Shape<ClusterIssuerSpecAcmeSolversDns01> = structure('an object with one DNS provider', {});

const SOLVER: Shape<AcmeSolver> = oneOf('type', {
  http01: object({ type: choice('http01'), ingressClassName: optional(text), ingressSelector: optional(text) }),
  'http01-gateway-api': object({ type: choice('http01-gateway-api'), parentRefs: list(PARENT_REF) }),
  dns01: object({ type: choice('dns01'), provider: PROVIDER }),
});

export const ACME_PROPS: Shape<AcmeProps> = object({
  type: choice('acme'),
  name: text,
  solver: SOLVER,
  namespace: optional(text),
  server: optional(text),
  email: optional(text),
  profile: optional(text),
  accountKeySecretName: optional(text),
});

export const LETS_ENCRYPT = 'https://acme-v02.api.letsencrypt.org/directory';
export const ACCOUNT_KEY = '-account-key';

/** Production or staging. */
export function isLetsEncrypt({ server = LETS_ENCRYPT }: AcmeProps): boolean {
  return /^https:\/\/[^/]*\.letsencrypt\.org\//.test(server);
}

/** The `istio` label of the pods that challenges come in through; undefined when class `istio` does not serve them. */
export function ingressSelector(solver: AcmeSolver): string | undefined {
  if (solver.type !== 'http01' || (solver.ingressClassName ?? 'istio') !== 'istio') return undefined;
  return solver.ingressSelector ?? 'ingressgateway';
}

export function acmeSpec(props: AcmeProps): ClusterIssuerSpecAcme {
  const { name, server, accountKeySecretName, email, profile, solver } = props;
  return {
    server: server ?? LETS_ENCRYPT,
    privateKeySecretRef: { name: accountKeySecretName ?? `${name}${ACCOUNT_KEY}` },
    ...(email === undefined ? {} : { email }),
    ...(profile === undefined ? {} : { profile }),
    solvers: [solverSpec(solver)],
  };
}

function solverSpec(solver: AcmeSolver): ClusterIssuerSpecAcmeSolvers {
  if (solver.type === 'dns01') return { dns01: solver.provider };
  if (solver.type === 'http01-gateway-api') {
    return { http01: { gatewayHttpRoute: { parentRefs: [...solver.parentRefs] } } };
  }
  return { http01: { ingress: { ingressClassName: solver.ingressClassName ?? 'istio' } } };
}

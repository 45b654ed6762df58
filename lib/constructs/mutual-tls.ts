import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { DestinationRule } from '../../imports/networking.istio.io';
import {
  PeerAuthentication,
  type PeerAuthenticationSpec,
  PeerAuthenticationSpecMtlsMode,
  PeerAuthenticationSpecPortLevelMtlsMode,
} from '../../imports/security.istio.io';
import { metadata, SyncWave } from './argocd';
import { checkTree, claim, whoNoted } from './claims';
import { HTTP01_ISSUER, http01Namespace } from './facts';
import {
  checkClients,
  clientRules,
  coversRandomNames,
  EXPLICIT_CLIENTS,
  type ExplicitClients,
  type Reach,
} from './mesh-clients';
import { checkLabel, checkLabels, checkPort, isSubdomain } from './names';
import type { Problems } from './problems';
import { checkProps } from './props';
import { choice, either, type Fields, object, oneOf, optional, record, type Shape, text } from './shape';

export type { ExplicitClients } from './mesh-clients';

const MODES = ['STRICT', 'PERMISSIVE', 'DISABLE'] as const;

/** What sidecars accept: mTLS only, both, or plaintext only. */
export type MutualTlsMode = (typeof MODES)[number];

interface CommonProps {
  /** What the servers accept. Default: `STRICT`. */
  readonly mode?: MutualTlsMode;
  /**
   * Mesh config `rootNamespace`, where a policy without selector is for the whole mesh and one with a selector is
   * ignored. Default: `istio-system`.
   */
  readonly rootNamespace?: string;
}

interface ClientSideProps extends CommonProps {
  /**
   * `auto`: Istio's automatic mTLS (mesh config `enableAutoMtls`, on by default) picks mTLS for pods with sidecars
   * and plaintext for the rest, and nothing is rendered. Default: `auto`.
   */
  readonly clients?: 'auto' | ExplicitClients;
  /** The cluster's DNS domain, for the hosts of explicit clients. Default: `cluster.local`. */
  readonly clusterDomain?: string;
}

/** For the whole mesh: a policy without selector in Istio's root namespace. */
export interface MeshMutualTlsProps extends ClientSideProps {
  readonly scope: 'mesh';
}

/** For one namespace, which is not the root namespace. */
export interface NamespaceMutualTlsProps extends ClientSideProps {
  readonly scope: 'namespace';
  readonly namespace: string;
}

/** For the pods with these labels, with exceptions for single ports. */
export interface WorkloadMutualTlsProps extends CommonProps {
  readonly scope: 'workload';
  /** Namespace of the pods, which is not the root namespace. */
  readonly namespace: string;
  /** Name of the policy. */
  readonly name: string;
  /** Labels of the pods, at least one. */
  readonly labels: Readonly<Record<string, string>>;
  /** Modes of single ports of the pods (not of the Service). Default: none. */
  readonly ports?: Readonly<Record<number, MutualTlsMode>>;
}

export type MutualTlsProps = MeshMutualTlsProps | NamespaceMutualTlsProps | WorkloadMutualTlsProps;

const MODE: Shape<MutualTlsMode> = choice(...MODES);

const COMMON: Fields<CommonProps> = { mode: optional(MODE), rootNamespace: optional(text) };

const CLIENT_SIDE: Fields<ClientSideProps> = {
  ...COMMON,
  clients: optional(either(choice('auto'), EXPLICIT_CLIENTS)),
  clusterDomain: optional(text),
};

export const MUTUAL_TLS_PROPS: Shape<MutualTlsProps> = oneOf('scope', {
  mesh: object({ ...CLIENT_SIDE, scope: choice('mesh') }),
  namespace: object({ ...CLIENT_SIDE, scope: choice('namespace'), namespace: text }),
  workload: object({
    ...COMMON,
    scope: choice('workload'),
    namespace: text,
    name: text,
    labels: record(text),
    ports: optional(record(MODE)),
  }),
});

/**
 * Who talks mTLS in the mesh: what servers accept (PeerAuthentication) and, if wished, what clients send
 * (DestinationRule). Order of precedence in Istio: workload, namespace, mesh.
 */
export class MutualTls extends Construct {
  /**
   * With explicit clients, the first DestinationRule that makes them send mTLS: the one for every Service of the scope,
   * unless `hosts` names some. It is what to acknowledge, where a verifier warns of it.
   */
  readonly clientRule: ApiObject | undefined;

  /**
   * Throws for hosts, labels and ports that cannot be. The tree's validation reports a second policy for the same
   * pods (without selector in one namespace, or with the same labels), of which Istio would take the older, and an
   * explicit client side where HTTP-01 solvers will run, whose pods have random names and no sidecar.
   */
  constructor(scope: Construct, id: string, props: MutualTlsProps) {
    checkMutualTls(checkProps('MutualTls', scope, id, MUTUAL_TLS_PROPS, props), props);
    super(scope, id);
    const namespace = props.scope === 'mesh' ? rootNamespace(props) : props.namespace;
    const place = props.scope === 'workload' ? 'labels' : 'scope';
    claim(this, `PeerAuthentication ${subjects(props)} in namespace ${namespace}`, place);
    new PeerAuthentication(this, 'peer-authentication', {
      metadata: metadata(SyncWave.MESH_POLICY, props.scope === 'workload' ? props.name : 'default', namespace),
      spec: peerAuthenticationSpec(props),
    });
    if (props.scope !== 'workload' && props.clients !== undefined && props.clients !== 'auto') {
      this.clientRule = this.addClients(namespace, reachOf(props), props.clients);
    }
  }

  private addClients(namespace: string, reach: Reach, clients: ExplicitClients): ApiObject | undefined {
    const [first] = clientRules(reach, clients).map(
      ({ name, host, mode }) =>
        new DestinationRule(this, `clients-${name}`, {
          metadata: metadata(SyncWave.MESH_POLICY, name, namespace),
          spec: { host, trafficPolicy: { tls: { mode } } },
        }),
    );
    if (coversRandomNames(reach, clients)) checkTree(this, () => this.solverProblems(reach));
    return first;
  }

  private solverProblems({ namespace }: Reach): string[] {
    const fact = namespace === undefined ? HTTP01_ISSUER : http01Namespace(namespace);
    const place = namespace === undefined ? 'the mesh' : `namespace ${namespace}`;
    return whoNoted(this, fact).map(
      (owner) =>
        `${this.node.path} makes clients send mTLS to Services of ${place}, and ${owner.node.path} has HTTP-01 challenges ` +
        "solved there by pods that have random names and no sidecar: they would fail. Use clients: 'auto', or a DNS-01 issuer.",
    );
  }
}

function rootNamespace(props: CommonProps): string {
  return props.rootNamespace ?? 'istio-system';
}

function reachOf(props: MeshMutualTlsProps | NamespaceMutualTlsProps): Reach {
  const namespace = props.scope === 'mesh' ? undefined : props.namespace;
  return { namespace, domain: props.clusterDomain ?? 'cluster.local' };
}

function subjects(props: MutualTlsProps): string {
  if (props.scope !== 'workload') return 'without selector';
  const labels = Object.entries(props.labels).map(([key, value]) => `${key}=${value}`);
  return `for pods with ${labels.toSorted().join(',')}`;
}

function peerAuthenticationSpec(props: MutualTlsProps): PeerAuthenticationSpec {
  const mtls = { mode: PeerAuthenticationSpecMtlsMode[props.mode ?? 'STRICT'] };
  if (props.scope !== 'workload') return { mtls };
  const ports = Object.entries(props.ports ?? {}).map(
    ([port, mode]) => [port, { mode: PeerAuthenticationSpecPortLevelMtlsMode[mode] }] as const,
  );
  return {
    selector: { matchLabels: { ...props.labels } },
    mtls,
    ...(ports.length === 0 ? {} : { portLevelMtls: Object.fromEntries(ports) }),
  };
}

function checkMutualTls(problems: Problems, props: MutualTlsProps): void {
  checkLabel(problems, 'rootNamespace', rootNamespace(props));
  if (props.scope !== 'mesh') checkNamespace(problems, props);
  if (props.scope === 'workload') checkWorkload(problems, props);
  else checkClientSide(problems, props);
  problems.finish();
}

function checkNamespace(problems: Problems, props: NamespaceMutualTlsProps | WorkloadMutualTlsProps): void {
  const { scope, namespace } = props;
  checkLabel(problems, 'namespace', namespace);
  problems.check(namespace === rootNamespace(props), () => ({
    path: 'namespace',
    value: namespace,
    why:
      scope === 'namespace'
        ? "in Istio's root namespace the policy would be for the whole mesh"
        : "in Istio's root namespace policies with a selector are ignored",
    fix:
      scope === 'namespace'
        ? "Say scope: 'mesh' if that is meant, or tell the mesh config's rootNamespace"
        : "Use the pods' own namespace, or tell the mesh config's rootNamespace",
  }));
}

function checkWorkload(problems: Problems, { name, labels, ports }: WorkloadMutualTlsProps): void {
  checkLabel(problems, 'name', name);
  checkLabels(problems, 'labels', labels);
  for (const port of Object.keys(ports ?? {})) {
    // The key is rendered as it is, so 080 and 1e3 are no numbers either.
    checkPort(problems, `ports[${port}]`, String(Number(port)) === port ? Number(port) : Number.NaN);
  }
}

function checkClientSide(problems: Problems, props: MeshMutualTlsProps | NamespaceMutualTlsProps): void {
  const { mode, clients } = props;
  const reach = reachOf(props);
  problems.check(!isSubdomain(reach.domain), () => ({
    path: 'clusterDomain',
    value: reach.domain,
    why: 'not a DNS domain',
    fix: "Use the cluster's own, such as cluster.local",
  }));
  if (clients === undefined || clients === 'auto') return;
  checkClients(problems, reach, clients);
  problems.check(mode === 'DISABLE' && clients.hosts === undefined, () => ({
    path: 'clients',
    value: clients,
    why: 'servers would take plaintext only and clients send mTLS only, so every call would fail',
    fix: "Say clients: 'auto', or use mode PERMISSIVE",
  }));
}

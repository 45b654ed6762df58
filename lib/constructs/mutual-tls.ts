import { Construct } from 'constructs';
import { DestinationRule, DestinationRuleSpecTrafficPolicyTlsMode } from '../../imports/networking.istio.io';
import {
  PeerAuthentication,
  type PeerAuthenticationSpec,
  PeerAuthenticationSpecMtlsMode,
  PeerAuthenticationSpecPortLevelMtlsMode,
} from '../../imports/security.istio.io';
import { metadata, SyncWave } from './argocd';
import { checkTree, claim, whoNoted } from './claims';
import { HTTP01_ISSUER, http01Namespace } from './facts';
import { checkLabel, checkLabels, checkPort, isHostPattern } from './names';
import { Problems } from './problems';

/** What sidecars accept: mTLS only, both, or plaintext only. */
export type MutualTlsMode = 'STRICT' | 'PERMISSIVE' | 'DISABLE';

/**
 * Clients are told by DestinationRules to use mTLS whatever they find: they fail closed. Every host named here
 * must have a sidecar behind it, or be exempt.
 */
export interface ExplicitClients {
  /** Hosts that clients call with mTLS. Default: `*.local` for the mesh, `*.<namespace>.svc.<domain>` for a namespace. */
  readonly hosts?: readonly string[];
  /**
   * Hosts without sidecars, called in plaintext. For the mesh `kubernetes.default` and `*.kube-system` are always
   * exempt. Default: none further.
   */
  readonly exempt?: readonly string[];
}

interface CommonProps {
  /** What the servers accept. Default: `STRICT`. */
  readonly mode?: MutualTlsMode;
  /** The cluster's DNS domain. Default: `cluster.local`. */
  readonly clusterDomain?: string;
}

interface ClientSideProps extends CommonProps {
  /**
   * `auto`: Istio's automatic mTLS (mesh config `enableAutoMtls`, on by default) picks mTLS for pods with sidecars
   * and plaintext for the rest, and nothing is rendered. Default: `auto`.
   */
  readonly clients?: 'auto' | ExplicitClients;
}

/** For the whole mesh: a policy without selector in Istio's root namespace. */
export interface MeshMutualTlsProps extends ClientSideProps {
  readonly scope: 'mesh';
  /** Mesh config `rootNamespace`. Default: `istio-system`. */
  readonly rootNamespace?: string;
}

/** For one namespace. */
export interface NamespaceMutualTlsProps extends ClientSideProps {
  readonly scope: 'namespace';
  readonly namespace: string;
}

/** For the pods with these labels, with exceptions for single ports. */
export interface WorkloadMutualTlsProps extends CommonProps {
  readonly scope: 'workload';
  readonly namespace: string;
  /** Name of the policy. */
  readonly name: string;
  /** Labels of the pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** Modes of single ports of the pods (not of the Service). Default: none. */
  readonly ports?: Readonly<Record<number, MutualTlsMode>>;
}

export type MutualTlsProps = MeshMutualTlsProps | NamespaceMutualTlsProps | WorkloadMutualTlsProps;

/**
 * Who talks mTLS in the mesh: what servers accept (PeerAuthentication) and, if wished, what clients send
 * (DestinationRule). Order of precedence in Istio: workload, namespace, mesh.
 */
export class MutualTls extends Construct {
  /**
   * Throws for hosts, labels and ports that cannot be. The tree's validation reports a second policy without
   * selector in one namespace, of which Istio would take the older, and an explicit client side where HTTP-01
   * solvers will run, whose pods have random names and no sidecar.
   */
  constructor(scope: Construct, id: string, props: MutualTlsProps) {
    checkMutualTls(Problems.of('MutualTls', scope, id), props);
    super(scope, id);
    const namespace = props.scope === 'mesh' ? (props.rootNamespace ?? 'istio-system') : props.namespace;
    const name = props.scope === 'workload' ? props.name : 'default';
    if (props.scope !== 'workload')
      claim(this, `PeerAuthentication without selector in namespace ${namespace}`, 'scope');
    new PeerAuthentication(this, 'peer-authentication', {
      metadata: metadata(SyncWave.MESH_POLICY, name, namespace),
      spec: peerAuthenticationSpec(props),
    });
    if (props.scope === 'workload' || props.clients === undefined || props.clients === 'auto') return;
    this.addClients(namespace, clientRules(props, props.clients));
    checkTree(this, () => this.solverProblems(props));
  }

  private addClients(namespace: string, rules: ReturnType<typeof clientRules>): void {
    for (const { name, host, mode } of rules) {
      new DestinationRule(this, `clients-${name}`, {
        metadata: metadata(SyncWave.MESH_POLICY, name, namespace),
        spec: { host, trafficPolicy: { tls: { mode } } },
      });
    }
  }

  private solverProblems(props: MeshMutualTlsProps | NamespaceMutualTlsProps): string[] {
    const fact = props.scope === 'mesh' ? HTTP01_ISSUER : http01Namespace(props.namespace);
    const reach = props.scope === 'mesh' ? 'the mesh' : `namespace ${props.namespace}`;
    return whoNoted(this, fact).map(
      (owner) =>
        `${this.node.path} makes clients send mTLS to Services of ${reach}, and ${owner.node.path} has HTTP-01 challenges ` +
        "solved there by pods that have random names and no sidecar: they would fail. Use clients: 'auto', or a DNS-01 issuer.",
    );
  }
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

function clientRules(props: MeshMutualTlsProps | NamespaceMutualTlsProps, clients: ExplicitClients) {
  const suffix = `.svc.${props.clusterDomain ?? 'cluster.local'}`;
  const namespace = props.scope === 'mesh' ? undefined : props.namespace;
  const everything = namespace === undefined ? '*.local' : `*.${namespace}${suffix}`;
  const builtIn = namespace === undefined ? [`kubernetes.default${suffix}`, `*.kube-system${suffix}`] : [];
  const exempt = [...new Set([...builtIn, ...(clients.exempt ?? [])])];
  const name = (host: string) => (host === everything ? 'default' : slug(host, suffix, namespace));
  return [
    ...(clients.hosts ?? [everything]).map((host) => ({
      name: name(host),
      host,
      mode: DestinationRuleSpecTrafficPolicyTlsMode.ISTIO_UNDERSCORE_MUTUAL,
    })),
    ...exempt.map((host) => ({
      name: `${slug(host, suffix, namespace)}-plaintext`,
      host,
      mode: DestinationRuleSpecTrafficPolicyTlsMode.DISABLE,
    })),
  ];
}

/** `articles.default.svc.cluster.local` becomes `articles` in namespace default, else `articles-default`. */
function slug(host: string, suffix: string, namespace: string | undefined): string {
  const short = host.endsWith(suffix) ? host.slice(0, -suffix.length) : host;
  const own =
    namespace !== undefined && short.endsWith(`.${namespace}`) ? short.slice(0, -namespace.length - 1) : short;
  return own.replace(/^\*\.?/, '').replaceAll('.', '-') || 'all';
}

function checkMutualTls(problems: Problems, props: MutualTlsProps): void {
  if (props.scope === 'mesh') checkLabel(problems, 'rootNamespace', props.rootNamespace ?? 'istio-system');
  else checkLabel(problems, 'namespace', props.namespace);
  if (props.scope === 'workload') {
    checkLabel(problems, 'name', props.name);
    checkLabels(problems, 'labels', props.labels);
    for (const port of Object.keys(props.ports ?? {})) checkPort(problems, `ports[${port}]`, Number(port));
  } else if (props.clients !== undefined && props.clients !== 'auto') {
    checkClientHosts(problems, 'clients.hosts', props.clients.hosts);
    checkClientHosts(problems, 'clients.exempt', props.clients.exempt);
  }
  problems.finish();
}

function checkClientHosts(problems: Problems, path: string, hosts: readonly string[] | undefined): void {
  for (const [index, host] of (hosts ?? []).entries()) {
    problems.check(host !== '*.local' && !isHostPattern(host), () => ({
      path: `${path}[${index}]`,
      value: host,
      why: "not the full name of a Service, nor a wildcard of such names: a short name means Services of the rule's own namespace",
      fix: 'Write for instance reviews.bookinfo.svc.cluster.local',
    }));
  }
}

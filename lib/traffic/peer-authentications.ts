import { groupBy } from '../groups';
import type { Catalog } from '../manifest/catalog';
import { type Field, specOf } from '../manifest/field';
import type { Manifest, Path } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';
import type { Pod } from '../manifest/pods';
import { oldestFirst } from './creation-order';
import { PEER_AUTHENTICATION } from './kinds';
import { selectorIn } from './labels';
import type { MeshConfig } from './mesh-config';

const MODES = ['STRICT', 'PERMISSIVE', 'DISABLE'] as const;

/** What a sidecar takes: only mutual TLS, that and plaintext, or only plaintext. */
export interface PeerMode {
  readonly mode: (typeof MODES)[number];
  /** Absent where nothing says so, and PERMISSIVE is Istio's default. */
  readonly decidedBy?: { readonly manifest: Manifest; readonly path: Path };
}

/**
 * Which PeerAuthentication is in force: that of the workload, else of the namespace, else of the mesh, each inheriting
 * what it leaves UNSET. Of several for one of these, the oldest. In the root namespace those with a selector are for
 * nobody. Source: the header of security/v1beta1/peer_authentication.proto, and istiod's ComposePeerAuthentication.
 */
export class PeerAuthentications {
  /** Oldest first, as are all lists here. */
  readonly all: readonly Manifest[];
  private readonly wide: ReadonlyMap<string, readonly Manifest[]>;
  private readonly narrow: ReadonlyMap<string, readonly Manifest[]>;
  private workloads: ReadonlyMap<Manifest, Manifest> | undefined;

  constructor(
    private readonly catalog: Catalog,
    private readonly config: MeshConfig,
  ) {
    this.all = oldestFirst(catalog, PEER_AUTHENTICATION);
    const namespaceOf = (policy: Manifest) => catalog.namespaceOf(policy);
    this.wide = groupBy(
      this.all.filter((policy) => !hasSelector(policy)),
      namespaceOf,
    );
    this.narrow = groupBy(this.all.filter(hasSelector), namespaceOf);
  }

  /** What the Pod's sidecar takes on a port of the container; without a port, on those with no mode of their own. */
  modeOf(pod: Pod, port?: number): PeerMode {
    const inherited = this.namespaceMode(this.catalog.namespaceOf(pod.owner));
    const policy = this.workloadPolicy(pod);
    if (policy === undefined) return inherited;
    const mode = stated(policy, specOf(policy).get('mtls')) ?? inherited;
    if (port === undefined) return mode;
    return stated(policy, specOf(policy).get('portLevelMtls', String(port))) ?? mode;
  }

  /** What is in force where no policy selects the workload: all that clients with automatic mutual TLS go by. */
  namespaceMode(namespace: string): PeerMode {
    return this.ownMode(namespace) ?? this.meshMode();
  }

  meshMode(): PeerMode {
    return this.ownMode(this.config.rootNamespace) ?? { mode: 'PERMISSIVE' };
  }

  /** Policies for a whole namespace, or in the root namespace for the mesh; all but the first are ignored. */
  selectorless(namespace: string): readonly Manifest[] {
    return this.wide.get(namespace || this.catalog.defaultNamespace) ?? [];
  }

  withSelector(namespace: string): readonly Manifest[] {
    return this.narrow.get(namespace || this.catalog.defaultNamespace) ?? [];
  }

  /** The policy with a selector that is in force on the Pod; others that select it are ignored. */
  workloadPolicy(pod: Pod): Manifest | undefined {
    this.workloads ??= this.byWorkload();
    return this.workloads.get(pod.owner);
  }

  private ownMode(namespace: string): PeerMode | undefined {
    const [policy] = this.selectorless(namespace);
    return policy && stated(policy, specOf(policy).get('mtls'));
  }

  private byWorkload(): ReadonlyMap<Manifest, Manifest> {
    const found = new Map<Manifest, Manifest>();
    for (const [namespace, policies] of this.narrow) {
      if (namespace === this.config.rootNamespace) continue;
      for (const [labels, policy] of oldestBySelector(policies)) {
        for (const { owner } of this.catalog.podsWith(labels, namespace)) {
          if (!found.has(owner)) found.set(owner, policy);
        }
      }
    }
    return found;
  }
}

function hasSelector(policy: Manifest): boolean {
  return specOf(policy).get('selector', 'matchLabels').entries.length > 0;
}

/** Each selector once, since only the oldest policy that has it can be in force. */
function oldestBySelector(policies: readonly Manifest[]): readonly (readonly [Labels, Manifest])[] {
  const found = new Map<string, readonly [Labels, Manifest]>();
  for (const policy of policies) {
    const labels = selectorIn(specOf(policy).get('selector', 'matchLabels'));
    const key = JSON.stringify(Object.entries(labels ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1)));
    if (labels !== undefined && !found.has(key)) found.set(key, [labels, policy]);
  }
  return [...found.values()];
}

/** The mode that is written in `mtls` or for a port; nothing where it is UNSET. */
function stated(policy: Manifest, settings: Field): PeerMode | undefined {
  const { text, path } = settings.get('mode');
  const mode = MODES.find((known) => known === text);
  return mode && { mode, decidedBy: { manifest: policy, path } };
}

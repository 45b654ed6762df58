import { append, groupBy } from '../groups';
import { kindKey, type Manifest } from './manifest';
import { type Pod, podOf } from './pods';
import { PodIndex, type Labels } from './pod-index';

export interface CatalogOptions {
  /** What the cluster already has: looked up like the rest, and not judged. */
  readonly context?: readonly Manifest[];
  /** Where objects go that name no namespace, as kubectl's current one. Default: "default". */
  readonly defaultNamespace?: string;
}

/** Kinds without a namespace, of those that are looked up by name. What they carry in `metadata.namespace` is ignored. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'ClusterRole.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'MutatingWebhookConfiguration.admissionregistration.k8s.io',
  'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
  'IngressClass.networking.k8s.io',
  'PriorityClass.scheduling.k8s.io',
  'StorageClass.storage.k8s.io',
  'GatewayClass.gateway.networking.k8s.io',
  'ClusterIssuer.cert-manager.io',
]);

/**
 * All objects of the input, indexed once. A kind is named as by `kindKey`, so that all versions of it are one. Where
 * an object is both judged and context, the judged one is the one that will be, and the other is left out.
 */
export class Catalog {
  /** Judged objects first, each in their order. */
  readonly all: readonly Manifest[];
  readonly judged: readonly Manifest[];
  readonly context: readonly Manifest[];
  /** Judged objects that are there more than once, in their order; the last is the one that is looked up. */
  readonly duplicates: readonly (readonly Manifest[])[];
  readonly defaultNamespace: string;
  private readonly byRef = new Map<string, Manifest>();
  private readonly byKind = new Map<string, Manifest[]>();
  private readonly byNamespace = new Map<string, Manifest[]>();
  private readonly judgedSet: ReadonlySet<Manifest>;
  private index: PodIndex | undefined;

  constructor(judged: readonly Manifest[], { context = [], defaultNamespace = 'default' }: CatalogOptions = {}) {
    this.defaultNamespace = defaultNamespace;
    this.judged = [...judged];
    this.judgedSet = new Set(judged);
    const groups = this.groupByRef(judged);
    this.context = [...this.groupByRef(context)].filter(([ref]) => !groups.has(ref)).map(([, same]) => lastOf(same));
    this.duplicates = [...groups]
      .filter(([ref, same]) => same.length > 1 && !ref.endsWith(SEPARATOR))
      .map(([, same]) => same);
    this.all = [...this.judged, ...this.context];
    for (const manifest of this.all) this.add(manifest);
  }

  isJudged(manifest: Manifest): boolean {
    return this.judgedSet.has(manifest);
  }

  /** The namespace that the object will be in; empty for kinds that have none. */
  namespaceOf(manifest: Manifest): string {
    return this.namespaceFor(kindKey(manifest), manifest.namespace);
  }

  /** The object by its identity; an empty namespace is the default one. */
  tryFind(kind: string, namespace: string, name: string): Manifest | undefined {
    return this.byRef.get(refKey(kind, this.namespaceFor(kind, namespace), name));
  }

  ofKind(kind: string): readonly Manifest[] {
    return this.byKind.get(kind) ?? [];
  }

  /** The objects of a kind in one namespace; an empty namespace is the default one. */
  inNamespace(kind: string, namespace: string): readonly Manifest[] {
    return this.byNamespace.get(kind + SEPARATOR + this.namespaceFor(kind, namespace)) ?? [];
  }

  /** The Pods of all workloads, in the order of `all`. */
  get pods(): readonly Pod[] {
    return this.podIndex().pods;
  }

  /** Pods that have all the labels, in one namespace or, without it, in all. No labels select every Pod. */
  podsWith(labels: Labels, namespace?: string): readonly Pod[] {
    return this.podIndex().select(labels, namespace === '' ? this.defaultNamespace : namespace);
  }

  private podIndex(): PodIndex {
    this.index ??= new PodIndex(
      this.all
        .flatMap((manifest) => podOf(manifest) ?? [])
        .map((pod) => ({ ...pod, namespace: this.namespaceOf(pod.owner) })),
    );
    return this.index;
  }

  private namespaceFor(kind: string, namespace: string): string {
    if (CLUSTER_SCOPED.has(kind)) return '';
    return namespace === '' ? this.defaultNamespace : namespace;
  }

  private groupByRef(manifests: readonly Manifest[]): Map<string, Manifest[]> {
    return groupBy(manifests, (manifest) => refKey(kindKey(manifest), this.namespaceOf(manifest), manifest.name));
  }

  private add(manifest: Manifest): void {
    const kind = kindKey(manifest);
    const namespace = this.namespaceOf(manifest);
    this.byRef.set(refKey(kind, namespace, manifest.name), manifest);
    append(this.byKind, kind, manifest);
    append(this.byNamespace, kind + SEPARATOR + namespace, manifest);
  }
}

/** In no name of Kubernetes. */
const SEPARATOR = '\0';

function refKey(kind: string, namespace: string, name: string): string {
  return kind + SEPARATOR + namespace + SEPARATOR + name;
}

function lastOf<V>(values: readonly V[]): V {
  return values[values.length - 1] as V;
}

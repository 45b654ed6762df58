import { append } from '../groups';
import { identityOf, namespaceFor, refKey, SEPARATOR } from './identity';
import { kindKey, type Manifest } from './manifest';
import { type Pod, podOf } from './pods';
import { PodIndex, type Labels } from './pod-index';

export interface CatalogOptions {
  /** What the cluster already has: looked up like the rest, and not judged. */
  readonly context?: readonly Manifest[];
  /** Where objects go that name no namespace, as kubectl's current one. Default: "default". */
  readonly defaultNamespace?: string;
}

/**
 * All objects of the input, indexed once. A kind is named as by `kindKey`, so that all versions of it are one. Of
 * several manifests of one object the last is the one that will be, and a judged one before one of the context; the
 * others are left out.
 */
export class Catalog {
  /** Judged objects first, each in their order. */
  readonly all: readonly Manifest[];
  readonly judged: readonly Manifest[];
  readonly context: readonly Manifest[];
  readonly defaultNamespace: string;
  private readonly byRef = new Map<string, Manifest>();
  private readonly byKind = new Map<string, Manifest[]>();
  private readonly byNamespace = new Map<string, Manifest[]>();
  private readonly judgedSet: ReadonlySet<Manifest>;
  private index: PodIndex | undefined;

  constructor(judged: readonly Manifest[], { context = [], defaultNamespace = 'default' }: CatalogOptions = {}) {
    this.defaultNamespace = defaultNamespace;
    const identities = new Set<string>();
    this.judged = this.lastOfEach(judged, identities);
    this.judgedSet = new Set(this.judged);
    this.context = this.lastOfEach(context, identities);
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
    return namespaceFor(kind, namespace, this.defaultNamespace);
  }

  /** In their order, without objects that are taken; takes them. */
  private lastOfEach(manifests: readonly Manifest[], taken: Set<string>): readonly Manifest[] {
    const kept = manifests.toReversed().filter((manifest) => {
      const identity = identityOf(manifest, this.defaultNamespace);
      if (identity === undefined) return true;
      if (taken.has(identity)) return false;
      taken.add(identity);
      return true;
    });
    return kept.toReversed();
  }

  private add(manifest: Manifest): void {
    const kind = kindKey(manifest);
    const namespace = this.namespaceOf(manifest);
    this.byRef.set(refKey(kind, namespace, manifest.name), manifest);
    append(this.byKind, kind, manifest);
    append(this.byNamespace, kind + SEPARATOR + namespace, manifest);
  }
}

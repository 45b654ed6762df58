import { namespaceFor } from './identity';
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
  private readonly kinds = new Map<string, OfKind>();
  private readonly judgedSet: ReadonlySet<Manifest>;
  private index: PodIndex | undefined;

  constructor(judged: readonly Manifest[], { context = [], defaultNamespace = 'default' }: CatalogOptions = {}) {
    this.defaultNamespace = defaultNamespace;
    this.judged = this.lastOfEach(judged);
    this.judgedSet = new Set(this.judged);
    this.context = this.lastOfEach(context);
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
    return this.placeIn(kind, namespace)?.byName.get(name);
  }

  ofKind(kind: string): readonly Manifest[] {
    return this.kinds.get(kind)?.all ?? [];
  }

  /** The objects of a kind in one namespace; an empty namespace is the default one. */
  inNamespace(kind: string, namespace: string): readonly Manifest[] {
    return this.placeIn(kind, namespace)?.all ?? [];
  }

  /** The Pods of all workloads, in the order of `all`. */
  get pods(): readonly Pod[] {
    return this.podIndex().pods;
  }

  /** Pods that have all the labels, in one namespace or, without it, in all. No labels select every Pod. */
  podsWith(labels: Labels, namespace?: string): readonly Pod[] {
    return this.podIndex().select(labels, namespace === '' ? this.defaultNamespace : namespace);
  }

  /** The same with more of context, none of which it has. What the new objects leave alone is not indexed again. */
  with(more: readonly Manifest[]): Catalog {
    const kinds = new Map(this.kinds);
    for (const kind of new Set(more.map(kindKey))) kinds.set(kind, copyOf(this.kinds.get(kind)));
    const wider = Object.assign(Object.create(Catalog.prototype), this, { kinds }) as Catalog;
    const added = wider.lastOfEach(more);
    for (const manifest of added) wider.add(manifest);
    const [context, all] = [this.context, this.all].map((list) => [...list, ...added]);
    return Object.assign(wider, { context, all, index: new PodIndex([...this.pods, ...this.podsOf(added)]) });
  }

  private podIndex(): PodIndex {
    this.index ??= new PodIndex(this.podsOf(this.all));
    return this.index;
  }

  private podsOf(manifests: readonly Manifest[]): readonly Pod[] {
    return manifests.flatMap((manifest) => {
      const pod = podOf(manifest);
      return pod === undefined ? [] : [{ ...pod, namespace: this.namespaceOf(manifest) }];
    });
  }

  private namespaceFor(kind: string, namespace: string): string {
    return namespaceFor(kind, namespace, this.defaultNamespace);
  }

  /** In their order, without those that are there already. */
  private lastOfEach(manifests: readonly Manifest[]): readonly Manifest[] {
    const kept: Manifest[] = [];
    for (const manifest of manifests.toReversed()) {
      const { byName } = this.placeOf(manifest);
      if (byName.has(manifest.name)) continue;
      // Objects whose names are yet to be generated are none of them the same.
      if (manifest.name !== '') byName.set(manifest.name, manifest);
      kept.push(manifest);
    }
    return kept.toReversed();
  }

  private add(manifest: Manifest): void {
    const { all, byName } = this.placeOf(manifest);
    this.kinds.get(kindKey(manifest))?.all.push(manifest);
    all.push(manifest);
    byName.set(manifest.name, manifest);
  }

  private placeIn(kind: string, namespace: string): Place | undefined {
    return this.kinds.get(kind)?.places.get(this.namespaceFor(kind, namespace));
  }

  private placeOf(manifest: Manifest): Place {
    const kind = kindKey(manifest);
    const namespace = this.namespaceOf(manifest);
    const ofKind = this.kinds.get(kind) ?? { all: [], places: new Map<string, Place>() };
    const place = ofKind.places.get(namespace) ?? { all: [], byName: new Map<string, Manifest>() };
    if (place.byName.size === 0) {
      this.kinds.set(kind, ofKind);
      ofKind.places.set(namespace, place);
    }
    return place;
  }
}

interface OfKind {
  readonly all: Manifest[];
  readonly places: Map<string, Place>;
}

/** The objects of a kind in one namespace. */
interface Place {
  readonly all: Manifest[];
  readonly byName: Map<string, Manifest>;
}

function copyOf(kind: OfKind | undefined): OfKind {
  const places = [...(kind?.places ?? [])].map(([namespace, { all, byName }]): [string, Place] => {
    return [namespace, { all: [...all], byName: new Map(byName) }];
  });
  return { all: [...(kind?.all ?? [])], places: new Map(places) };
}

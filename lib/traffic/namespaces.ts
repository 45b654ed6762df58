import type { Catalog } from '../manifest/catalog';
import { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Labels } from '../manifest/pod-index';
import { labelsIn } from './labels';

/** In every cluster, without anyone's manifest. */
const INITIAL: ReadonlySet<string> = new Set(['default', 'kube-node-lease', 'kube-public', 'kube-system']);

/** The namespaces that the input and its context tell of. */
export class Namespaces {
  /** True when there is at least one Namespace object in input or context. */
  readonly areKnown: boolean;
  /** Of Namespaces, and of those that objects are in, each once, in the order of the input. */
  readonly names: readonly string[];
  private readonly nameSet: ReadonlySet<string>;
  private readonly labels = new Map<string, Labels>();

  constructor(private readonly catalog: Catalog) {
    const manifests = catalog.ofKind('Namespace');
    this.areKnown = manifests.length > 0;
    for (const manifest of manifests) this.labels.set(manifest.name, labelsOf(manifest));
    const names = new Set(manifests.map(({ name }) => name));
    for (const manifest of catalog.all) names.add(catalog.namespaceOf(manifest));
    names.delete('');
    this.nameSet = names;
    this.names = [...names];
  }

  /** There is a Namespace of that name, or an object that is in it, or Kubernetes makes it by itself. */
  exists(name: string): boolean {
    return this.nameSet.has(name) || INITIAL.has(name);
  }

  /** The Namespace object. */
  find(name: string): Manifest | undefined {
    return this.catalog.tryFind('Namespace', '', name);
  }

  /** With the one that the API server adds, `kubernetes.io/metadata.name`; undefined without a Namespace object. */
  labelsOf(name: string): Labels | undefined {
    return this.labels.get(name);
  }
}

function labelsOf(manifest: Manifest): Labels {
  const own = labelsIn(Field.root(manifest).get('metadata', 'labels'));
  const added = { 'kubernetes.io/metadata.name': manifest.name };
  return Object.assign(Object.create(null) as Record<string, string>, own, added);
}

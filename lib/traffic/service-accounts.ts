import { append } from '../groups';
import type { Catalog } from '../manifest/catalog';
import type { MeshConfig } from './mesh-config';
import { matchesPrincipal, parsePrincipal, principalOf, type ServiceAccountRef } from './principals';

/** Namespace of a value of `principals`, where that is written in full. */
const NAMESPACE = /^[^/]*\/ns\/([^/*]+)\//;

/** The ServiceAccounts of the input: those that are in it, and those that its Pods run as. */
export class ServiceAccounts {
  /** In the order of their namespaces' first appearance; objects before what Pods use. */
  readonly all: readonly ServiceAccountRef[];
  private readonly byNamespace = new Map<string, ServiceAccountRef[]>();
  private readonly known: ReadonlySet<string>;
  private readonly found = new Map<string, readonly ServiceAccountRef[]>();

  constructor(
    catalog: Catalog,
    private readonly config: MeshConfig,
  ) {
    const objects = catalog
      .ofKind('ServiceAccount')
      .map((manifest) => ({ namespace: catalog.namespaceOf(manifest), name: manifest.name }));
    const used = catalog.pods.map(({ namespace, serviceAccountName }) => ({ namespace, name: serviceAccountName }));
    const refs = [...objects, ...used].filter(({ name }) => name !== '');
    const distinct = new Map(refs.map((ref) => [key(ref), ref]));
    this.known = new Set(distinct.keys());
    for (const ref of distinct.values()) append(this.byNamespace, ref.namespace, ref);
    this.all = [...this.byNamespace.values()].flat();
  }

  /** True for `default`, too, which Kubernetes makes in every namespace. */
  exists(namespace: string, name: string): boolean {
    return name === 'default' || this.known.has(key({ namespace, name }));
  }

  /** Those of one namespace, without `default` where nothing of the input shows it. */
  inNamespace(namespace: string): readonly ServiceAccountRef[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  /** Those whose identity a value of `principals` matches. */
  matching(pattern: string): readonly ServiceAccountRef[] {
    const known = this.found.get(pattern);
    if (known !== undefined) return known;
    const matches = this.candidates(pattern).filter(({ namespace, name }) =>
      matchesPrincipal(pattern, principalOf(namespace, name, this.config), this.config),
    );
    this.found.set(pattern, matches);
    return matches;
  }

  private candidates(pattern: string): readonly ServiceAccountRef[] {
    const { namespace, serviceAccount: name } = parsePrincipal(pattern) ?? {};
    if (namespace !== undefined && name !== undefined && !`${namespace}${name}`.includes('*'))
      return this.exists(namespace, name) ? [{ namespace, name }] : [];
    const [, written] = NAMESPACE.exec(pattern) ?? [];
    return written === undefined ? this.all : this.inNamespace(written);
  }
}

function key({ namespace, name }: ServiceAccountRef): string {
  return `${namespace}/${name}`;
}

interface Node<T> {
  readonly children: Map<string, Node<T>>;
  /** Of the name that ends here. */
  readonly exact: T[];
  /** Of `*.` and the name that ends here; at the root, of `*`. */
  readonly wildcard: T[];
}

/**
 * Things by host, `*` and `*.DOMAIN` included, so that a look-up costs as much as there are labels and answers. Hosts
 * are compared without case, as DNS does.
 */
export class HostIndex<T> {
  private readonly root = node<T>();

  add(host: string, item: T): void {
    const { labels, isWildcard } = partsOf(host);
    let at = this.root;
    for (const label of labels) at = childOf(at, label);
    (isWildcard ? at.wildcard : at.exact).push(item);
  }

  /** What was added under hosts that have some name in common with this one; of wider hosts, the narrowest last. */
  overlapping(host: string): readonly T[] {
    const { labels, isWildcard } = partsOf(host);
    const found: T[] = [];
    const at = this.descend(labels, found);
    if (at === undefined) return found;
    if (isWildcard) collect(at, found);
    else addAll(found, at.exact);
    return found;
  }

  /** What was added under hosts that hold all the names of this one: the narrowest last. */
  covering(host: string): readonly T[] {
    const { labels, isWildcard } = partsOf(host);
    const found: T[] = [];
    const at = this.descend(labels, found);
    if (at === undefined) return found;
    addAll(found, isWildcard ? at.wildcard : at.exact);
    return found;
  }

  /** What was added under this very host. */
  same(host: string): readonly T[] {
    const { labels, isWildcard } = partsOf(host);
    let at: Node<T> | undefined = this.root;
    for (const label of labels) at = at?.children.get(label);
    return (isWildcard ? at?.wildcard : at?.exact) ?? [];
  }

  /** The node of a name, with what all wildcards above it have. */
  private descend(labels: readonly string[], found: T[]): Node<T> | undefined {
    let at: Node<T> | undefined = this.root;
    for (const label of labels) {
      addAll(found, at.wildcard);
      at = at.children.get(label);
      if (at === undefined) return undefined;
    }
    return at;
  }
}

function node<T>(): Node<T> {
  return { children: new Map(), exact: [], wildcard: [] };
}

function partsOf(host: string): { readonly labels: readonly string[]; readonly isWildcard: boolean } {
  const labels = host.toLowerCase().split('.');
  const isWildcard = labels[0] === '*';
  return { labels: (isWildcard ? labels.slice(1) : labels).toReversed(), isWildcard };
}

function childOf<T>(parent: Node<T>, label: string): Node<T> {
  const known = parent.children.get(label);
  if (known !== undefined) return known;
  const child = node<T>();
  parent.children.set(label, child);
  return child;
}

/** Everything below a node: what a wildcard there overlaps, to which the node's own name does not belong. */
function collect<T>(start: Node<T>, found: T[]): void {
  addAll(found, start.wildcard);
  const pending = [...start.children.values()];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    addAll(found, at.exact);
    addAll(found, at.wildcard);
    addAll(pending, at.children.values());
  }
}

/** An argument for each item would overflow the stack. */
function addAll<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}

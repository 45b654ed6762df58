import { append } from '../groups';

const NOTHING: readonly never[] = [];

interface Node<T> {
  readonly children: Map<string, Node<T>>;
  /** Of the name that ends here. */
  exact: readonly T[];
  /** Of `*.` and the name that ends here; at the root, of `*`. */
  wildcard: readonly T[];
}

/**
 * Things by host, `*` and `*.DOMAIN` included, so that a look-up costs as much as there are labels and answers. Hosts
 * are compared without case, as DNS does.
 */
export class HostIndex<T> {
  /** By host in lower case. */
  private readonly hosts = new Map<string, T[]>();
  private hasWildcards = false;
  /** The same as a tree of labels, from the last one; made when a wildcard asks what it holds. */
  private root: Node<T> | undefined;

  add(host: string, item: T): void {
    const name = host.toLowerCase();
    append(this.hosts, name, item);
    this.hasWildcards ||= isWildcard(name);
    this.root = undefined;
  }

  /** What was added under hosts that have some name in common with this one; of wider hosts, the narrowest last. */
  overlapping(host: string): readonly T[] {
    const name = host.toLowerCase();
    if (!isWildcard(name)) return this.covering(name);
    const found = this.wider(name);
    this.root ??= treeOf(this.hosts);
    let at: Node<T> | undefined = this.root;
    for (const label of labelsOf(name)) at = at?.children.get(label);
    if (at !== undefined) collect(at, found);
    return found;
  }

  /** What was added under hosts that hold all the names of this one: the narrowest last. */
  covering(host: string): readonly T[] {
    const name = host.toLowerCase();
    const same = this.hosts.get(name) ?? NOTHING;
    if (!this.hasWildcards) return same;
    const found = this.wider(name);
    addAll(found, same);
    return found;
  }

  /** What was added under this very host. */
  same(host: string): readonly T[] {
    return this.hosts.get(host.toLowerCase()) ?? NOTHING;
  }

  /** What all wildcards above a name have. */
  private wider(name: string): T[] {
    const found: T[] = [];
    if (!this.hasWildcards || name === '*') return found;
    addAll(found, this.hosts.get('*') ?? []);
    const start = isWildcard(name) ? 2 : 0;
    for (let dot = name.lastIndexOf('.'); dot >= start; dot = dot === 0 ? -1 : name.lastIndexOf('.', dot - 1))
      addAll(found, this.hosts.get(`*${name.slice(dot)}`) ?? []);
    return found;
  }
}

function isWildcard(name: string): boolean {
  return name === '*' || name.startsWith('*.');
}

/** Of the name after the wildcard, the last one first. */
function labelsOf(name: string): readonly string[] {
  return (isWildcard(name) ? name.split('.').slice(1) : name.split('.')).toReversed();
}

function treeOf<T>(hosts: ReadonlyMap<string, readonly T[]>): Node<T> {
  const root = node<T>();
  for (const [name, items] of hosts) {
    let at = root;
    for (const label of labelsOf(name)) at = childOf(at, label);
    if (isWildcard(name)) at.wildcard = items;
    else at.exact = items;
  }
  return root;
}

function node<T>(): Node<T> {
  return { children: new Map(), exact: [], wildcard: [] };
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

import type { Pod } from '../../manifest/pods';
import type { Mesh } from '../../traffic/mesh';
import type { Client, Hop } from '../request';

/** A set of manifests before a change, and after it. */
export class Sides {
  private readonly names = new Map<Mesh, ReadonlySet<string>>();
  private readonly pods = new Map<Mesh, ReadonlyMap<string, Pod>>();

  constructor(
    readonly was: Mesh,
    readonly is: Mesh,
  ) {}

  /** Whether there is an object of that kind and name. */
  has(mesh: Mesh, { kind, namespace, name }: NonNullable<Client['entry']>): boolean {
    const names = this.names.get(mesh) ?? namesIn(mesh);
    this.names.set(mesh, names);
    return names.has(`${kind} ${namespace}/${name}`);
  }

  /** The first Pod of what a hop names, such as `workload shop/web`. */
  podOf(mesh: Mesh, label: string): Pod | undefined {
    const pods = this.pods.get(mesh) ?? podsByName(mesh);
    this.pods.set(mesh, pods);
    return pods.get(label.slice(label.indexOf(' ') + 1));
  }
}

function namesIn({ catalog }: Mesh): ReadonlySet<string> {
  return new Set(catalog.all.map((each) => `${each.kind} ${catalog.namespaceOf(each)}/${each.name}`));
}

function podsByName({ catalog }: Mesh): ReadonlyMap<string, Pod> {
  const pods = new Map<string, Pod>();
  for (const pod of catalog.pods) {
    const name = `${pod.namespace}/${pod.owner.name}`;
    if (!pods.has(name)) pods.set(name, pod);
  }
  return pods;
}

export function hopTitle({ from, to }: Hop): string {
  return `${from} → ${to}`;
}

import type { Catalog } from '../manifest/catalog';
import type { Manifest } from '../manifest/manifest';
import { isAssumed } from './default-gateway';
import { HostIndex } from './host-index';
import { fullHost } from './hosts';
import { SERVICE_ENTRY } from './kinds';
import type { MeshConfig } from './mesh-config';
import { entriesOfService, entriesOfServiceEntry, type RegistryEntry } from './registry-entry';
import { isVisibleIn } from './visibility';

export type { RegistryEntry, RegistryPort } from './registry-entry';

/** Entries of one host. */
interface HostEntries {
  readonly all: RegistryEntry[];
  /** Where there are several: by who sees it, and by that and its own namespace. Of several, the first. */
  byScope?: ReadonlyMap<string, RegistryEntry>;
}

/** What Istio routes to: Services and the hosts of ServiceEntries. An object that is there again replaces the former. */
export class Registry {
  /** Services first, as for istiod, where a ServiceEntry cannot take the host of a Service. */
  readonly entries: readonly RegistryEntry[];
  /** True when there are Services beside that of the gateway that is only assumed. */
  readonly hasServices: boolean;
  /** True when there are ServiceEntries. */
  readonly hasEntries: boolean;
  /** By host in lower case. */
  private readonly hosts = new Map<string, HostEntries>();
  private readonly wildcards = new HostIndex<HostEntries>();
  private readonly services = new Map<Manifest, RegistryEntry>();

  constructor(
    private readonly catalog: Catalog,
    config: MeshConfig,
  ) {
    const services = lasting(catalog, 'Service');
    const serviceEntries = lasting(catalog, SERVICE_ENTRY);
    this.hasServices = services.some((service) => !isAssumed(service));
    this.hasEntries = serviceEntries.length > 0;
    this.entries = [
      ...services.flatMap((manifest) => entriesOfService(manifest, catalog.namespaceOf(manifest), config)),
      ...serviceEntries.flatMap((manifest) => entriesOfServiceEntry(manifest, catalog.namespaceOf(manifest), config)),
    ];
    for (const entry of this.entries) this.add(entry);
  }

  /**
   * What a host stands for in an object of `namespace`, as istioctl analyze looks it up: among what all can see, what
   * the namespaces of the object's own `exportTo` can see (without one, its own namespace), and wildcards last. Of
   * several, that of the object's own namespace.
   */
  find(host: string, namespace: string, exportTo: readonly string[] = []): RegistryEntry | undefined {
    if (host === '') return undefined;
    const full = fullHost(host, namespace);
    const exact = reached(this.hosts.get(full.toLowerCase()), namespace, scopesOf(exportTo, namespace));
    if (exact !== undefined) return exact;
    return this.wildcards
      .covering(full)
      .reduce<RegistryEntry | undefined>(
        (wider, entries) => reached(entries, namespace, [namespace]) ?? wider,
        undefined,
      );
  }

  /** All entries of the full host, whoever may see them. */
  all(full: string): readonly RegistryEntry[] {
    return this.hosts.get(full.toLowerCase())?.all ?? [];
  }

  /** At run time, to a proxy in that namespace. */
  isVisible(entry: RegistryEntry, namespace: string): boolean {
    return isVisibleIn(entry.exportTo, namespace);
  }

  service(namespace: string, name: string): RegistryEntry | undefined {
    const manifest = this.catalog.tryFind('Service', namespace, name);
    return manifest && this.services.get(manifest);
  }

  private add(entry: RegistryEntry): void {
    const name = entry.host.toLowerCase();
    const known = this.hosts.get(name);
    if (known === undefined) this.addHost(name, { all: [entry] });
    else known.all.push(entry);
    if (entry.kind === 'Service') this.services.set(entry.manifest, entry);
  }

  private addHost(name: string, entries: HostEntries): void {
    this.hosts.set(name, entries);
    if (name.startsWith('*')) this.wildcards.add(name, entries);
  }
}

function scopesOf(exportTo: readonly string[], own: string): readonly string[] {
  if (exportTo.length === 0) return [own];
  return exportTo.filter((scope) => scope !== '~').map((scope) => (scope === '.' ? own : scope));
}

function reached(host: HostEntries | undefined, own: string, scopes: readonly string[]): RegistryEntry | undefined {
  if (host === undefined) return undefined;
  const [first] = host.all;
  if (first !== undefined && host.all.length === 1) return isSeen(first, scopes) ? first : undefined;
  host.byScope ??= byScope(host.all);
  const wanted = ['*', ...scopes];
  const keys = [...wanted.map((scope) => within(scope, own)), ...wanted];
  const key = keys.find((one) => host.byScope?.has(one));
  return key === undefined ? undefined : host.byScope.get(key);
}

function isSeen({ exportTo }: RegistryEntry, scopes: readonly string[]): boolean {
  return exportTo.some((scope) => scope === '*' || scopes.includes(scope));
}

function byScope(entries: readonly RegistryEntry[]): ReadonlyMap<string, RegistryEntry> {
  const found = new Map<string, RegistryEntry>();
  for (const entry of entries)
    for (const scope of entry.exportTo) {
      addFirst(found, scope, entry);
      addFirst(found, within(scope, entry.namespace), entry);
    }
  return found;
}

function within(scope: string, namespace: string): string {
  return `${scope}\0${namespace}`;
}

function lasting(catalog: Catalog, kind: string): readonly Manifest[] {
  return catalog
    .ofKind(kind)
    .filter((one) => one.name === '' || catalog.tryFind(kind, one.namespace, one.name) === one);
}

function addFirst<V>(map: Map<string, V>, key: string, value: V): void {
  if (!map.has(key)) map.set(key, value);
}

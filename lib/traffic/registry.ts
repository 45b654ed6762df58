import { append } from '../groups';
import type { Catalog } from '../manifest/catalog';
import type { Manifest } from '../manifest/manifest';
import { isAssumed } from './default-gateway';
import { HostIndex } from './host-index';
import { fullHost, serviceName } from './hosts';
import { SERVICE_ENTRY } from './kinds';
import type { MeshConfig } from './mesh-config';
import { oncePer } from './once-per';
import { entriesOfService, entriesOfServiceEntry, type RegistryEntry } from './registry-entry';
import { isVisibleIn } from './visibility';

export type { RegistryEntry, RegistryPort } from './registry-entry';

/** Entries of one host. */
interface HostEntries {
  readonly all: readonly RegistryEntry[];
  /** Where there are several: by who sees it, and by that and its own namespace. Of several, the first. */
  byScope?: ReadonlyMap<string, RegistryEntry>;
}

/** What Istio routes to: Services and the hosts of ServiceEntries. An object that is there again replaces the former. */
export class Registry {
  /** True when there are Services beside that of the gateway that is only assumed. */
  readonly hasServices: boolean;
  /** True when there are ServiceEntries. */
  readonly hasEntries: boolean;
  private readonly services: readonly Manifest[];
  /** Whether the host of each Service tells its name, so that it need not be indexed. */
  private readonly arePlain: boolean;
  /** What has to be indexed, by host in lower case. */
  private readonly indexed = new Map<string, RegistryEntry[]>();
  private readonly hosts = new Map<string, HostEntries>();
  private readonly wildcards = new HostIndex<HostEntries>();
  private readonly ofServiceEntries: readonly RegistryEntry[];
  private everything: readonly RegistryEntry[] | undefined;

  private readonly ofService = oncePer(
    (service: Manifest): RegistryEntry | undefined =>
      entriesOfService(service, this.catalog.namespaceOf(service), this.config)[0],
  );

  constructor(
    private readonly catalog: Catalog,
    private readonly config: MeshConfig,
  ) {
    const serviceEntries = lasting(catalog, SERVICE_ENTRY);
    this.services = lasting(catalog, 'Service');
    this.hasServices = this.services.some((service) => !isAssumed(service));
    this.hasEntries = serviceEntries.length > 0;
    this.arePlain = this.services.every((service) => isPlain(service.name) && isPlain(catalog.namespaceOf(service)));
    this.ofServiceEntries = serviceEntries.flatMap((manifest) =>
      entriesOfServiceEntry(manifest, catalog.namespaceOf(manifest), config),
    );
    for (const entry of this.arePlain ? this.ofServiceEntries : this.entries)
      append(this.indexed, entry.host.toLowerCase(), entry);
    for (const host of this.indexed.keys()) {
      const entries = host.startsWith('*') ? this.at(host) : undefined;
      if (entries !== undefined) this.wildcards.add(host, entries);
    }
  }

  /** Services first, as for istiod, where a ServiceEntry cannot take the host of a Service. */
  get entries(): readonly RegistryEntry[] {
    this.everything ??= [
      ...this.services.flatMap((service) => this.ofService(service) ?? []),
      ...this.ofServiceEntries,
    ];
    return this.everything;
  }

  /**
   * What a host stands for in an object of `namespace`, as istioctl analyze looks it up: among what all can see, what
   * the namespaces of the object's own `exportTo` can see (without one, its own namespace), and wildcards last. Of
   * several, that of the object's own namespace.
   */
  find(host: string, namespace: string, exportTo: readonly string[] = []): RegistryEntry | undefined {
    if (host === '') return undefined;
    const full = fullHost(host, namespace);
    const exact = reached(this.at(full), namespace, scopesOf(exportTo, namespace));
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
    return this.at(full)?.all ?? [];
  }

  /** At run time, to a proxy in that namespace. */
  isVisible(entry: RegistryEntry, namespace: string): boolean {
    return isVisibleIn(entry.exportTo, namespace);
  }

  service(namespace: string, name: string): RegistryEntry | undefined {
    const manifest = this.catalog.tryFind('Service', namespace, name);
    return manifest && this.ofService(manifest);
  }

  private at(full: string): HostEntries | undefined {
    const host = full.toLowerCase();
    const known = this.hosts.get(host);
    if (known !== undefined) return known;
    const service = this.arePlain ? this.serviceOf(host) : undefined;
    const indexed = this.indexed.get(host) ?? [];
    if (service === undefined && indexed.length === 0) return undefined;
    const entries = { all: service === undefined ? indexed : [service, ...indexed] };
    this.hosts.set(host, entries);
    return entries;
  }

  private serviceOf(host: string): RegistryEntry | undefined {
    const { namespace = '', name = '' } = serviceName(host) ?? {};
    return namespace === '' ? undefined : this.service(namespace, name);
  }
}

/** Whether a name is one of Kubernetes, as that of a Service: in lower case, and without dots. */
function isPlain(name: string): boolean {
  return /^[a-z0-9-]*$/.test(name);
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

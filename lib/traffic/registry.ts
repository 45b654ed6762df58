import type { Catalog } from '../manifest/catalog';
import { Field, specOf } from '../manifest/field';
import type { Manifest, Path } from '../manifest/manifest';
import { HostIndex } from './host-index';
import { CLUSTER_DOMAIN, fullHost } from './hosts';
import { SERVICE_ENTRY } from './kinds';
import type { MeshConfig } from './mesh-config';
import { type Protocol, parseProtocol } from './protocol';
import { exportToInText, exportToOf, isVisibleIn, visibleNamespaces } from './visibility';

export interface RegistryPort {
  readonly number: number;
  readonly name: string;
  /** What Istio takes the traffic for; empty where it looks into the traffic, or knows no protocol of that name. */
  readonly protocol: Protocol | '';
  /** `protocol` of a Service's port, TCP where it is not written; that below `protocol` of a ServiceEntry's. */
  readonly transport: string;
  /** As written; without it, the same as `number`. */
  readonly targetPort: number | string | undefined;
  readonly path: Path;
}

/** One host that Istio routes to. */
export interface RegistryEntry {
  readonly manifest: Manifest;
  readonly kind: 'Service' | 'ServiceEntry';
  /** `NAME.NAMESPACE.svc.cluster.local` of a Service; as written in a ServiceEntry, for which Istio completes no name. */
  readonly host: string;
  readonly namespace: string;
  readonly ports: readonly RegistryPort[];
  /** Who sees it, as `visibleNamespaces` gives it. */
  readonly exportTo: readonly string[];
}

/** Entries of one host. */
interface HostEntries {
  readonly isWildcard: boolean;
  readonly all: RegistryEntry[];
  /** By who sees it, and by that and its own namespace: of several, the first. */
  readonly byScope: Map<string, RegistryEntry>;
}

/** What Istio routes to: Services and the hosts of ServiceEntries. An object that is there again replaces the former. */
export class Registry {
  /** Services first, as for istiod, where a ServiceEntry cannot take the host of a Service. */
  readonly entries: readonly RegistryEntry[];
  readonly hasServices: boolean;
  /** True when there are ServiceEntries. */
  readonly hasEntries: boolean;
  private readonly hosts = new HostIndex<HostEntries>();
  private readonly services = new Map<Manifest, RegistryEntry>();

  constructor(
    private readonly catalog: Catalog,
    config: MeshConfig,
  ) {
    const services = lasting(catalog, 'Service');
    const serviceEntries = lasting(catalog, SERVICE_ENTRY);
    this.hasServices = services.length > 0;
    this.hasEntries = serviceEntries.length > 0;
    this.entries = [
      ...services.flatMap((manifest) => ofService(manifest, catalog.namespaceOf(manifest), config)),
      ...serviceEntries.flatMap((manifest) => ofServiceEntry(manifest, catalog.namespaceOf(manifest), config)),
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
    const exact = reached(this.hosts.same(full)[0], namespace, scopesOf(exportTo, namespace));
    if (exact !== undefined) return exact;
    const wildcards = this.hosts.covering(full).filter(({ isWildcard }) => isWildcard);
    return wildcards.reduce<RegistryEntry | undefined>(
      (wider, entries) => reached(entries, namespace, [namespace]) ?? wider,
      undefined,
    );
  }

  /** All entries of the full host, whoever may see them. */
  all(full: string): readonly RegistryEntry[] {
    return this.hosts.same(full)[0]?.all ?? [];
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
    const entries = this.hosts.same(entry.host)[0] ?? this.newHost(entry.host);
    entries.all.push(entry);
    for (const scope of entry.exportTo) {
      addFirst(entries.byScope, scope, entry);
      addFirst(entries.byScope, within(scope, entry.namespace), entry);
    }
    if (entry.kind === 'Service') this.services.set(entry.manifest, entry);
  }

  private newHost(host: string): HostEntries {
    const isWildcard = host.startsWith('*');
    const entries: HostEntries = { isWildcard, all: [], byScope: new Map() };
    this.hosts.add(host, entries);
    return entries;
  }
}

/**
 * What Istio takes a Service's port for: `appProtocol`, else the name up to its first dash. Nothing where that names
 * no protocol, so that Istio looks into the traffic.
 */
export function servicePortProtocol(port: Field): Protocol | undefined {
  if (port.get('protocol').text === 'UDP') return 'UDP';
  const appProtocol = port.get('appProtocol');
  const name = (appProtocol.isSet ? appProtocol : port.get('name')).text;
  const known = appProtocol.isSet ? STANDARD_APP_PROTOCOLS.get(name) : undefined;
  if (known !== undefined) return known;
  if (name.toUpperCase().startsWith('GRPC-WEB')) return 'GRPC-WEB';
  const [start = ''] = name.split('-', 1);
  return parseProtocol(start) ?? (NEVER_SNIFFED.has(port.get('port').number) ? 'TCP' : undefined);
}

/** Names of Kubernetes. Source: appProtocol of ServicePort. */
const STANDARD_APP_PROTOCOLS: ReadonlyMap<string, Protocol> = new Map([
  ['kubernetes.io/h2c', 'HTTP2'],
  ['kubernetes.io/ws', 'HTTP'],
  ['kubernetes.io/wss', 'HTTPS'],
]);

/** SMTP, DNS, MySQL, MongoDB, which break when Istio waits for a client's first bytes. */
const NEVER_SNIFFED: ReadonlySet<number> = new Set([25, 53, 3306, 27_017]);

const EXPORT_TO = 'networking.istio.io/exportTo';

function ofService(manifest: Manifest, namespace: string, config: MeshConfig): readonly RegistryEntry[] {
  if (manifest.name === '') return [];
  const host = `${manifest.name}.${namespace}.${CLUSTER_DOMAIN}`;
  const written = exportToInText(Field.root(manifest).get('metadata', 'annotations', EXPORT_TO).text);
  const exportTo = visibleNamespaces(written, namespace, config.defaultServiceExportTo);
  const ports = portsOf(manifest).map(
    (port): RegistryPort => ({
      ...commonParts(port),
      number: port.get('port').number,
      protocol: servicePortProtocol(port) ?? '',
      transport: port.get('protocol').text || 'TCP',
    }),
  );
  return [{ manifest, kind: 'Service', host, namespace, ports, exportTo }];
}

function ofServiceEntry(manifest: Manifest, namespace: string, config: MeshConfig): readonly RegistryEntry[] {
  const exportTo = visibleNamespaces(exportToOf(manifest), namespace, config.defaultServiceExportTo);
  const ports = portsOf(manifest).map((port): RegistryPort => {
    const protocol = parseProtocol(port.get('protocol').text) ?? '';
    const transport = protocol === 'UDP' ? 'UDP' : 'TCP';
    return { ...commonParts(port), number: port.get('number').number, protocol, transport };
  });
  const hosts = specOf(manifest)
    .get('hosts')
    .items.flatMap(({ text }) => (text === '' ? [] : [text]));
  return [...new Set(hosts)].map((host) => ({ manifest, kind: 'ServiceEntry', host, namespace, ports, exportTo }));
}

function portsOf(manifest: Manifest): readonly Field[] {
  return specOf(manifest)
    .get('ports')
    .items.filter(({ isSet }) => isSet);
}

function commonParts(port: Field): Pick<RegistryPort, 'name' | 'targetPort' | 'path'> {
  const { value } = port.get('targetPort');
  const targetPort = typeof value === 'number' || typeof value === 'string' ? value || undefined : undefined;
  return { name: port.get('name').text, targetPort, path: port.path };
}

function scopesOf(exportTo: readonly string[], own: string): readonly string[] {
  if (exportTo.length === 0) return [own];
  return exportTo.filter((scope) => scope !== '~').map((scope) => (scope === '.' ? own : scope));
}

function reached(host: HostEntries | undefined, own: string, scopes: readonly string[]): RegistryEntry | undefined {
  const wanted = ['*', ...scopes];
  const keys = [...wanted.map((scope) => within(scope, own)), ...wanted];
  const key = keys.find((one) => host?.byScope.has(one));
  return key === undefined ? undefined : host?.byScope.get(key);
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

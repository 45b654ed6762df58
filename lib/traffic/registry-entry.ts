import { Field, specOf } from '../manifest/field';
import type { Manifest, Path } from '../manifest/manifest';
import { CLUSTER_DOMAIN } from './hosts';
import type { MeshConfig } from './mesh-config';
import { type Protocol, parseProtocol } from './protocol';
import { exportToInText, exportToOf, visibleNamespaces } from './visibility';

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

export function entriesOfService(manifest: Manifest, namespace: string, config: MeshConfig): readonly RegistryEntry[] {
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

export function entriesOfServiceEntry(
  manifest: Manifest,
  namespace: string,
  config: MeshConfig,
): readonly RegistryEntry[] {
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

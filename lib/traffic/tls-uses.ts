import { append } from '../groups';
import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { pathText } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import type { Gateway } from './gateway-server';
import type { RuleInForce } from './merged-rules';
import type { Mesh } from './mesh';
import { oncePer } from './once-per';
import type { RegistryEntry, RegistryPort } from './registry';

/** TLS settings of a DestinationRule that clients go by for one port of a Service. */
export interface TlsUse {
  readonly rule: Manifest;
  /** The field `tls`. */
  readonly tls: Field;
  readonly mode: string;
  readonly service: RegistryEntry;
  readonly port: RegistryPort;
  /** The Service's Pods; for settings of a subset, those that have its labels. */
  readonly pods: readonly Pod[];
}

/**
 * What of a DestinationRule's TLS settings is in force for the Services whose Pods are in the input. The clients that
 * count are the gateways with a route to the Service, Pods in its namespace where one has a sidecar, and those in the
 * namespace of a rule for that very host.
 */
export function tlsUsesOf(rule: Manifest, mesh: Mesh): readonly TlsUse[] {
  return indexOf(mesh).get(rule) ?? [];
}

const indexOf = oncePer((mesh: Mesh): ReadonlyMap<Manifest, readonly TlsUse[]> => {
  const found = new Map<Manifest, TlsUse[]>();
  const withSidecars = namespacesWithSidecars(mesh);
  const gatewaysByHost = routingNamespaces(mesh);
  for (const entry of mesh.registry.entries.filter(({ kind }) => kind === 'Service')) {
    const pods = mesh.services.podsOf(entry.manifest);
    if (pods.length === 0) continue;
    const clients = new Set(gatewaysByHost.get(entry.host.toLowerCase()));
    if (withSidecars.has(entry.namespace)) clients.add(entry.namespace);
    for (const rule of mesh.clientSettings.withHost(entry.host)) clients.add(mesh.catalog.namespaceOf(rule));
    const seen = new Map<Manifest, Set<string>>();
    for (const client of clients) {
      const rule = mesh.clientSettings.inForce(client, entry.host, entry.namespace);
      for (const use of rule === undefined ? [] : usesOf(rule, entry, pods, mesh)) {
        if (isNew(use, seen)) append(found, use.rule, use);
      }
    }
  }
  return found;
});

function usesOf(rule: RuleInForce, service: RegistryEntry, pods: readonly Pod[], mesh: Mesh): readonly TlsUse[] {
  const ports = service.ports.filter(({ transport }) => transport === 'TCP');
  const subsets = [...rule.subsets].filter(([, { field }]) => field.get('trafficPolicy').isSet);
  return [['', pods] as const, ...subsets.map(([name, { field }]) => [name, labelled(pods, field)] as const)].flatMap(
    ([subset, members]) =>
      ports.flatMap((port) => {
        const found = mesh.clientSettings.tlsFor(rule, port.number, subset);
        if (found === undefined || found.mode === '') return [];
        return { rule: found.manifest, tls: found.field, mode: found.mode, service, port, pods: members };
      }),
  );
}

/** Settings of the rule are those of its subsets, too, and of several clients. */
function isNew({ rule, tls, port }: TlsUse, seen: Map<Manifest, Set<string>>): boolean {
  const keys = seen.get(rule) ?? new Set<string>();
  seen.set(rule, keys);
  const key = `${port.number} ${pathText(tls.path)}`;
  if (keys.has(key)) return false;
  keys.add(key);
  return true;
}

function labelled(pods: readonly Pod[], subset: Field): readonly Pod[] {
  const wanted = subset.get('labels').entries;
  return pods.filter(({ labels }) => wanted.every(([name, { value }]) => labels[name] === value));
}

function namespacesWithSidecars({ catalog, proxies }: Mesh): ReadonlySet<string> {
  const pods = catalog.pods.filter((pod) => proxies.of(pod).kind === 'sidecar');
  return new Set(pods.map(({ owner }) => catalog.namespaceOf(owner)));
}

/** The namespaces of gateways by the hosts that their routes lead to. */
function routingNamespaces({ routes, gateways, catalog }: Mesh): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const known = new Map<Gateway, readonly string[]>();
  for (const vs of routes.all) {
    const namespaces = routes.gatewaysOf(vs).flatMap(({ gateway }) => {
      if (gateway === undefined) return [];
      const own = known.get(gateway) ?? [
        ...new Set(gateways.podsOf(gateway).map(({ owner }) => catalog.namespaceOf(owner))),
      ];
      known.set(gateway, own);
      return own;
    });
    const reached = new Set(namespaces.filter((namespace) => routes.exportsTo(vs, namespace)));
    if (reached.size === 0) continue;
    for (const { full } of routes.destinationsOf(vs)) {
      const clients = found.get(full.toLowerCase()) ?? new Set<string>();
      found.set(full.toLowerCase(), clients);
      for (const namespace of reached) clients.add(namespace);
    }
  }
  return found;
}

import { append } from '../groups';
import type { Field } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { pathText } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { placesOf } from './gateway-credentials';
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
  for (const entry of mesh.registry.entries.filter(({ kind }) => kind === 'Service')) {
    if (mesh.clientSettings.covering(entry.host).length === 0) continue;
    const pods = mesh.services.podsOf(entry.manifest);
    if (pods.length === 0) continue;
    const clients = new Set(routingNamespaces(mesh).get(entry.host.toLowerCase()));
    if (namespacesWithSidecars(mesh).has(entry.namespace)) clients.add(entry.namespace);
    for (const rule of mesh.clientSettings.withHost(entry.host)) clients.add(mesh.catalog.namespaceOf(rule));
    const seen = new Map<Manifest, Set<string>>();
    const rules = new Set<RuleInForce>();
    for (const client of clients) {
      const rule = mesh.clientSettings.inForce(client, entry.host, entry.namespace);
      if (rule !== undefined) rules.add(rule);
    }
    for (const rule of rules)
      for (const use of usesOf(rule, entry, pods, mesh)) if (isNew(use, seen)) append(found, use.rule, use);
  }
  return found;
});

function usesOf(rule: RuleInForce, service: RegistryEntry, pods: readonly Pod[], mesh: Mesh): readonly TlsUse[] {
  const subsets = [...rule.subsets].filter(([, { field }]) => field.get('trafficPolicy').isSet);
  if (rule.policy === undefined && subsets.length === 0) return [];
  const ports = service.ports.filter(({ transport }) => transport === 'TCP');
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

const namespacesWithSidecars = oncePer(({ catalog, proxies }: Mesh): ReadonlySet<string> => {
  const pods = catalog.pods.filter((pod) => proxies.of(pod).kind === 'sidecar');
  return new Set(pods.map(({ owner }) => catalog.namespaceOf(owner)));
});

/** The namespaces of gateways by the hosts that their routes lead to. */
const routingNamespaces = oncePer(({ routes, gateways }: Mesh): ReadonlyMap<string, Iterable<string>> => {
  const found = new Map<string, Set<string> | readonly string[]>();
  for (const vs of routes.all) {
    const [first, ...others] = routes.gatewaysOf(vs).flatMap(({ gateway }) => gateway ?? []);
    if (first === undefined) continue;
    const namespaces = placesOf(first, { gateways });
    const all = others.length === 0 ? namespaces : [first, ...others].flatMap((one) => placesOf(one, { gateways }));
    const reached = all.every((namespace) => routes.exportsTo(vs, namespace))
      ? all
      : all.filter((namespace) => routes.exportsTo(vs, namespace));
    if (reached.length === 0) continue;
    for (const { full } of routes.destinationsOf(vs)) {
      const host = full.toLowerCase();
      const known = found.get(host);
      // Most hosts are reached from one list of namespaces, which many of them share.
      if (known === undefined) found.set(host, reached);
      else if (known instanceof Set) for (const namespace of reached) known.add(namespace);
      else if (known !== reached) found.set(host, new Set([...known, ...reached]));
    }
  }
  return found;
});

import { type Field, specOf } from '../manifest/field';
import type { Pod } from '../manifest/pods';
import type { RuleInForce } from '../traffic/destination-rules';
import type { Mesh } from '../traffic/mesh';
import type { RegistryEntry, RegistryPort } from '../traffic/registry';
import { noBackend, untold } from './ends';
import type { Backend, Decider, End } from './request';
import type { RouteTarget, Sender } from './step';

/** What a destination comes to, as its sender sees it. */
export interface Destination {
  readonly entry: RegistryEntry;
  readonly port: RegistryPort;
  readonly rule: RuleInForce | undefined;
  readonly backend: Backend;
  readonly decidedBy: readonly Decider[];
  /** True where the sender's sidecar does not know the Service, and passes calls on as they are. */
  readonly isPassedOn: boolean;
  /** How its host was read, where that is not certain. */
  readonly notes: readonly string[];
}

/** Looks a route's target up: its Service or ServiceEntry, port and DestinationRule, with the subset. */
export function findDestination(mesh: Mesh, sender: Sender, target: RouteTarget): Destination | End {
  const read = { ...target, host: registeredHost(mesh, target.host) };
  const known = visibleEntry(mesh, sender, read.host);
  const entry = known ?? hiddenEntry(mesh, read);
  if (entry === undefined) return missing(mesh, sender, read);
  const port = portOf(entry, target);
  if (port === undefined) return noPort(entry, target);
  const isMesh = sender.sends === 'mesh' && known !== undefined;
  const rule = isMesh ? ruleFor(mesh, sender, [target.host, read.host], entry) : undefined;
  if (isMesh && target.subset !== '' && rule?.subsets.get(target.subset) === undefined) return noSubset(target, rule);
  const { manifest, namespace } = entry;
  return {
    entry,
    port,
    rule,
    backend: { namespace, service: manifest.name, port: port.number },
    decidedBy: [...target.decidedBy, { manifest, path: port.path }],
    isPassedOn: known === undefined,
    notes: read.host === target.host ? [] : [`${target.host} is taken for a name with the domain of the cluster`],
  };
}

/** `exportTo` hides things from the proxies of Istio alone. */
function visibleEntry({ registry }: Mesh, { namespace, sends }: Sender, host: string): RegistryEntry | undefined {
  const all = registry.all(host);
  const visible = sends === 'mesh' ? all.filter((entry) => registry.isVisible(entry, namespace)) : all;
  return visible.find((entry) => entry.namespace === namespace) ?? visible[0] ?? registry.find(host, namespace);
}

/** Called by itself, what a sidecar does not know is there all the same, unless the mesh lets nothing else out. */
function hiddenEntry({ registry, config }: Mesh, { host, isDirect }: RouteTarget): RegistryEntry | undefined {
  return isDirect && config.outboundTrafficPolicy === 'ALLOW_ANY' ? registry.all(host)[0] : undefined;
}

function ruleFor(
  { clientSettings }: Mesh,
  { namespace, pod }: Sender,
  hosts: readonly string[],
  entry: RegistryEntry,
): RuleInForce | undefined {
  return hosts.flatMap((host) => clientSettings.inForce(namespace, host, entry.namespace, pod?.labels) ?? [])[0];
}

/** In a cluster with a domain of its own, a Service is known by its name with the usual domain. */
function registeredHost({ registry }: Mesh, host: string): string {
  const [name = '', namespace = '', svc, ...domain] = host.split('.');
  if (svc !== 'svc' || domain.length === 0 || domain[0] === 'clusterset' || registry.all(host).length > 0) return host;
  return registry.service(namespace, name)?.host ?? host;
}

/** Without a port of its own, a target means the only one; of several, that on which the request came. */
function portOf({ ports }: RegistryEntry, { port, listenPort }: RouteTarget): RegistryPort | undefined {
  const [only] = ports;
  if (port === undefined && ports.length === 1) return only;
  return ports.find(({ number }) => number === (port ?? listenPort));
}

function missing({ registry }: Mesh, { namespace }: Sender, { host, decidedBy }: RouteTarget): End {
  const [hidden] = registry.all(host);
  if (hidden !== undefined) {
    const why = `${hidden.kind} ${hidden.namespace}/${hidden.manifest.name} is not exported to the namespace ${namespace}`;
    return noBackend(why, [...decidedBy, { manifest: hidden.manifest, path: ['metadata'] }]);
  }
  if (registry.hasServices || registry.hasEntries) return noBackend(`there is no host ${host}`, decidedBy);
  return untold(` what is behind ${host}: no Service or ServiceEntry is in the input`, decidedBy);
}

function noPort({ manifest, namespace, ports }: RegistryEntry, { port, listenPort, decidedBy }: RouteTarget): End {
  const name = `${manifest.kind} ${namespace}/${manifest.name}`;
  const numbers = ports.map(({ number }) => number).join(', ') || 'none';
  const why =
    port === undefined
      ? `the route names no port, and ${name} does not have that of the request, ${listenPort} (its ports: ${numbers})`
      : `${name} has no port ${port} (its ports: ${numbers})`;
  return noBackend(why, [...decidedBy, { manifest, path: ['spec', 'ports'] }]);
}

function noSubset({ host, subset, decidedBy }: RouteTarget, rule: RuleInForce | undefined): End {
  const at = rule === undefined ? [] : [{ manifest: rule.manifest, path: ['spec', 'subsets'] }];
  return noBackend(`no DestinationRule in force for ${host} has the subset ${subset}`, [...decidedBy, ...at]);
}

/** The Pods behind a destination; an end where there are none, or none could be found. */
export function podsBehind(mesh: Mesh, { entry, rule, decidedBy }: Destination, subset: string): readonly Pod[] | End {
  const { manifest, namespace } = entry;
  const labels = rule?.subsets.get(subset)?.field.get('labels').entries ?? [];
  const found = mesh.services.podsOf(manifest).filter((pod) => hasLabels(pod, labels));
  if (found.length > 0) return found;
  const name = `Service ${namespace}/${manifest.name}${subset === '' ? '' : `, subset ${subset}`}`;
  const selects = specOf(manifest).get('selector').entries.length > 0;
  const isGiven = mesh.catalog.podsWith({}, namespace).length > 0;
  const decided = [...decidedBy, { manifest, path: ['spec', 'selector'] }];
  if (selects && isGiven) return noBackend(`${name} selects no Pod`, decided);
  return untold(` what is behind ${name}: none of its Pods is in the input`, decided);
}

function hasLabels({ labels }: Pod, wanted: Field['entries']): boolean {
  return wanted.every(([name, { text }]) => labels[name] === text);
}

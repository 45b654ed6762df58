import { specOf } from '../manifest/field';
import type { Pod } from '../manifest/pods';
import type { Mesh } from '../traffic/mesh';
import type { RegistryEntry, RegistryPort } from '../traffic/registry';
import type { RuleInForce } from '../traffic/destination-rules';
import type { Backend, Decider, End } from './request';
import type { RouteTarget, Sender } from './step';

/** What a destination comes to, as its sender sees it. */
export interface Destination {
  readonly entry: RegistryEntry;
  readonly port: RegistryPort;
  readonly rule: RuleInForce | undefined;
  readonly backend: Backend;
  readonly decidedBy: readonly Decider[];
}

/** Looks a route's target up: its Service or ServiceEntry, port and DestinationRule, with the subset. */
export function findDestination(mesh: Mesh, sender: Sender, target: RouteTarget): Destination | End {
  const entry = visibleEntry(mesh, sender, target.host);
  if (entry === undefined) return missing(mesh, sender, target);
  const port = portOf(entry, target.port);
  if (port === undefined) return noPort(entry, target);
  const rule = mesh.clientSettings.inForce(sender.namespace, target.host, entry.namespace, sender.pod?.labels);
  if (target.subset !== '' && rule?.subsets.get(target.subset) === undefined) return noSubset(target);
  const { manifest, namespace } = entry;
  const decidedBy = [...target.decidedBy, { manifest, path: port.path }];
  return { entry, port, rule, backend: { namespace, service: manifest.name, port: port.number }, decidedBy };
}

function visibleEntry({ registry }: Mesh, { namespace }: Sender, host: string): RegistryEntry | undefined {
  const visible = registry.all(host).filter((entry) => registry.isVisible(entry, namespace));
  return visible.find((entry) => entry.namespace === namespace) ?? visible[0] ?? registry.find(host, namespace);
}

/** Of an entry with several ports, none is meant by a target without one. */
function portOf({ ports }: RegistryEntry, wanted: number | undefined): RegistryPort | undefined {
  if (wanted === undefined) return ports.length === 1 ? ports[0] : undefined;
  return ports.find(({ number }) => number === wanted);
}

function missing({ registry }: Mesh, { namespace }: Sender, { host, decidedBy }: RouteTarget): End {
  const [hidden] = registry.all(host);
  if (hidden !== undefined) {
    const why = `503: ${hidden.kind} ${hidden.namespace}/${hidden.manifest.name} is not exported to the namespace ${namespace}`;
    return { ...noBackend(why), decidedBy: [...decidedBy, { manifest: hidden.manifest, path: ['metadata'] }] };
  }
  if (registry.hasServices || registry.hasEntries) return { ...noBackend(`503: there is no host ${host}`), decidedBy };
  const why = `Could not tell what is behind ${host}: no Service or ServiceEntry is in the input`;
  return { arrives: undefined, failure: null, status: null, why, decidedBy };
}

function noPort({ manifest, namespace, ports }: RegistryEntry, { port, decidedBy }: RouteTarget): End {
  const name = `${manifest.kind} ${namespace}/${manifest.name}`;
  const numbers = ports.map(({ number }) => number).join(', ');
  const why =
    port === undefined
      ? `503: ${name} has the ports ${numbers}, and the route names none`
      : `503: ${name} has no port ${port}`;
  return { ...noBackend(why), decidedBy: [...decidedBy, { manifest, path: ['spec', 'ports'] }] };
}

function noSubset({ host, subset, decidedBy }: RouteTarget): End {
  return { ...noBackend(`503: no DestinationRule in force for ${host} has the subset ${subset}`), decidedBy };
}

function noBackend(why: string): Omit<End, 'decidedBy'> {
  return { arrives: false, failure: 'no-backend', status: 503, why };
}

/** The Pods behind a destination; an end where there are none, or none could be found. */
export function podsBehind(mesh: Mesh, { entry, rule, decidedBy }: Destination, subset: string): readonly Pod[] | End {
  const { manifest, namespace } = entry;
  const part = rule?.subsets.get(subset);
  const labels = part?.field.get('labels').entries ?? [];
  const pods = mesh.services
    .podsOf(manifest)
    .filter((pod) => labels.every(([name, { text }]) => pod.labels[name] === text));
  if (pods.length > 0) return pods;
  const name = `Service ${namespace}/${manifest.name}${subset === '' ? '' : `, subset ${subset}`}`;
  const selects = specOf(manifest).get('selector').entries.length > 0;
  const isGiven = mesh.catalog.pods.some((pod) => pod.namespace === namespace);
  const decided = [...decidedBy, { manifest, path: ['spec', 'selector'] }];
  if (selects && isGiven) return { ...noBackend(`503: ${name} selects no Pod`), decidedBy: decided };
  const why = `Could not tell what is behind ${name}: none of its Pods is in the input`;
  return { arrives: undefined, failure: null, status: null, why, decidedBy: decided };
}

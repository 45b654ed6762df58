import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { HostIndex } from '../traffic/host-index';
import type { Mesh } from '../traffic/mesh';
import type { Client, Decider } from './request';

/** A gateway where it is reached on a port. */
export interface GatewayEntry {
  readonly kind: 'gateway';
  readonly pod: Pod;
  /** On which the Pod would listen. */
  readonly port: number;
  /** The Service before the Pod; undefined where the input has none. */
  readonly service: Manifest | undefined;
  readonly decidedBy: readonly Decider[];
}

interface HostedEntry {
  readonly host: string;
  readonly entry: GatewayEntry;
}

/** The gateways that are reached on one port, by the hosts that their servers have there. */
export class GatewayDoors {
  readonly all: readonly GatewayEntry[];
  private readonly tls = new HostIndex<HostedEntry>();
  private readonly plain = new HostIndex<HostedEntry>();

  constructor(mesh: Mesh, port: number) {
    const entries = mesh.gateways.pods.flatMap((pod) => exposures(mesh, pod, port));
    const isServing = ({ pod, port: target }: GatewayEntry) => mesh.gateways.behind(pod, target).servers.length > 0;
    this.all = [...entries.filter(isServing), ...entries.filter((entry) => !isServing(entry))];
    for (const entry of this.all) {
      const { tlsServers, httpServers } = mesh.gateways.behind(entry.pod, entry.port);
      for (const { hosts } of tlsServers) for (const { host } of hosts) this.tls.add(host, { host, entry });
      for (const { hosts } of httpServers) for (const { host } of hosts) this.plain.add(host, { host, entry });
    }
  }

  /** Those whose servers name the host most closely; none where no server takes it. Without SNI, those for all. */
  serving({ scheme, sni, hostHeader }: Client): readonly GatewayEntry[] {
    const index = scheme === 'https' ? this.tls : this.plain;
    const name = scheme === 'https' ? (sni ?? '') : hostHeader;
    const narrowest = name === '' ? '*' : index.covering(name).at(-1)?.host;
    return narrowest === undefined ? [] : [...new Set(index.same(narrowest).map(({ entry }) => entry))];
  }
}

/** Where a port of a gateway is: at its Services, those for the outside first; without any, at the Pod itself. */
export function exposures(mesh: Mesh, pod: Pod, port: number): readonly GatewayEntry[] {
  const services = mesh.services.of(pod).toSorted((one, other) => Number(isExternal(other)) - Number(isExternal(one)));
  if (services.length === 0) return [{ kind: 'gateway', pod, port, service: undefined, decidedBy: [] }];
  const found = services.flatMap((service) => through(mesh, service, pod, port));
  return found.slice(0, 1);
}

/** By one Service, where that has the port. */
export function through(mesh: Mesh, service: Manifest, pod: Pod, port: number): readonly GatewayEntry[] {
  const item = specOf(service)
    .get('ports')
    .items.find((each) => each.get('port').number === port);
  const target = item && mesh.services.targetPort(item, pod);
  if (item === undefined || target === undefined) return [];
  const decidedBy = [
    { manifest: service, path: item.get('targetPort').isSet ? item.get('targetPort').path : item.path },
  ];
  return [{ kind: 'gateway', pod, port: target, service, decidedBy }];
}

/** Reached from outside the cluster. */
export function isExternal(service: Manifest): boolean {
  const spec = specOf(service);
  return ['LoadBalancer', 'NodePort'].includes(spec.get('type').text) || spec.get('externalIPs').items.length > 0;
}

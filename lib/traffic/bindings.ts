import { groupBy } from '../groups';
import type { Manifest, Path } from '../manifest/manifest';
import type { Gateway, GatewayServer, ServerHost } from './gateway-server';
import { HostIndex } from './host-index';
import { commonHost } from './hosts';

/** A host of a VirtualService on a server of one of its Gateways. */
export interface Binding {
  readonly vs: Manifest;
  readonly server: GatewayServer;
  readonly serverHost: ServerHost;
  /** Of the VirtualService, a short name in full. */
  readonly host: string;
  /** What both have in common, which is the narrower one, in lower case. */
  readonly served: string;
  readonly hostPath: Path;
  readonly gatewayPath: Path;
}

/** A host of a VirtualService, offered to all servers of a Gateway. */
export interface RouteHost {
  readonly vs: Manifest;
  readonly namespace: string;
  readonly gateway: Gateway;
  readonly host: string;
  readonly hostPath: Path;
  readonly gatewayPath: Path;
  /** Bindings are in the order of these numbers. */
  readonly order: number;
}

export interface Opening {
  readonly server: GatewayServer;
  readonly host: ServerHost;
  readonly order: number;
}

export interface Meeting {
  readonly route: RouteHost;
  readonly opening: Opening;
}

export function openingsOf(servers: readonly GatewayServer[]): readonly Opening[] {
  const openings: Opening[] = [];
  for (const server of servers)
    for (const host of server.hosts) openings.push({ server, host, order: openings.length });
  return openings;
}

/** What a host of a VirtualService finds on a Gateway. */
export class Openings {
  private index: HostIndex<Opening> | undefined;

  constructor(private readonly all: readonly Opening[]) {}

  /** Those of hosts that have some name in common with this one. */
  overlapping(host: string): readonly Opening[] {
    const [only] = this.all;
    // Most Gateways have one host, and need no index.
    if (only !== undefined && this.all.length === 1 && !only.host.host.includes('*') && !host.includes('*'))
      return only.host.host.toLowerCase() === host.toLowerCase() ? this.all : [];
    this.index ??= indexOf(this.all);
    return this.index.overlapping(host);
  }
}

function indexOf(openings: readonly Opening[]): HostIndex<Opening> {
  const index = new HostIndex<Opening>();
  for (const opening of openings) index.add(opening.host.host, opening);
  return index;
}

/**
 * Those of the meetings that come about: the server has the host for the namespace of the VirtualService. Several hosts
 * of a server that have the same in common with a host of the VirtualService are one binding.
 */
export function bind(meetings: readonly Meeting[]): readonly Binding[] {
  const [only] = meetings;
  if (only === undefined) return NONE;
  if (meetings.length === 1) {
    const binding = bindingOf(only);
    return binding === undefined ? NONE : [binding];
  }
  const bindings = meetings
    .toSorted((one, other) => one.route.order - other.route.order || one.opening.order - other.opening.order)
    .flatMap((meeting) => {
      const binding = bindingOf(meeting);
      return binding === undefined ? [] : { binding, order: meeting.route.order };
    });
  if (bindings.length < 2) return bindings.map(({ binding }) => binding);
  const groups = groupBy(bindings, ({ order, binding }) => `${order} ${binding.server.index} ${binding.served}`);
  return [...groups.values()].flatMap(([first]) => first?.binding ?? []);
}

const NONE: readonly Binding[] = [];

function bindingOf({ route, opening: { server, host: serverHost } }: Meeting): Binding | undefined {
  if (serverHost.namespace !== '*' && serverHost.namespace !== route.namespace) return undefined;
  const served = commonHost(route.host.toLowerCase(), serverHost.host.toLowerCase());
  if (served === undefined) return undefined;
  const { vs, host, hostPath, gatewayPath } = route;
  return { vs, server, serverHost, host, served, hostPath, gatewayPath };
}

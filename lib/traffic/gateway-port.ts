import { append } from '../groups';
import type { ConnectionRoute } from './connection-routes';
import { trafficOf } from './gateway-protocol';
import type { GatewayServer, ServerHost } from './gateway-server';
import { HostIndex } from './host-index';

/** What takes TLS connections of a server name, or a connection that is not looked into. */
export interface FilterChain {
  readonly server: GatewayServer;
  /** Of the server, or of `sniHosts` where TLS is passed on. */
  readonly host: string;
  /** Where connections go on that are not read as HTTP. */
  readonly route: ConnectionRoute | undefined;
}

/** The routes of a server's connections: each `sniHosts` with one, or a single one for all that come. */
export type ConnectionRoutesOn = (server: GatewayServer) => readonly (readonly [string, ConnectionRoute])[];

/** What a request shows of where it wants to go. */
export interface Approach {
  readonly isTls: boolean;
  /** Undefined for none. */
  readonly sni: string | undefined;
  /** Of header `Host`. */
  readonly host: string;
}

interface Opening {
  readonly server: GatewayServer;
  readonly host: string;
}

/** Beyond the length of any name. */
const EXACT = 1000;

/** One port of a gateway Pod, after istiod has merged the servers of all its Gateways. */
export class GatewayPort {
  /** Those that are served; the others are lost to one before them. */
  readonly servers: readonly GatewayServer[];
  /** Some server for plain HTTP, whatever its hosts are: it answers for those that it does not have, too. */
  readonly plainServer: GatewayServer | undefined;
  /** What takes connections as they are, be they TLS or not. */
  readonly opaqueServer: GatewayServer | undefined;
  /** Whether there is a server for TLS, whoever ends it. */
  readonly takesTls: boolean;
  private readonly byName = new HostIndex<FilterChain>();
  private readonly tls = new HostIndex<Opening>();
  private readonly plain = new HostIndex<Opening>();

  /** @param candidates all servers of the port, those of the oldest Gateway first */
  constructor(
    candidates: readonly GatewayServer[],
    private readonly routesOn: ConnectionRoutesOn,
  ) {
    this.servers = merged(candidates);
    this.plainServer = this.servers.find((server) => trafficOf(server) === 'http');
    this.opaqueServer = this.servers.find((server) => trafficOf(server) === 'tcp');
    this.takesTls = this.servers.some(isTls);
    for (const server of this.servers) this.add(server);
  }

  /** What takes a TLS connection with this server name; without one (undefined), what takes any. */
  chainFor(serverName: string | undefined): FilterChain | undefined {
    const found = serverName === undefined ? this.byName.same('*') : this.byName.covering(serverName);
    const narrowest = found.at(-1);
    return narrowest && this.byName.same(narrowest.host)[0];
  }

  /** The server for plain HTTP with the narrowest host for this one. */
  plainServerFor(host: string): GatewayServer | undefined {
    return this.plain.covering(host).at(-1)?.server;
  }

  /** The server with the narrowest host for this server name, whether connections go on from there or not. */
  tlsServerFor(serverName: string | undefined): GatewayServer | undefined {
    return this.tlsOpening(serverName)?.server;
  }

  /** Where a server that takes connections as they are sends them; undefined where nowhere. */
  connectionOf(server: GatewayServer): ConnectionRoute | undefined {
    return trafficOf(server) === 'tcp' ? this.routesOn(server)[0]?.[1] : undefined;
  }

  /** How closely a server names what a request is for: more for a longer host, and for one without wildcard; 0 for none. */
  closenessTo({ isTls: overTls, sni, host }: Approach): number {
    const found = overTls ? this.tlsOpening(sni)?.host : this.plain.covering(host).at(-1)?.host;
    if (found === undefined) return this.opaqueServer === undefined ? 0 : 1;
    return found.startsWith('*') ? found.length : found.length + EXACT;
  }

  private tlsOpening(serverName: string | undefined): Opening | undefined {
    return (serverName === undefined ? this.tls.same('*') : this.tls.covering(serverName)).at(-1);
  }

  private add(server: GatewayServer): void {
    const traffic = trafficOf(server);
    const openings = traffic === 'http' ? this.plain : traffic === 'tcp' ? undefined : this.tls;
    for (const { host } of server.hosts) openings?.add(host, { server, host });
    if (traffic === 'https') this.addChains(server, undefined);
    if (traffic === 'passthrough')
      for (const [host, route] of this.routesOn(server)) this.byName.add(host, { server, host, route });
    const [first] = traffic === 'tls' ? this.routesOn(server) : [];
    if (first !== undefined) this.addChains(server, first[1]);
  }

  private addChains(server: GatewayServer, route: ConnectionRoute | undefined): void {
    for (const { host } of server.hosts) this.byName.add(host, { server, host, route });
  }
}

/**
 * Plain HTTP servers share a listener. TLS servers are told apart by server name, and one with a host that another has
 * is dropped whole. After plain text came first, nothing but what can share with it is taken. Source: mergeGateways of
 * istiod; addresses (`bind`) are listeners of their own.
 */
function merged(candidates: readonly GatewayServer[]): readonly GatewayServer[] {
  const plain = new Map<string, GatewayServer>();
  const taken = new Map<string, ServerHost[]>();
  return candidates.filter((server) => {
    const { bind, hosts, terminates } = server;
    const traffic = trafficOf(server);
    const keyOf = ({ host }: ServerHost) => `${bind} ${host.toLowerCase()}`;
    const isRival = (host: ServerHost) =>
      taken.get(keyOf(host))?.some((other) => other.namespace === host.namespace || terminates) ?? false;
    if (isTls(server) && hosts.some(isRival)) return false;
    const before = plain.get(bind);
    if (before !== undefined && (traffic !== 'http' || trafficOf(before) !== 'http')) return false;
    if (isTls(server)) for (const host of hosts) append(taken, keyOf(host), host);
    else plain.set(bind, before ?? server);
    return true;
  });
}

function isTls(server: GatewayServer): boolean {
  const traffic = trafficOf(server);
  return traffic !== 'http' && traffic !== 'tcp';
}

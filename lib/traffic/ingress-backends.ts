import type { GatewayServer } from './gateway-server';
import { HostIndex } from './host-index';
import type { Listener } from './listeners';
import { isHttpLike, isTlsLike } from './protocol';

interface Opening {
  readonly server: GatewayServer;
  readonly host: string;
}

/** What of Istio's gateways is behind a port of a Service. */
export class GatewayBehind {
  /** All servers, each once. */
  readonly servers: readonly GatewayServer[];
  /** Those with TLS, whoever ends it. */
  readonly tlsServers: readonly GatewayServer[];
  /** Those of plain HTTP. */
  readonly httpServers: readonly GatewayServer[];
  private readonly byHost: HostIndex<Opening>;

  /** @param listeners of the Pods behind the port, those of each Pod that are on the port where it leads */
  constructor(readonly listeners: readonly Listener[]) {
    this.servers = [...new Set(listeners.flatMap(({ servers }) => servers))];
    this.tlsServers = this.servers.filter(({ protocol }) => isTlsLike(protocol));
    this.httpServers = this.servers.filter(({ protocol }) => isHttpLike(protocol));
    this.byHost = indexed(this.tlsServers);
  }

  /** Whether TLS with any server name, or with none, comes to a server. */
  get takesAnyName(): boolean {
    return this.byHost.same('*').length > 0;
  }

  /**
   * The TLS servers that a connection with this server name may come to: those with the narrowest host that it is in.
   * Without a name (empty), those for `*` alone.
   */
  serversFor(serverName: string): readonly GatewayServer[] {
    const found = serverName === '' ? this.byHost.same('*') : this.byHost.covering(serverName);
    const narrowest = found.at(-1);
    return narrowest === undefined ? [] : [...new Set(this.byHost.same(narrowest.host).map(({ server }) => server))];
  }
}

function indexed(servers: readonly GatewayServer[]): HostIndex<Opening> {
  const index = new HostIndex<Opening>();
  for (const server of servers) for (const { host } of server.hosts) index.add(host, { server, host });
  return index;
}

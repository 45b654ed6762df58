import type { Catalog } from '../manifest/catalog';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import type { GatewayPorts } from './gateway-ports';
import { trafficOf } from './gateway-protocol';
import { gatewayProxy } from './gateway-proxy';
import type { GatewayServer } from './gateway-server';
import type { Gateways } from './gateways';
import type { HttpRoutes } from './http-routes';
import { type HostedService, RouteTable } from './virtual-hosts';
import type { Routes } from './virtual-services';

interface Sources {
  readonly catalog: Catalog;
  readonly gateways: Gateways;
  readonly gatewayPorts: GatewayPorts;
  readonly routes: Routes;
  readonly httpRoutes: HttpRoutes;
}

/** What gateways do with HTTP requests: a route table for each HTTPS server, and one for all HTTP servers of a listener. */
export class RouteTables {
  private readonly byPod = new Map<Pod, Map<GatewayServer, RouteTable>>();

  constructor(private readonly sources: Sources) {}

  /** The table that a server of a Gateway has on a Pod; only VirtualServices that are exported there are in it. */
  of(server: GatewayServer, pod: Pod): RouteTable {
    const tables = this.byPod.get(pod) ?? new Map<GatewayServer, RouteTable>();
    this.byPod.set(pod, tables);
    const known = tables.get(server);
    if (known !== undefined) return known;
    const sharing = this.sharing(server, pod);
    const table = new RouteTable(sharing, (each) => this.hostedOn(each, pod));
    for (const each of sharing) tables.set(each, table);
    return table;
  }

  private sharing(server: GatewayServer, pod: Pod): readonly GatewayServer[] {
    if (trafficOf(server) !== 'http') return [server];
    const { gateways, gatewayPorts } = this.sources;
    return gatewayPorts
      .at(pod, gateways.listenPort(server, pod))
      .servers.filter((each) => trafficOf(each) === 'http' && each.bind === server.bind);
  }

  private hostedOn(server: GatewayServer, pod: Pod): readonly HostedService[] {
    const { gatewayPorts, routes, httpRoutes } = this.sources;
    const served = new Map<Manifest, Set<string>>();
    for (const binding of routes.on(server)) {
      const hosts = served.get(binding.vs) ?? new Set<string>();
      served.set(binding.vs, hosts.add(binding.served));
    }
    const proxyFor = gatewayProxy(this.sources, server, pod);
    return gatewayPorts.servicesOn(server, pod).flatMap((vs) => {
      const own = httpRoutes.of(vs, proxyFor, server.port);
      return Array.from(served.get(vs) ?? [], (host) => ({ served: host, routes: own }));
    });
  }
}

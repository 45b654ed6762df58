import type { Catalog } from '../manifest/catalog';
import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import type { GatewayServer } from './gateway-server';
import type { Gateways } from './gateways';
import { oldestFirst } from './peer-authentications';
import { isHttpLike } from './protocol';
import { type HostedService, RouteTable } from './virtual-hosts';
import type { Routes } from './virtual-services';

/** What gateways do with HTTP requests: a route table for each HTTPS server, and one for all HTTP servers of a listener. */
export class RouteTables {
  private readonly byPod = new Map<Pod, Map<GatewayServer, RouteTable>>();
  private ages: ReadonlyMap<Manifest, number> | undefined;

  constructor(
    private readonly catalog: Catalog,
    private readonly gateways: Gateways,
    private readonly routes: Routes,
  ) {}

  /** The table that a server of a Gateway has on a Pod; only VirtualServices that are exported there are in it. */
  of(server: GatewayServer, pod: Pod): RouteTable {
    let tables = this.byPod.get(pod);
    if (tables === undefined) {
      tables = new Map();
      this.byPod.set(pod, tables);
    }
    const known = tables.get(server);
    if (known !== undefined) return known;
    const sharing = this.sharing(server, pod);
    const table = new RouteTable(sharing, (each) => this.servicesOn(each, pod));
    for (const each of sharing) tables.set(each, table);
    return table;
  }

  private sharing(server: GatewayServer, pod: Pod): readonly GatewayServer[] {
    if (!isPlainHttp(server)) return [server];
    const listener = this.gateways.listeners(pod).find(({ servers }) => servers.includes(server));
    return listener?.servers.filter(isPlainHttp) ?? [server];
  }

  private servicesOn(server: GatewayServer, pod: Pod): readonly HostedService[] {
    const bound = this.routes.on(server).filter(({ vs }) => this.routes.exportsTo(vs, pod.namespace));
    return bound.toSorted((one, other) => this.ageOf(one.vs) - this.ageOf(other.vs));
  }

  /** Its place among all VirtualServices, the oldest first. */
  private ageOf(vs: Manifest): number {
    this.ages ??= new Map(
      oldestFirst(this.catalog, 'VirtualService.networking.istio.io').map((each, age) => [each, age]),
    );
    return this.ages.get(vs) ?? 0;
  }
}

function isPlainHttp({ protocol, terminates }: GatewayServer): boolean {
  return isHttpLike(protocol) && !terminates;
}

import { append } from '../groups';
import type { Manifest } from '../manifest/manifest';
import type { Destination } from '../traffic/destinations';
import type { Gateway } from '../traffic/gateway-server';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { leadsFrom, servingGateways } from './gateways-of-route';

/** A way from a Gateway to a host. */
export interface GatewayRoute {
  readonly vs: Manifest;
  readonly gateway: Gateway;
  readonly destination: Destination;
}

const routesIn = oncePer(findRoutes);

/** How requests that come in through Gateways get to a full host: in the order of VirtualServices and destinations. */
export function gatewayRoutesTo(host: string, mesh: Mesh): readonly GatewayRoute[] {
  return routesIn(mesh).get(host.toLowerCase()) ?? [];
}

function findRoutes(mesh: Mesh): ReadonlyMap<string, readonly GatewayRoute[]> {
  const found = new Map<string, GatewayRoute[]>();
  for (const vs of mesh.routes.all) {
    const gateways = servingGateways(vs, mesh);
    for (const destination of mesh.routes.destinationsOf(vs)) {
      for (const gateway of gateways) {
        if (leadsFrom(gateway, destination, vs, mesh))
          append(found, destination.full.toLowerCase(), { vs, gateway, destination });
      }
    }
  }
  return found;
}

import { append } from '../groups';
import type { Manifest } from '../manifest/manifest';
import type { RouteKind } from '../traffic/destinations';
import type { Gateway } from '../traffic/gateway-server';
import { VIRTUAL_SERVICE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { servingGateways } from './gateways-of-route';
import type { MeshRule } from './rule';
import { namespacedName } from './title';
import { routesOf } from './virtual-service';

/** The VirtualServices with a host on a Gateway. */
interface Sharers {
  readonly all: Manifest[];
  /** Where there are several: by kind of route, the first two, one of which is another than that which asks. */
  byKind?: ReadonlyMap<string, readonly Manifest[]>;
}

/** The VirtualServices with any host on a Gateway. */
interface Guests {
  readonly all: Manifest[];
  /** Where there are several: those of each host. */
  byHost?: ReadonlyMap<string, Sharers>;
}

const guestsOf = oncePer((mesh: Mesh): ReadonlyMap<Gateway, Guests> => {
  const found = new Map<Gateway, Guests>();
  for (const manifest of mesh.routes.all) {
    for (const gateway of servingGateways(manifest, mesh)) {
      const guests = found.get(gateway);
      if (guests === undefined) found.set(gateway, { all: [manifest] });
      else guests.all.push(manifest);
    }
  }
  return found;
});

function byHost(gateway: Gateway, manifests: readonly Manifest[], mesh: Mesh): ReadonlyMap<string, Sharers> {
  const found = new Map<string, Sharers>();
  for (const manifest of manifests) {
    for (const { server, host } of mesh.routes.bindingsOf(manifest)) {
      if (server.gateway !== gateway) continue;
      const sharers = found.get(host.toLowerCase());
      if (sharers === undefined) found.set(host.toLowerCase(), { all: [manifest] });
      else if (sharers.all.at(-1) !== manifest) sharers.all.push(manifest);
    }
  }
  return found;
}

function byKind(manifests: readonly Manifest[], mesh: Mesh): ReadonlyMap<string, readonly Manifest[]> {
  const found = new Map<string, Manifest[]>();
  for (const manifest of manifests) {
    const ends = mesh.routes.onMesh(manifest) ? ['all'] : ['all', 'only'];
    for (const kind of kindsOf(manifest))
      for (const end of ends) if ((found.get(kind + end)?.length ?? 0) < 2) append(found, kind + end, manifest);
  }
  return found;
}

/** Routes for requests and routes for connections are for servers of different kinds. */
function kindsOf(manifest: Manifest): readonly RouteKind[] {
  return (['http', 'tls', 'tcp'] as const).filter((kind) => routesOf(manifest, kind).length > 0);
}

/** Another VirtualService for the host on the Gateway. */
function otherOn(gateway: Gateway, host: string, manifest: Manifest, mesh: Mesh): Manifest | undefined {
  const guests = guestsOf(mesh).get(gateway);
  if (guests === undefined || guests.all.length < 2) return undefined;
  guests.byHost ??= byHost(gateway, guests.all, mesh);
  const sharers = guests.byHost.get(host.toLowerCase());
  if (sharers === undefined || sharers.all.length < 2) return undefined;
  sharers.byKind ??= byKind(sharers.all, mesh);
  // Of two for sidecars, these take but one, which is a worse fault.
  const end = mesh.routes.onMesh(manifest) ? 'only' : 'all';
  const others = kindsOf(manifest).map((kind) => sharers.byKind?.get(kind + end)?.find((one) => one !== manifest));
  return others.find((other) => other !== undefined);
}

export const virtualServiceHostSplit: MeshRule = {
  id: 'virtual-service-host-split',
  code: 'KIA1106',
  severity: 'warning',
  kinds: [VIRTUAL_SERVICE],
  summary: 'A host on a Gateway is in one VirtualService.',
  check(manifest, { mesh, report }) {
    const gateways = servingGateways(manifest, mesh);
    for (const { text, full, path } of mesh.routes.hostsOf(manifest)) {
      for (const gateway of gateways) {
        const other = otherOn(gateway, full, manifest, mesh);
        if (other === undefined) continue;
        const name = namespacedName(other, mesh);
        const message = `Host "${text}" on Gateway "${gateway.key}" is in VirtualService "${name}", too: Istio merges them, in an order that nothing says`;
        report({ path, message, fix: 'Put all routes of the host into one VirtualService, or delegate from one' });
        break;
      }
    }
  },
};

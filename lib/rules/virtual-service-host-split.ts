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

/** The VirtualServices with a host on a Gateway and routes of a kind; for a key that ends in `only`, those not for sidecars. */
type Sharers = ReadonlyMap<string, readonly Manifest[]>;

const sharersIn = oncePer(findSharers);

function findSharers(mesh: Mesh): Sharers {
  const found = new Map<string, Manifest[]>();
  for (const manifest of mesh.routes.all) {
    const bindings = mesh.routes.bindingsOf(manifest);
    const ends = mesh.routes.onMesh(manifest) ? ['all'] : ['all', 'only'];
    const places = bindings.flatMap(({ server, host }) =>
      kindsOf(manifest).flatMap((kind) => ends.map((end) => keyOf(server.gateway, host, kind, end))),
    );
    for (const place of new Set(places)) append(found, place, manifest);
  }
  return found;
}

function keyOf({ key }: Gateway, host: string, kind: RouteKind, end: string): string {
  return `${key} ${host.toLowerCase()} ${kind} ${end}`;
}

/** Routes for requests and routes for connections are for servers of different kinds. */
function kindsOf(manifest: Manifest): readonly RouteKind[] {
  return (['http', 'tls', 'tcp'] as const).filter((kind) => routesOf(manifest, kind).length > 0);
}

/** Another VirtualService for the host on the Gateway. */
function otherOn(gateway: Gateway, host: string, manifest: Manifest, mesh: Mesh): Manifest | undefined {
  // Of two for sidecars, these take but one, which is a worse fault.
  const end = mesh.routes.onMesh(manifest) ? 'only' : 'all';
  const others = kindsOf(manifest).map((kind) =>
    sharersIn(mesh)
      .get(keyOf(gateway, host, kind, end))
      ?.find((one) => one !== manifest),
  );
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

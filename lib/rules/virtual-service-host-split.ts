import { append } from '../groups';
import type { Manifest } from '../manifest/manifest';
import type { Gateway } from '../traffic/gateway-server';
import type { Mesh } from '../traffic/mesh';
import type { RouteHostName } from '../traffic/virtual-services';
import { gatewaysOf } from './gateways-of-route';
import { quoted } from './quoted';
import type { MeshRule } from './rule';
import { routesOf, type RouteKind, VIRTUAL_SERVICE } from './virtual-service';

const ON_GATEWAYS = new WeakMap<Mesh, ReadonlyMap<string, readonly Manifest[]>>();

/** The VirtualServices with a host on a Gateway. */
function sharers(gateway: Gateway, host: RouteHostName, mesh: Mesh): readonly Manifest[] {
  let byPlace = ON_GATEWAYS.get(mesh);
  if (byPlace === undefined) {
    const found = new Map<string, Manifest[]>();
    for (const manifest of mesh.routes.all) {
      const gateways = gatewaysOf(manifest, mesh);
      const hosts = mesh.routes.hostsOf(manifest);
      const places = new Set(gateways.flatMap((one) => hosts.map((it) => placeOf(one, it))));
      for (const place of places) append(found, place, manifest);
    }
    byPlace = found;
    ON_GATEWAYS.set(mesh, byPlace);
  }
  return byPlace.get(placeOf(gateway, host)) ?? [];
}

function placeOf({ key }: Gateway, { full }: RouteHostName): string {
  return `${key} ${full.toLowerCase()}`;
}

const KINDS: readonly RouteKind[] = ['http', 'tls', 'tcp'];

/** Routes for requests and routes for connections are for servers of different kinds. */
function haveKindInCommon(one: Manifest, other: Manifest): boolean {
  return KINDS.some((kind) => routesOf(one, kind).length > 0 && routesOf(other, kind).length > 0);
}

export const virtualServiceHostSplit: MeshRule = {
  id: 'virtual-service-host-split',
  code: 'KIA1106',
  severity: 'warning',
  kinds: [VIRTUAL_SERVICE],
  summary: 'A host on a Gateway is in one VirtualService.',
  check(manifest, { mesh, report }) {
    const onMesh = mesh.routes.onMesh(manifest);
    for (const host of mesh.routes.hostsOf(manifest)) {
      const others = new Map<Manifest, Gateway>();
      for (const gateway of gatewaysOf(manifest, mesh)) {
        for (const other of sharers(gateway, host, mesh)) {
          if (other === manifest || others.has(other) || !haveKindInCommon(manifest, other)) continue;
          // Sidecars take but one of the two, which is a worse fault.
          if (!onMesh || !mesh.routes.onMesh(other)) others.set(other, gateway);
        }
      }
      const [gateway] = others.values();
      if (gateway === undefined) continue;
      const names = [...others.keys()].map((other) => `${mesh.catalog.namespaceOf(other)}/${other.name}`);
      const message = `Host "${host.text}" on Gateway "${gateway.key}" is in VirtualService ${quoted(names)}, too: Istio merges them, in an order that nothing says`;
      report({
        path: host.path,
        message,
        fix: 'Put all routes of the host into one VirtualService, or delegate from one',
      });
    }
  },
};

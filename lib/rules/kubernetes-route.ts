import { append } from '../groups';
import type { Manifest } from '../manifest/manifest';
import { KUBERNETES_GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';

/** What becomes of the traffic of a route that leads nowhere, as the end of a sentence. */
export function lostTraffic({ kind }: Pick<Manifest, 'kind'>, status: 404 | 500): string {
  return kind === 'HTTPRoute' || kind === 'GRPCRoute' ? `its requests get ${status}` : 'its connections are reset';
}

const BY_NAME = new WeakMap<Mesh, ReadonlyMap<string, readonly Manifest[]>>();

/** The Gateways of the Gateway API of that name, in whatever namespace. */
export function kubernetesGatewaysCalled(name: string, mesh: Mesh): readonly Manifest[] {
  const known = BY_NAME.get(mesh) ?? indexNames(mesh);
  BY_NAME.set(mesh, known);
  return known.get(name) ?? [];
}

function indexNames({ catalog }: Mesh): ReadonlyMap<string, readonly Manifest[]> {
  const found = new Map<string, Manifest[]>();
  for (const gateway of catalog.ofKind(KUBERNETES_GATEWAY)) append(found, gateway.name, gateway);
  return found;
}

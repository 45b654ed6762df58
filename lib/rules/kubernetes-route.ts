import { append } from '../groups';
import type { Manifest } from '../manifest/manifest';
import { KUBERNETES_GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';

/** What becomes of the traffic of a route that leads nowhere, as the end of a sentence. */
export function lostTraffic({ kind }: Pick<Manifest, 'kind'>, status: 404 | 500): string {
  return kind === 'HTTPRoute' || kind === 'GRPCRoute' ? `its requests get ${status}` : 'its connections are reset';
}

const byName = oncePer(indexNames);

/** The Gateways of the Gateway API of that name, in whatever namespace. */
export function kubernetesGatewaysCalled(name: string, mesh: Mesh): readonly Manifest[] {
  return byName(mesh).get(name) ?? [];
}

function indexNames({ catalog }: Mesh): ReadonlyMap<string, readonly Manifest[]> {
  const found = new Map<string, Manifest[]>();
  for (const gateway of catalog.ofKind(KUBERNETES_GATEWAY)) append(found, gateway.name, gateway);
  return found;
}

import type { GatewayServer } from '../../traffic/gateway-server';
import type { Mesh } from '../../traffic/mesh';
import type { Decider, TracedRequest } from '../request';

/** The server of a Gateway that takes the requests, or whose TLS keeps them out. */
export function serverOf(mesh: Mesh, ways: readonly TracedRequest[]): GatewayServer | undefined {
  const reached = ways.flatMap(({ hops }) => hops.filter(({ to }) => to.startsWith('gateway ')));
  const deciders = [
    ...reached.flatMap(({ decidedBy }) => decidedBy),
    ...ways.flatMap(({ end }) => end?.decidedBy.filter(({ path }) => path[3] === 'tls') ?? []),
  ];
  for (const decider of deciders) {
    const server = serverAt(mesh, decider);
    if (server !== undefined) return server;
  }
  return undefined;
}

function serverAt({ gateways }: Mesh, { manifest, path: [spec, servers, index] }: Decider): GatewayServer | undefined {
  if (spec !== 'spec' || servers !== 'servers' || typeof index !== 'number') return undefined;
  return gateways.of(manifest)?.servers[index];
}

const VERIFYING: Readonly<Record<string, number>> = { SIMPLE: 0, OPTIONAL_MUTUAL: 1, MUTUAL: 2, ISTIO_MUTUAL: 2 };

/** How far a server that ends TLS makes its clients prove themselves; undefined for others. */
export function verification(server: GatewayServer | undefined): number | undefined {
  return server?.tlsMode === undefined ? undefined : VERIFYING[server.tlsMode];
}

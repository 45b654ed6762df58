import type { Gateway, GatewayServer } from '../traffic/gateway-server';
import { HostIndex } from '../traffic/host-index';
import type { Mesh } from '../traffic/mesh';

/** A host that a server ends TLS for. */
export interface Secured {
  readonly server: GatewayServer;
  readonly host: string;
}

/** The first server that ends TLS for each host of a place, by the host that asks. */
class SecuredHosts {
  private readonly index = new HostIndex<Secured>();
  private readonly answers = new Map<string, readonly Secured[]>();

  constructor(gateways: readonly Gateway[]) {
    for (const server of gateways.flatMap(({ servers }) => servers)) {
      const fresh = server.terminates ? server.hosts.filter(({ host }) => this.index.same(host).length === 0) : [];
      for (const { host } of fresh) this.index.add(host, { server, host: host.toLowerCase() });
    }
  }

  overlapping(host: string): readonly Secured[] {
    const answer = this.answers.get(host) ?? this.index.overlapping(host);
    this.answers.set(host, answer);
    return answer;
  }
}

const SECURED = new WeakMap<object, SecuredHosts>();

/** The hosts that are secured on each Pod of a server; without Pods, in its own Gateway. */
export function securedBeside({ gateway }: GatewayServer, { gateways }: Mesh): readonly SecuredHosts[] {
  const pods = gateways.podsOf(gateway);
  if (pods.length === 0) return [securedAt(gateway, () => [gateway])];
  return pods.map((pod) => securedAt(pod, () => gateways.on(pod)));
}

function securedAt(place: object, gatewaysThere: () => readonly Gateway[]): SecuredHosts {
  const secured = SECURED.get(place) ?? new SecuredHosts(gatewaysThere());
  SECURED.set(place, secured);
  return secured;
}

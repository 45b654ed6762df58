import type { GatewayServer } from '../traffic/gateway-server';
import { GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { isHttpLike } from '../traffic/protocol';
import type { Claim } from '../traffic/sockets';
import { rivalClaims } from './gateway-host-claims';
import { quoted } from './quoted';
import type { MeshRule, Violation } from './rule';

function effectOn({ server, host }: Claim, rivals: readonly Claim[]): Pick<Violation, 'message' | 'severity'> {
  if ([server, ...rivals.map((rival) => rival.server)].every(({ protocol }) => isHttpLike(protocol))) {
    const message = 'istiod makes one server of them, and which VirtualService answers a request is left to chance';
    return { message, severity: 'warning' };
  }
  if (rivals.some((rival) => rival.host.namespace !== host.namespace)) {
    return { message: 'Envoy refuses a listener with two certificates for one name, and changes stop arriving' };
  }
  return { message: 'istiod drops the server of the younger Gateway with all its hosts, and says so only in its log' };
}

function violationOf(server: GatewayServer, mesh: Mesh): Violation | undefined {
  for (const host of server.hosts) {
    const rivals = rivalClaims({ server, host }, mesh);
    if (rivals.length === 0) continue;
    const { message, ...rest } = effectOn({ server, host }, rivals);
    const names = quoted(rivals.map((rival) => rival.server.gateway.key));
    return {
      path: host.path,
      message: `Host "${host.text}" on port ${server.port} is also in Gateway ${names}, on the same Pods: ${message}`,
      fix: 'Leave the host to one Gateway, or select another gateway workload in one of them',
      ...rest,
    };
  }
  return undefined;
}

export const gatewayHostConflict: MeshRule = {
  id: 'gateway-host-conflict',
  code: 'IST0145',
  severity: 'error',
  kinds: [GATEWAY],
  summary: 'No two Gateways on the same Pods have the same host on one port.',
  check(manifest, { mesh, report }) {
    for (const server of mesh.gateways.of(manifest)?.servers ?? []) {
      const violation = violationOf(server, mesh);
      if (violation !== undefined) report(violation);
    }
  },
};

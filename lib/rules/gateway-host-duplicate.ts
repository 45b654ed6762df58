import { droppedServers } from '../traffic/dropped-servers';
import { GATEWAY } from '../traffic/kinds';
import type { MeshRule } from './rule';

export const gatewayHostDuplicate: MeshRule = {
  id: 'gateway-host-duplicate',
  code: 'SI0104',
  severity: 'error',
  kinds: [GATEWAY],
  summary: 'No two TLS servers of a Gateway have the same host on one port.',
  check(manifest, { mesh, report }) {
    const gateway = mesh.gateways.of(manifest);
    if (gateway === undefined) return;
    for (const [{ port }, { host, taker }] of droppedServers(gateway, mesh)) {
      const { index, port: earlier } = taker.server;
      const where = `spec.servers[${index}]${earlier === port ? '' : ` (port ${earlier}, which leads to the same)`}`;
      const effect =
        host.namespace === taker.host.namespace
          ? 'istiod drops this server with all its hosts, and says so only in its log'
          : 'Envoy refuses a listener with two certificates for one name, and changes of the port stop arriving';
      const message = `Host "${host.text}" on port ${port} belongs to ${where}, with "${taker.host.text}", already: ${effect}`;
      report({ path: host.path, message, fix: 'Remove the host from one of the two, or make them one server' });
    }
  },
};

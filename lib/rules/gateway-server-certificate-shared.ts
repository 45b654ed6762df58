import type { MeshRule } from './rule';
import { mayShareConnection, usedCertificates } from './shared-certificate';
import { groupBy } from '../groups';
import { isDropped } from '../traffic/dropped-servers';
import { GATEWAY } from '../traffic/kinds';

export const gatewayServerCertificateShared: MeshRule = {
  id: 'gateway-server-certificate-shared',
  code: 'SI0106',
  severity: 'warning',
  kinds: [GATEWAY],
  summary: 'Servers of a Gateway on one port have certificates of their own.',
  check(manifest, { mesh, report }) {
    const servers = mesh.gateways.of(manifest)?.servers.filter((server) => !isDropped(server, mesh)) ?? [];
    if (servers.length < 2) return;
    const uses = servers.flatMap((server) => usedCertificates(server).map((certificate) => ({ server, certificate })));
    const alike = groupBy(uses, ({ server, certificate }) => `${server.port} ${server.bind} ${certificate.key}`);
    for (const [first, ...others] of alike.values()) {
      for (const { server, certificate } of first === undefined ? [] : others) {
        if (first === undefined || !mayShareConnection(first.server, server, certificate, mesh)) continue;
        const message = `The server has ${certificate.text} in common with spec.servers[${first.server.index}], which has other hosts: browsers use one HTTP/2 connection for both, and get 404 for the hosts that are not of its server`;
        const fix = 'Give each server a certificate of its own, or list all hosts in one server';
        report({ path: certificate.path, message, fix });
      }
    }
  },
};

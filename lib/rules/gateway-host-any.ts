import { isDropped } from '../traffic/dropped-servers';
import { GATEWAY } from '../traffic/kinds';
import type { MeshRule } from './rule';

export const gatewayHostAny: MeshRule = {
  id: 'gateway-host-any',
  code: 'SI0108',
  severity: 'info',
  kinds: [GATEWAY],
  summary: 'TLS servers list their hosts.',
  check(manifest, { mesh, report }) {
    for (const server of mesh.gateways.of(manifest)?.servers ?? []) {
      const any = server.hosts.find(({ host }) => host === '*');
      if (any === undefined || !server.terminates || isDropped(server, mesh)) continue;
      const whose = any.namespace === '*' ? 'of any namespace' : `of namespace "${any.namespace}"`;
      const message = `Host "${any.text}" takes every name, so any VirtualService ${whose} can open its host here, with a certificate that does not have it, and no other server gets clients that send no server name`;
      report({ path: any.path, message, fix: 'List the hosts of the certificate, unless clients send no server name' });
    }
  },
};

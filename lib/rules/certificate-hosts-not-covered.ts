import { covers, namesOf } from '../traffic/certificate-facts';
import { certificatesOf, credentialServers, credentialUses } from '../traffic/gateway-credentials';
import type { GatewayServer } from '../traffic/gateway-server';
import { isHostWithin } from '../traffic/hosts';
import { GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { IN_GATEWAY, namespacedHostFault } from './namespaced-host';
import { quoted } from './quoted';
import type { MeshRule } from './rule';
import { titleOf } from './title';

/**
 * The names that clients are to find in the certificate. A server for `*.DOMAIN` serves those of its routes, and a
 * certificate that has them, and not the wildcard, is good enough.
 */
function wanted(server: GatewayServer, names: readonly string[], mesh: Mesh): readonly string[] {
  const sound = server.hosts.filter(({ text }) => namespacedHostFault(text, IN_GATEWAY) === undefined);
  const hosts = sound.map(({ host }) => host.toLowerCase()).filter((host) => host !== '*');
  const isPartly = (host: string) => names.some((name) => isHostWithin(name.toLowerCase(), host));
  const served = hosts.some((host) => host.startsWith('*')) ? mesh.routes.on(server) : [];
  return hosts.flatMap((host) => {
    if (!host.startsWith('*') || !isPartly(host)) return [host];
    return served.filter((it) => it.serverHost.host.toLowerCase() === host).map((it) => it.served);
  });
}

export const certificateHostsNotCovered: MeshRule = {
  id: 'certificate-hosts-not-covered',
  code: 'SI0126',
  severity: 'error',
  kinds: [GATEWAY],
  summary: 'The Certificate of a server is for all hosts of it.',
  check(manifest, { mesh, report }) {
    const gateway = mesh.gateways.of(manifest);
    if (gateway === undefined) return;
    for (const server of credentialServers(gateway, mesh)) {
      const certificates = certificatesOf(server, mesh);
      const path = credentialUses(server)[0]?.path;
      if (certificates === undefined || path === undefined) continue;
      const names = certificates.flatMap(namesOf);
      if (server.hosts.every(({ host }) => !host.startsWith('*') && covers(names, host))) continue;
      const open = [...new Set(wanted(server, names, mesh))].filter((host) => !covers(names, host));
      if (open.length === 0) continue;
      const titles = certificates.map((certificate) => titleOf(certificate, mesh)).join(' and ');
      const has = names.length === 0 ? 'no names' : quoted(names);
      const message = `${titles} ${certificates.length > 1 ? 'have' : 'has'} ${has}, and the server is for ${quoted(open)}, so that clients refuse the certificate there`;
      report({ path, message, fix: `Add ${quoted(open)} to the dnsNames of ${titles}` });
    }
  },
};

import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { certificatesOf, credentialServers } from '../traffic/gateway-credentials';
import type { GatewayServer } from '../traffic/gateway-server';
import { CERTIFICATE } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { extendedUsages } from './extended-usages';
import { quoted } from './quoted';
import type { MeshRule } from './rule';

const serversIn = oncePer(findServers);

/** The first server that uses a Certificate, by the names of Gateways. */
function serverWith(certificate: Manifest, mesh: Mesh): GatewayServer | undefined {
  return serversIn(mesh).get(certificate);
}

function findServers(mesh: Mesh): ReadonlyMap<Manifest, GatewayServer> {
  const found = new Map<Manifest, GatewayServer>();
  const gateways = mesh.gateways.all.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  for (const server of gateways.flatMap((gateway) => credentialServers(gateway, mesh))) {
    for (const certificate of certificatesOf(server, mesh) ?? []) {
      if (!found.has(certificate)) found.set(certificate, server);
    }
  }
  return found;
}

export const certificateUsages: MeshRule = {
  id: 'certificate-usages',
  code: 'SI0132',
  severity: 'error',
  kinds: [CERTIFICATE],
  summary: 'The Certificate of a server may be used by servers.',
  check(manifest, { mesh, report }) {
    const usages = extendedUsages(manifest);
    if (usages.length === 0 || usages.some((usage) => usage === 'server auth' || usage === 'any')) return;
    const server = serverWith(manifest, mesh);
    if (server === undefined) return;
    const message = `Gateway "${server.gateway.key}" serves TLS with this certificate, which is for ${quoted(usages)} only, so that clients refuse it`;
    report({ path: specOf(manifest).get('usages').path, message, fix: 'Add "server auth" to the usages' });
  },
};

import type { Manifest } from '../manifest/manifest';
import type { Pod } from '../manifest/pods';
import { certificateFacts } from '../traffic/certificate-facts';
import { certificatesOf, credentialServers } from '../traffic/gateway-credentials';
import type { GatewayServer } from '../traffic/gateway-server';
import { GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import { isHttpLike } from '../traffic/protocol';
import { http01SolverFor, isServedByIstio } from './http01';
import type { MeshRule } from './rule';
import { titleOf } from './title';

/** Certificates by the names that are proved on a gateway by HTTP-01. */
type Challenges = ReadonlyMap<string, Manifest>;

const challengesIn = oncePer(findChallenges);

function challengesOn(pod: Pod, mesh: Mesh): Challenges | undefined {
  return challengesIn(mesh).get(pod);
}

/** Of all Certificates that servers of the same Pods use. */
function findChallenges(mesh: Mesh): ReadonlyMap<Pod, Challenges> {
  const found = new Map<Pod, Map<string, Manifest>>();
  for (const gateway of mesh.gateways.all) {
    const certificates = credentialServers(gateway, mesh).flatMap((server) => certificatesOf(server, mesh) ?? []);
    const proved = [...new Set(certificates)].flatMap((certificate) =>
      provedNames(certificate, mesh).map((name) => [name, certificate] as const),
    );
    for (const pod of proved.length === 0 ? [] : mesh.gateways.podsOf(gateway)) {
      const names = found.get(pod) ?? new Map<string, Manifest>();
      for (const [name, certificate] of proved) names.set(name, certificate);
      found.set(pod, names);
    }
  }
  return found;
}

function provedNames(certificate: Manifest, mesh: Mesh): readonly string[] {
  return certificateFacts(certificate).dnsNames.filter((name) => {
    const solver = http01SolverFor(certificate, name, mesh);
    return solver !== undefined && isServedByIstio(solver, mesh);
  });
}

function isRedirect({ httpsRedirect, protocol }: GatewayServer): boolean {
  return httpsRedirect && isHttpLike(protocol);
}

/**
 * The hosts for which istiod redirects all that comes in plain text: those that the server names, and those of routes
 * on it. Of a server for `*` alone, challenges for other hosts are spared.
 */
function redirectedHosts(server: GatewayServer, mesh: Mesh): readonly string[] {
  return [...server.hosts.map(({ host }) => host.toLowerCase()), ...mesh.routes.on(server).map(({ served }) => served)];
}

export const certificateHttp01Redirected: MeshRule = {
  id: 'certificate-http01-redirected',
  code: 'SI0130',
  severity: 'error',
  kinds: [GATEWAY],
  summary: 'Hosts whose certificates are proved by HTTP-01 are not redirected to HTTPS as a whole.',
  check(manifest, { mesh, report }) {
    const gateway = mesh.gateways.of(manifest);
    if (gateway === undefined || !gateway.servers.some(isRedirect)) return;
    const challenges = mesh.gateways.podsOf(gateway).flatMap((pod) => challengesOn(pod, mesh) ?? []);
    if (challenges.length === 0) return;
    for (const server of gateway.servers) {
      if (!isRedirect(server)) continue;
      for (const host of redirectedHosts(server, mesh)) {
        const certificate = challenges.map((names) => names.get(host)).find((one) => one !== undefined);
        if (certificate === undefined) continue;
        const path = [...server.field.path, 'tls', 'httpsRedirect'];
        const message = `httpsRedirect sends the HTTP-01 challenges for "${host}" away to HTTPS, too: ${titleOf(certificate, mesh)} is not issued where port 443 has no certificate yet, and not renewed`;
        const fix =
          'Leave httpsRedirect out, and redirect by a VirtualService that spares /.well-known/acme-challenge/, or have the issuer use DNS-01';
        report({ path, message, fix });
        break;
      }
    }
  },
};

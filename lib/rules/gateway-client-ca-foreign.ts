import { certificateFacts } from '../traffic/certificate-facts';
import { clientAuthority } from '../traffic/client-authority';
import { credentialServers } from '../traffic/gateway-credentials';
import { CERTIFICATE, GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { oncePer } from '../traffic/once-per';
import type { MeshRule } from './rule';
import { titleOf } from './title';

/** The authorities of all client certificates; undefined when one of them has authorities that are not known. */
type ClientChains = ReadonlySet<string> | undefined;

const clientChains = oncePer(findChains);

/** Those of a public authority are another fault. */
function findChains({ catalog, issuers, authorities }: Mesh): ClientChains {
  const chains = new Set<string>();
  for (const certificate of catalog.ofKind(CERTIFICATE)) {
    if (!certificateFacts(certificate).usages.includes('client auth')) continue;
    const issuer = issuers.of(certificate).manifest;
    if (issuer !== undefined && issuers.isPublic(issuer) === true) continue;
    const chain = authorities.chainOf(certificate);
    if (chain === undefined) return undefined;
    for (const authority of chain) chains.add(authority);
  }
  return chains;
}

export const gatewayClientCaForeign: MeshRule = {
  id: 'gateway-client-ca-foreign',
  code: 'SI0124',
  severity: 'warning',
  kinds: [GATEWAY],
  summary: 'The CA that a server verifies clients with is that of some client certificate.',
  check(manifest, { mesh, report }) {
    const gateway = mesh.gateways.of(manifest);
    if (gateway === undefined) return;
    for (const server of credentialServers(gateway, mesh)) {
      const authority = clientAuthority(server, mesh);
      const certificate = authority?.isOwn === true ? authority.source.certificate : undefined;
      if (authority === undefined || certificate === undefined) continue;
      const chains = clientChains(mesh);
      const chain = mesh.authorities.chainOf(certificate);
      if (chains === undefined || chains.size === 0 || chain === undefined) continue;
      if (chain.some((one) => chains.has(one))) continue;
      const { kind, name } = certificateFacts(certificate).issuer;
      const { source, path } = authority;
      const message = `${titleOf(certificate, mesh)} puts the CA of its own issuer, ${kind} "${name}", into "ca.crt", and with that mode ${server.tlsMode} verifies clients: of the client certificates here none is signed by it, so that their TLS handshakes fail`;
      const fix = `Put the CA of the clients under the key "ca.crt" of a Secret "${source.name}-cacert" in namespace "${source.namespace}", such as by a Certificate of their issuer`;
      report({ path, message, fix });
    }
  },
};

import { specOf } from '../manifest/field';
import type { Manifest } from '../manifest/manifest';
import { certificatesOf } from '../traffic/gateway-credentials';
import { verifyDepth } from '../traffic/ingress-nginx';
import { INGRESS } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { hopsOf, type IngressHop, isAllTls, reachedServers } from './ingress-hops';
import { isNginx, nginxSetting } from './ingress-nginx-settings';
import type { MeshRule } from './rule';

const LETS_ENCRYPT = /^https:\/\/[\w.-]+\.letsencrypt\.org\//;

/** Issuers between a certificate of Let's Encrypt and the root that clients know, since 2026. */
const INTERMEDIATES = 2;

function isFromLetsEncrypt(certificate: Manifest, { issuers }: Mesh): boolean {
  const issuer = issuers.of(certificate).manifest;
  return issuer !== undefined && LETS_ENCRYPT.test(specOf(issuer).get('acme', 'server').text);
}

function isFaulty(hop: IngressHop, mesh: Mesh): boolean {
  if (hop.connection.verifies !== true || !isAllTls(hop)) return false;
  return reachedServers(hop)
    .slice(0, 1)
    .every((server) => certificatesOf(server, mesh)?.every((one) => isFromLetsEncrypt(one, mesh)) === true);
}

export const ingressNginxVerifyDepth: MeshRule = {
  id: 'ingress-nginx-verify-depth',
  code: 'SI0207',
  severity: 'warning',
  kinds: [INGRESS],
  summary: "ingress-nginx verifies chains as long as that of the gateway's certificate.",
  check(manifest, { mesh, report }) {
    const depth = verifyDepth({ ingress: manifest });
    if (depth >= INTERMEDIATES || !isNginx(manifest, mesh)) return;
    if (!hopsOf(manifest, mesh).some((hop) => isFaulty(hop, mesh))) return;
    const { path } = nginxSetting(manifest, 'proxy-ssl-verify-depth');
    const message = `The gateway's certificate comes from Let's Encrypt, whose chains have ${INTERMEDIATES} intermediates, and ingress-nginx verifies to a depth of ${depth}, so that the chain ends before a root that it trusts, and clients get 502`;
    report({ path, message, fix: 'Set proxy-ssl-verify-depth to "3"', replacement: { path, value: '3' } });
  },
};

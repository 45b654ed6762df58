import type { Manifest } from '../manifest/manifest';
import { certificateFacts, covers } from '../traffic/certificate-facts';
import type { ObjectReference } from '../traffic/gateway-api';
import { isHostWithin } from '../traffic/hosts';
import { KUBERNETES_GATEWAY } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { isSecretGranted, listenerCertificates } from './listener-certificates';
import { quoted } from './quoted';
import type { MeshRule } from './rule';
import { titleOf } from './title';

/** Undefined where a Secret is missing, or may have a certificate from elsewhere. */
function certificatesOf(secrets: readonly ObjectReference[], mesh: Mesh): readonly Manifest[] | undefined {
  const found = new Set<Manifest>();
  for (const { namespace, name } of secrets) {
    const sources = mesh.credentials.sources(namespace, name);
    if (sources.length === 0) return undefined;
    for (const { certificate } of sources) {
      if (certificate === undefined) return undefined;
      found.add(certificate);
    }
  }
  return found.size === 0 ? undefined : [...found];
}

/** A listener for `*.DOMAIN` may have routes for the names in the certificate only. */
function isCovered(hostname: string, names: readonly string[]): boolean {
  if (covers(names, hostname)) return true;
  return hostname.startsWith('*') && names.some((name) => isHostWithin(name.toLowerCase(), hostname.toLowerCase()));
}

export const k8sGatewayCertificateHosts: MeshRule = {
  id: 'k8s-gateway-certificate-hosts',
  code: 'SI0221',
  severity: 'error',
  kinds: [KUBERNETES_GATEWAY],
  summary: 'The Certificate of a listener of the Gateway API is for its host name.',
  check(gateway, { mesh, report }) {
    for (const { listener, secrets } of listenerCertificates(gateway, mesh)) {
      const { path, text: hostname } = listener.get('hostname');
      if (hostname === '' || secrets.some((secret) => !isSecretGranted(gateway, secret, mesh))) continue;
      const certificates = certificatesOf(secrets, mesh);
      if (certificates === undefined) continue;
      const names = certificates.map(certificateFacts).flatMap(({ dnsNames }) => dnsNames);
      if (isCovered(hostname, names)) continue;
      const titles = certificates.map((certificate) => titleOf(certificate, mesh)).join(' and ');
      const has = names.length === 0 ? 'no DNS names' : quoted(names);
      const message = `${titles} has ${has}, and the listener is for "${hostname}", so that clients refuse the certificate there`;
      report({ path, message, fix: `Add "${hostname}" to the dnsNames of ${titles}` });
    }
  },
};

import type { Manifest } from '../manifest/manifest';
import { INGRESS } from '../traffic/kinds';
import type { Mesh } from '../traffic/mesh';
import { misplacedIn } from './ingress-reference';
import { followsNginx, isNginx, nginxSetting, secretParts } from './ingress-nginx-settings';
import { OR_CONTEXT } from './quoted';
import type { MeshRule, Violation } from './rule';

const EFFECT = 'so that ingress-nginx answers all requests of the Ingress with 503';

function malformed(text: string, namespace: string, path: Violation['path']): Violation {
  const message = `proxy-ssl-secret "${text}" is not written as "NAMESPACE/NAME", ${EFFECT}`;
  if (text.includes('/')) return { path, message, fix: `Write "${namespace}/" and the name of the Secret` };
  const value = `${namespace}/${text}`;
  return { path, message, fix: `Write "${value}"`, replacement: { path, value } };
}

function foreign(at: { namespace: string; name: string }, own: string, path: Violation['path'], mesh: Mesh): Violation {
  const value = `${own}/${at.name}`;
  const message = `proxy-ssl-secret names a Secret of namespace "${at.namespace}", and ingress-nginx takes one of the Ingress's own, "${own}", alone, unless allow-cross-namespace-resources is set, ${EFFECT}`;
  if (mesh.credentials.sources(own, at.name).length === 0) {
    return { path, message, fix: `Have the Secret in namespace "${own}", and write "${value}"` };
  }
  return { path, message, fix: `Write "${value}"`, replacement: { path, value } };
}

function violationOf(manifest: Manifest, mesh: Mesh): Violation | undefined {
  const { text, path } = nginxSetting(manifest, 'proxy-ssl-secret');
  const own = mesh.catalog.namespaceOf(manifest);
  const secret = secretParts(manifest);
  if (secret === undefined) return malformed(text, own, path);
  if (secret.namespace !== own && isNginx(manifest, mesh)) {
    return misplacedIn(manifest, mesh) === secret.namespace ? undefined : foreign(secret, own, path, mesh);
  }
  if (mesh.credentials.sources(secret.namespace, secret.name).length > 0) return undefined;
  const message = `There is no Secret "${secret.name}" in namespace "${secret.namespace}", and nothing that writes one, ${EFFECT}`;
  const fix = `Give the Certificate of the client the secretName "${secret.name}"${OR_CONTEXT}`;
  return { path, message, fix, refType: 'secret' };
}

export const ingressNginxSecret: MeshRule = {
  id: 'ingress-nginx-secret',
  code: 'SI0203',
  severity: 'error',
  kinds: [INGRESS],
  summary: 'The Secret that an Ingress gives to ingress-nginx for its backend is named in full, and there.',
  check(manifest, { mesh, report, cannotTell }) {
    if (!followsNginx(manifest, mesh) || nginxSetting(manifest, 'proxy-ssl-secret').text === '') return;
    const violation = violationOf(manifest, mesh);
    if (violation === undefined) return;
    if (violation.refType === undefined || mesh.credentials.areKnown()) report(violation);
    else cannotTell('a Secret, or something that writes one');
  },
};

import type { Manifest } from '../manifest/manifest';
import { certificateFacts } from '../traffic/certificate-facts';
import type { SecretSource } from '../traffic/credentials';
import type { Mesh } from '../traffic/mesh';
import type { SecretName } from '../traffic/secret-writer';

/** Whether a controller finds a CA under one of these keys. */
type FindsCa = (keys: readonly string[]) => boolean;

export const nginxFindsCa: FindsCa = (keys) => keys.includes('ca.crt');

/** The only key of a Secret is taken, too, whatever it is called. */
export const traefikFindsCa: FindsCa = (keys) =>
  keys.length === 1 || keys.includes('ca.crt') || keys.includes('tls.ca');

/** Whether the Secret comes without a CA for sure; what comes from a public authority has another fault. */
export function lacksCa({ namespace, name }: SecretName, findsCa: FindsCa, { credentials, issuers }: Mesh): boolean {
  const sources = credentials.sources(namespace, name);
  const lacks = ({ keys, hasCa }: SecretSource) => (keys === undefined ? hasCa === false : !findsCa(keys));
  return sources.length > 0 && sources.every((source) => lacks(source) && !isPublicClient(source.certificate, issuers));
}

function isPublicClient(certificate: Manifest | undefined, issuers: Mesh['issuers']): boolean {
  const issuer = certificate && issuers.of(certificate).manifest;
  if (certificate === undefined || issuer === undefined || issuers.isPublic(issuer) !== true) return false;
  return certificateFacts(certificate).usages.includes('client auth');
}

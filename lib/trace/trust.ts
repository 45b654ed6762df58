import type { Manifest } from '../manifest/manifest';
import type { Answer } from '../traffic/answer';
import type { SecretSource } from '../traffic/credentials';
import type { Mesh } from '../traffic/mesh';

/** Whether whoever trusts the CA in a Secret or ConfigMap trusts a certificate: they have an authority in common. */
export function isTrusted({ authorities }: Mesh, certificate: Manifest, authority: SecretSource | undefined): Answer {
  const trusted = authority?.certificate && authorities.chainOf(authority.certificate);
  const chain = authorities.chainOf(certificate);
  if (trusted === undefined || chain === undefined) return undefined;
  return chain.some((key) => trusted.includes(key));
}

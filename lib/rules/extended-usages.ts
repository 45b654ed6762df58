import type { Manifest } from '../manifest/manifest';
import { certificateFacts } from '../traffic/certificate-facts';

/** `usages` of a Certificate that become extended key usages. With any of these in it, a certificate is for no others. */
const EXTENDED: ReadonlySet<string> = new Set([
  'any',
  'server auth',
  'client auth',
  'code signing',
  'email protection',
  's/mime',
  'ipsec end system',
  'ipsec tunnel',
  'ipsec user',
  'timestamping',
  'ocsp signing',
  'microsoft sgc',
  'netscape sgc',
]);

/** None: the certificate may be used for all. */
export function extendedUsages(certificate: Manifest): readonly string[] {
  return certificateFacts(certificate).usages.filter((usage) => EXTENDED.has(usage));
}

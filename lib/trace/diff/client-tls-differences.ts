import { Field } from '../../manifest/field';
import type { Decider, Hop } from '../request';
import type { Difference } from './change';
import type { HopsOfRole } from './hops';
import { compareProtection } from './protection-difference';
import { listed, type Setting, settingDifferences } from './settings';
import { hopTitle, type Sides } from './sides';

/** What differs in the TLS that DestinationRules ask senders for, where both sides have it: certificates, and what is verified. */
export function clientTlsDifferences(sides: Sides, { was, is }: HopsOfRole): readonly Difference[] {
  const [hop] = is;
  const [before, after] = [tlsOf(was), tlsOf(is)];
  if (hop === undefined || before === undefined || after === undefined) return [];
  return settingDifferences(sides, hopTitle(hop), settingsOf(before), settingsOf(after));
}

/** The `tls` of the DestinationRule that decides, where it asks for TLS. */
function tlsOf(hops: readonly Hop[]): Decider | undefined {
  return hops
    .filter(({ protection }) => compareProtection(protection, 'tls') >= 0)
    .flatMap(({ decidedBy }) => decidedBy)
    .find(({ manifest, path }) => manifest.kind === 'DestinationRule' && path.at(-1) === 'tls');
}

const VALUES = ['credentialName', 'clientCertificate', 'sni'];

function settingsOf({ manifest, path }: Decider): readonly Setting[] {
  const tls = Field.root(manifest).get(...path);
  const at = (key: string) => ({ name: `tls.${key}`, decidedBy: [{ manifest, path: [...path, key] }] });
  const trusts = tls.get('subjectAltNames').items.map(({ text }) => text);
  const [authority, isUnverified] = [tls.get('caCertificates').text, tls.get('insecureSkipVerify').flag];
  return [
    ...VALUES.map((key) => ({ ...at(key), value: tls.get(key).text })),
    { ...at('subjectAltNames'), value: listed(trusts), trusts },
    { ...at('caCertificates'), value: authority, strength: Number(authority !== '') },
    { ...at('insecureSkipVerify'), value: String(isUnverified), strength: Number(!isUnverified) },
  ];
}

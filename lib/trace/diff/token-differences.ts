import { specOf } from '../../manifest/field';
import type { Pod } from '../../manifest/pods';
import type { Mesh } from '../../traffic/mesh';
import type { Difference } from './change';
import { listed, type Setting, settingDifferences } from './settings';
import type { Sides } from './sides';

/** Whose tokens RequestAuthentications verify on a Pod: those of no issuer pass unseen. */
export function tokenDifferences(sides: Sides, was: Pod, is: Pod, hop: string): readonly Difference[] {
  return settingDifferences(sides, hop, [issuers(sides.was, was)], [issuers(sides.is, is)]);
}

function issuers({ requestAuthentication }: Mesh, pod: Pod): Setting {
  const policies = requestAuthentication.policiesFor(pod);
  const texts = policies.flatMap((policy) =>
    specOf(policy)
      .get('jwtRules')
      .items.map((rule) => rule.get('issuer').text),
  );
  const decidedBy = policies.map((manifest) => ({ manifest, path: ['spec', 'jwtRules'] }));
  return { name: 'issuers whose tokens are verified', value: listed(texts), strength: new Set(texts).size, decidedBy };
}

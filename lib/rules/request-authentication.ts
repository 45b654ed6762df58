import type { Manifest } from '../manifest/manifest';
import { type Field, specOf } from '../manifest/field';

export function jwtRulesOf(manifest: Manifest): readonly Field[] {
  return specOf(manifest)
    .get('jwtRules')
    .items.filter(({ isSet }) => isSet);
}

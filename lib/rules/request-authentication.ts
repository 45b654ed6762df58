import type { Manifest } from '../manifest/manifest';
import { type Field, specOf } from '../manifest/field';

export const REQUEST_AUTHENTICATION = 'RequestAuthentication.security.istio.io';

export function jwtRulesOf(manifest: Manifest): readonly Field[] {
  return specOf(manifest)
    .get('jwtRules')
    .items.filter(({ isSet }) => isSet);
}

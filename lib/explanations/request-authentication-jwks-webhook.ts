import type { Explanations } from './explanation';
import { securityReference, VALIDATION } from './istio-reference';
import { requestAuthentication } from './request-authentication-example';

const SOURCE = `${securityReference('request_authentication', 'JWTRule')} https://www.rfc-editor.org/rfc/rfc7517 ${VALIDATION}`;

/** With a key set as it is written. */
function withKeys(jwks: string): string {
  return requestAuthentication(`    - issuer: https://login.example.com\n      jwks: |\n        ${jwks}\n`);
}

const PUBLIC_KEY =
  '{"kty":"EC","crv":"P-256","kid":"2026-11","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}';

export const REQUEST_AUTHENTICATION_JWKS_WEBHOOK_EXPLANATIONS: Explanations = {
  'request-authentication-jwks': {
    why: 'Proxies could not read the keys, and each request with a token would get 401. istiod refuses the object; mostly a single key, or a key in PEM, stands where a set of keys is asked for.',
    fix: 'Copy the whole answer of the issuer at its `jwks_uri`, `{"keys": [...]}`, or set `jwksUri` and let Istio fetch it.',
    bad: withKeys(PUBLIC_KEY),
    good: withKeys(`{"keys":[${PUBLIC_KEY}]}`),
    source: SOURCE,
  },
  'request-authentication-secret-keys': {
    why: 'Who reads the policy, in the repository, in the cluster or in the configuration of a proxy, could sign tokens for any user with such a key. The object is taken, and all seems to work; only a warning tells.',
    fix: 'Replace the key at the issuer, since it is known now, and write only the public part here, which has no `d` and no `k`.',
    bad: withKeys('{"keys":[{"kty":"oct","kid":"2026-11","k":"bm90LWEtcmVhbC1rZXk"}]}'),
    good: withKeys(`{"keys":[${PUBLIC_KEY}]}`),
    source: SOURCE,
  },
};

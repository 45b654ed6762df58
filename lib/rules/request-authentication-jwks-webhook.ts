import { REQUEST_AUTHENTICATION } from '../traffic/kinds';
import { jwkSetFault, secretKeys } from './jwk-set';
import { jwtRulesOf } from './request-authentication';
import type { ObjectRule } from './rule';
import { refused, warned } from './webhook-rule';

const KINDS = [REQUEST_AUTHENTICATION];

const requestAuthenticationJwks = refused({
  id: 'request-authentication-jwks',
  kinds: KINDS,
  summary: 'Keys that are written out are a JWK set.',
  check(manifest, report) {
    for (const { path, text } of jwtRulesOf(manifest).map((rule) => rule.get('jwks'))) {
      const fault = text === '' ? undefined : jwkSetFault(text);
      if (fault === undefined) continue;
      report({ path, message: `jwks ${fault}`, fix: 'Copy the key set of the issuer, or set jwksUri instead' });
    }
  },
});

const requestAuthenticationSecretKeys = warned({
  id: 'request-authentication-secret-keys',
  kinds: KINDS,
  summary: 'Keys that are written out are public keys.',
  check(manifest, report) {
    for (const { path, text } of jwtRulesOf(manifest).map((rule) => rule.get('jwks'))) {
      const secret = secretKeys(text).map((index) => `keys[${index}]`);
      if (secret.length === 0) continue;
      const message = `jwks has private or symmetric keys (${secret.join(', ')}), with which whoever reads the policy could sign tokens`;
      report({ path, message, fix: 'Replace these keys at the issuer, and write only their public parts' });
    }
  },
});

export const REQUEST_AUTHENTICATION_JWKS_WEBHOOK_RULES: readonly ObjectRule[] = [
  requestAuthenticationJwks,
  requestAuthenticationSecretKeys,
];

import { jwks, jwtRule } from './policies';
import { testRule } from './rule-tester';

testRule('request-authentication-jwks', 'error', {
  valid: [
    jwtRule(''),
    jwtRule('jwks: ""'),
    jwks(
      { kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'a' },
      { kty: 'EC', crv: 'P-256', x: 'a-_b', y: 'YQ==' },
      { kty: 'OKP', crv: 'a.b', x: 'abc9' },
      { kty: 'oct', k: 'abc=' },
    ),
    jwks(),
  ],
  invalid: [
    {
      object: jwtRule('jwks: hidden'),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks is not a JWK set: a JSON object with a list of keys',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwtRule('jwks: "[]"'),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks is not a JWK set: a JSON object with a list of keys',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwtRule('jwks: "null"'),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks is not a JWK set: a JSON object with a list of keys',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwtRule('jwks: "{}"'),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks is not a JWK set: a JSON object with a list of keys',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwtRule('jwks: "{\\"keys\\": {}}"'),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks is not a JWK set: a JSON object with a list of keys',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwtRule(`jwks: '${JSON.stringify({ kty: 'RSA', n: 'AQAB', e: 'AQAB' })}'`),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks is not a JWK set: a JSON object with a list of keys',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwks('hidden'),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks has a key that is none: keys[0] is not an object',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwks({ kid: 'hidden' }),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks has a key that is none: keys[0] has no kty',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwks({ kty: 7 }),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks has a key that is none: keys[0] has no kty',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwks({ kty: 'hidden' }),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks has a key that is none: keys[0] has a kty that is none of RSA, EC, OKP, oct',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwks({ kty: 'toString' }),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks has a key that is none: keys[0] has a kty that is none of RSA, EC, OKP, oct',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwks({ kty: 'RSA', n: 'AQAB' }),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks has a key that is none: keys[0] has no e, which keys of type RSA have',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwks({ kty: 'RSA', n: 'AQAB', e: 'AQAB' }, { kty: 'RSA', n: 'hidden!', e: 'AQAB' }),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks has a key that is none: keys[1] has a n that is not base64url',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwks({ kty: 'EC', crv: 'P-256', x: 'a' }),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks has a key that is none: keys[0] has no y, which keys of type EC have',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwks({ kty: 'EC', x: 'a', y: 'b' }),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks has a key that is none: keys[0] has no crv, which keys of type EC have',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwks({ kty: 'OKP', crv: 'Ed25519', x: '' }),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks has a key that is none: keys[0] has no x, which keys of type OKP have',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwks({ kty: 'oct' }),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks has a key that is none: keys[0] has no k, which keys of type oct have',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
    {
      object: jwks({ kty: 'oct', k: 'a===' }),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message: 'jwks has a key that is none: keys[0] has a k that is not base64url',
          fix: 'Copy the key set of the issuer, or set jwksUri instead',
        },
      ],
    },
  ],
});

testRule('request-authentication-secret-keys', 'warning', {
  valid: [jwtRule('jwks: hidden'), jwks({ kty: 'RSA', n: 'AQAB', e: 'AQAB' }), jwtRule('')],
  invalid: [
    {
      object: jwks({ kty: 'oct', k: 'hidden' }),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message:
            'jwks has private or symmetric keys (keys[0]), with which whoever reads the policy could sign tokens',
          fix: 'Replace these keys at the issuer, and write only their public parts',
        },
      ],
    },
    {
      object: jwks(
        { kty: 'RSA', n: 'AQAB', e: 'AQAB' },
        { kty: 'RSA', n: 'AQAB', e: 'AQAB', d: 'hidden' },
        { kty: 'EC', crv: 'P-256', x: 'a', y: 'b', d: 'hidden' },
      ),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks',
          message:
            'jwks has private or symmetric keys (keys[1], keys[2]), with which whoever reads the policy could sign tokens',
          fix: 'Replace these keys at the issuer, and write only their public parts',
        },
      ],
    },
  ],
});

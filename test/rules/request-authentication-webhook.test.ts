import { jwtRule, jwtRules } from './policies';
import { testRule } from './rule-tester';

testRule('request-authentication-issuer', 'error', {
  valid: [
    jwtRule(''),
    jwtRules('{jwksUri: https://a.example.com}'),
    jwtRules('{jwks_uri: https://a.example.com}'),
    jwtRules(),
    jwtRules('null'),
  ],
  invalid: [
    {
      object: jwtRules('{}'),
      violations: [
        {
          path: 'spec.jwtRules[0].issuer',
          message: 'The rule has neither issuer nor jwksUri, so no token could be checked',
          fix: 'Set the issuer',
        },
      ],
    },
    {
      object: jwtRules('{issuer: "", jwksUri: ""}', '{issuer: a}', '{jwks: "{}"}'),
      violations: [
        {
          path: 'spec.jwtRules[0].issuer',
          message: 'The rule has neither issuer nor jwksUri, so no token could be checked',
          fix: 'Set the issuer',
        },
        {
          path: 'spec.jwtRules[2].issuer',
          message: 'The rule has neither issuer nor jwksUri, so no token could be checked',
          fix: 'Set the issuer',
        },
      ],
    },
  ],
});

testRule('request-authentication-jwks-uri', 'error', {
  valid: [
    jwtRule('jwksUri: "https://login.example.com/jwks.json?a=b:c#d"'),
    jwtRule('jwksUri: http://login.auth:8080/jwks'),
    jwtRule('jwksUri: "HTTPS://login.example.com:/"'),
    jwtRule('jwksUri: "https://[2001:db8::1]:443/a"'),
    jwtRule('jwksUri: "https://[2001:db8::1]/a:b"'),
    jwtRule('jwks_uri: https://login.example.com'),
    jwtRule('jwksUri: ""'),
    jwtRule('jwksUri: "https://user:secret@login.example.com/"'),
  ],
  invalid: [
    {
      object: jwtRule('jwksUri: login.example.com/jwks'),
      violations: [
        {
          path: 'spec.jwtRules[0].jwksUri',
          message: 'URL "login.example.com/jwks" does not begin with http:// or https://',
          fix: 'Write for instance https://login.example.com/.well-known/jwks.json',
        },
      ],
    },
    {
      object: jwtRule('jwksUri: https://user:secret@login.example.com:0'),
      violations: [
        {
          path: 'spec.jwtRules[0].jwksUri',
          message: 'URL "https://...@login.example.com:0" has the port "0", which is not from 1 to 65535',
          fix: 'Write for instance https://login.example.com/.well-known/jwks.json',
        },
      ],
    },
    {
      object: jwtRule('jwksUri: ftp://login.example.com'),
      violations: [
        {
          path: 'spec.jwtRules[0].jwksUri',
          message: 'URL "ftp://login.example.com" does not begin with http:// or https://',
          fix: 'Write for instance https://login.example.com/.well-known/jwks.json',
        },
      ],
    },
    {
      object: jwtRule('jwksUri: "file:///etc/jwks"'),
      violations: [
        {
          path: 'spec.jwtRules[0].jwksUri',
          message: 'URL "file:///etc/jwks" does not begin with http:// or https://',
          fix: 'Write for instance https://login.example.com/.well-known/jwks.json',
        },
      ],
    },
    {
      object: jwtRule('jwksUri: https://login.example.com:https/'),
      violations: [
        {
          path: 'spec.jwtRules[0].jwksUri',
          message: 'URL "https://login.example.com:https/" has the port "https", which is not from 1 to 65535',
          fix: 'Write for instance https://login.example.com/.well-known/jwks.json',
        },
      ],
    },
    {
      object: jwtRule('jwksUri: https://login.example.com:65536/'),
      violations: [
        {
          path: 'spec.jwtRules[0].jwksUri',
          message: 'URL "https://login.example.com:65536/" has the port "65536", which is not from 1 to 65535',
          fix: 'Write for instance https://login.example.com/.well-known/jwks.json',
        },
      ],
    },
    {
      object: jwtRule('jwksUri: https://login.example.com:0/'),
      violations: [
        {
          path: 'spec.jwtRules[0].jwksUri',
          message: 'URL "https://login.example.com:0/" has the port "0", which is not from 1 to 65535',
          fix: 'Write for instance https://login.example.com/.well-known/jwks.json',
        },
      ],
    },
    {
      object: jwtRule('jwksUri: "https://login example.com/"'),
      violations: [
        {
          path: 'spec.jwtRules[0].jwksUri',
          message: 'URL "https://login example.com/" has a space or a control character',
          fix: 'Write for instance https://login.example.com/.well-known/jwks.json',
        },
      ],
    },
    {
      object: jwtRule('jwks_uri: ftp://login.example.com', 'security.istio.io/v1beta1'),
      violations: [
        {
          path: 'spec.jwtRules[0].jwks_uri',
          message: 'URL "ftp://login.example.com" does not begin with http:// or https://',
          fix: 'Write for instance https://login.example.com/.well-known/jwks.json',
        },
      ],
    },
  ],
});

testRule('request-authentication-timeout', 'error', {
  valid: [jwtRule('timeout: 5s'), jwtRule('')],
  invalid: [
    {
      object: jwtRule('timeout: 0s'),
      violations: [
        {
          path: 'spec.jwtRules[0].timeout',
          message: 'timeout "0s" is shorter than 1 ms, the least that Istio takes',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
    {
      object: jwtRule('timeout: 1d'),
      violations: [
        {
          path: 'spec.jwtRules[0].timeout',
          message: 'timeout "1d" is not a duration such as 1h, 1m30s, 1.5s or 10ms',
          fix: 'Use a duration such as "5s" or "1h30m"',
        },
      ],
    },
  ],
});

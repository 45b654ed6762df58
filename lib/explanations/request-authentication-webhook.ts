import type { Explanations } from './explanation';
import { securityReference, VALIDATION } from './istio-reference';
import { requestAuthentication } from './request-authentication-example';

const SOURCE = `${securityReference('request_authentication', 'JWTRule')} ${VALIDATION}`;

const ISSUER = `    - issuer: https://login.example.com
      jwksUri: https://login.example.com/.well-known/jwks.json
`;

export const REQUEST_AUTHENTICATION_WEBHOOK_EXPLANATIONS: Explanations = {
  'request-authentication-issuer': {
    why: 'A rule that knows neither the issuer nor its keys can verify no token: each request with one would get 401, whoever signed it. istiod refuses the object, so tokens are not verified at all until it is there.',
    fix: 'Set `issuer` to what the tokens say in `iss`, letter by letter, and `jwksUri` to where its keys are.',
    bad: requestAuthentication(`    - audiences:
        - shop
`),
    good: requestAuthentication(`${ISSUER}      audiences:
        - shop
`),
    source: SOURCE,
  },
  'request-authentication-jwks-uri': {
    why: 'The keys could not be fetched from there, and without keys each request with a token gets 401 ("Jwks remote fetch is failed"). istiod refuses the object; mostly it is a typing error in the port, or a space that came with copying.',
    fix: 'Write the URL as the metadata of the issuer says it in `jwks_uri`, beginning with https://.',
    bad: requestAuthentication(`    - issuer: https://login.example.com
      jwksUri: https://login.example.com:84430/.well-known/jwks.json
`),
    good: requestAuthentication(ISSUER),
    source: SOURCE,
  },
  'request-authentication-timeout': {
    why: 'Proxies count in milliseconds, and a fraction of one would be cut off: with next to no time no key is ever fetched, and each request with a token gets 401. istiod refuses the object; mostly the unit is a typing error.',
    fix: 'Write whole milliseconds of at least one, such as "500ms" or "5s".',
    bad: requestAuthentication(`${ISSUER}      timeout: 2500us
`),
    good: requestAuthentication(`${ISSUER}      timeout: 2500ms
`),
    source: SOURCE,
  },
};

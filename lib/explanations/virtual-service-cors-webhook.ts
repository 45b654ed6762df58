import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';
import { shopRoutes } from './virtual-service-examples';

const SOURCE = `${networkingReference('virtual-service', 'CorsPolicy')} ${VALIDATION}`;

interface Policy {
  readonly origin?: string;
  readonly method?: string;
  readonly headers?: string;
  readonly maxAge?: string;
}

function virtualService(policy: Policy): string {
  const {
    origin = 'exact: https://www.example.com',
    method = 'GET',
    headers = '[authorization]',
    maxAge = '24h',
  } = policy;
  return shopRoutes(`    - corsPolicy:
        allowOrigins:
          - ${origin}
        allowMethods:
          - ${method}
        allowHeaders: ${headers}
        maxAge: ${maxAge}
      route:
        - destination:
            host: shop.prod.svc.cluster.local
`);
}

export const VIRTUAL_SERVICE_CORS_WEBHOOK_EXPLANATIONS: Explanations = {
  'virtual-service-cors-headers': {
    why: 'Browsers compare the names one by one, so a list in a single item would allow none of them: preflight requests fail, and the page reports a CORS error while the same call works with curl. istiod refuses the object.',
    fix: 'Write one name for each item of the list.',
    bad: virtualService({ headers: '["authorization, content-type"]' }),
    good: virtualService({ headers: '[authorization, content-type]' }),
    source: SOURCE,
  },
  'virtual-service-cors-max-age': {
    why: 'The header that tells browsers how long to remember the answer counts whole seconds. Istio would have to cut the rest off, to 0 in the worst case, and then every request costs a preflight; it refuses the object instead.',
    fix: 'Write whole seconds, minutes or hours, such as 24h.',
    bad: virtualService({ maxAge: '1500ms' }),
    good: virtualService({ maxAge: '2s' }),
    source: SOURCE,
  },
  'virtual-service-cors-methods': {
    why: 'Methods are compared with their case, so browsers would be told that "get" is allowed and refuse GET: every call of the page fails with a CORS error. istiod refuses the object.',
    fix: 'Write methods of HTTP in upper case, or "*" for all of them.',
    bad: virtualService({ method: 'get' }),
    good: virtualService({ method: 'GET' }),
    source: SOURCE,
  },
  'virtual-service-cors-origins': {
    why: 'An empty origin matches no page, and a regular expression that RE2 does not read makes the proxies reject the route as a whole. istiod refuses the object; "*" for a regular expression, which is the usual case, would be ".*" and let every site on the web call the API.',
    fix: 'Write the origins with `exact`, with scheme and port, or a regular expression that matches the whole origin.',
    bad: virtualService({ origin: "regex: '*'" }),
    good: virtualService({ origin: "regex: 'https://[a-z]+[.]example[.]com'" }),
    source: `${SOURCE} https://github.com/google/re2/wiki/Syntax`,
  },
};

import type { Explanations } from './explanation';
import { networkingReference, VALIDATION } from './istio-reference';
import { shopRoutes } from './virtual-service-examples';

function virtualService(route: string): string {
  return shopRoutes(`    - match:
        - uri:
            prefix: /v1
${route}`);
}

function rewrite(settings: string): string {
  return virtualService(`      rewrite:
${settings}      route:
        - destination:
            host: shop.prod.svc.cluster.local
`);
}

const REGEX = `        uriRegexRewrite:
          match: ^/v1/(.*)$
`;
const NEW_PATH = `          rewrite: /\\1
`;

function answer(status: number, body: string): string {
  return virtualService(`      directResponse:
        status: ${status}
        body:
          string: ${body}
`);
}

const APOLOGY = 'We are back at noon.';
/** More than the limit, which is 100 kB. */
const LONG = APOLOGY.repeat(5200);

const DIRECT_RESPONSE = `${networkingReference('virtual-service', 'HTTPDirectResponse')} ${VALIDATION}`;

export const VIRTUAL_SERVICE_RESPONSE_WEBHOOK_EXPLANATIONS: Explanations = {
  'virtual-service-direct-response': {
    why: 'Envoy cannot answer with a status that is none, and would refuse all routes of the port for this one, while a body of megabytes would fill the memory of every proxy that has the route. istiod refuses the object.',
    fix: 'Use a status from 200 to 600, and let a server deliver what is more than a short text.',
    bad: answer(5033, APOLOGY),
    good: answer(503, APOLOGY),
    source: DIRECT_RESPONSE,
  },
  'virtual-service-direct-response-size': {
    why: 'The body is part of the configuration: istiod sends it to every proxy that has the route each time that anything changes on the port. Changes take longer to arrive, and proxies and istiod need more memory.',
    fix: 'Shorten the text, or route to a server that delivers the page.',
    bad: answer(503, LONG),
    good: answer(503, APOLOGY),
    source: `${networkingReference('virtual-service', 'HTTPBody')} ${VALIDATION}`,
  },
  'virtual-service-redirect': {
    why: 'A redirect that changes nothing leads browsers back to where they come from until they give up with "too many redirects", and a status outside of 3xx is one that they do not follow. istiod refuses the object; mostly `scheme: https` has been forgotten.',
    fix: 'Set uri, authority, scheme or port, and a status such as 301.',
    bad: virtualService('      redirect:\n        redirectCode: 301\n'),
    good: virtualService('      redirect:\n        scheme: https\n        redirectCode: 301\n'),
    source: `${networkingReference('virtual-service', 'HTTPRedirect')} ${VALIDATION}`,
  },
  'virtual-service-rewrite': {
    why: 'Only one of two new paths could be in force, and the backend would answer 404 to requests that come with the other. istiod refuses the object, as it does a rewrite that changes nothing.',
    fix: 'Keep uri where the matched prefix is replaced, uriRegexRewrite where it takes a pattern.',
    bad: rewrite(`        uri: /\n${REGEX}${NEW_PATH}`),
    good: rewrite(`${REGEX}${NEW_PATH}`),
    source: `${networkingReference('virtual-service', 'HTTPRewrite')} ${VALIDATION}`,
  },
  'virtual-service-rewrite-regex': {
    why: 'Without the text to put in its place the match would be cut out of the path, down to an empty path where it matches all, and with an expression that RE2 does not read Envoy would refuse all routes of the port. istiod refuses the object.',
    fix: 'Set both match and rewrite, with \\1 for the first group of the match.',
    bad: rewrite(REGEX),
    good: rewrite(`${REGEX}${NEW_PATH}`),
    source: `${networkingReference('virtual-service', 'RegexRewrite')} https://github.com/google/re2/wiki/Syntax ${VALIDATION}`,
  },
};

import { OBJECT_RULES } from '../../lib/rules';
import {
  allowing,
  authorizationPolicy,
  condition,
  custom,
  denying,
  jwks,
  jwtRule,
  jwtRules,
  operation,
  source,
} from './policies';
import { report, schemaFaults } from './rule-tester';
import {
  destination,
  gateways,
  hosts,
  httpRoute,
  httpRoutes,
  matched,
  ROUTE,
  routed,
  sni,
  tlsRoute,
  virtualService,
} from './virtual-services';

/** A row of what istiod's webhook checks: an object that it takes, and for each rule one that has this fault alone. */
interface Row {
  readonly passes: string;
  readonly fails: Readonly<Record<string, string>>;
  /** Objects that no rule needs to judge, by what the schema says against them, which refuses all of this kind. */
  readonly bySchema?: Readonly<Record<string, readonly string[]>>;
}

const CLAIM = 'match: [{headers: {"@request.auth.claims.group": {exact: staff}}}]';
const BODY = `body: {string: ${'a'.repeat(200 * 1024)}}`;
const tcpMatch = (match: string) => virtualService(`{hosts: [shop], tcp: [{match: [{${match}}], ${ROUTE}}]}`);

const VIRTUAL_SERVICES: Readonly<Record<string, Row>> = {
  'V-VS-1': {
    passes: virtualService(`{http: [{${ROUTE}}]}`),
    fails: { 'virtual-service-delegate': virtualService(`{gateways: [public], http: [{${ROUTE}}]}`) },
  },
  'V-VS-2': {
    passes: virtualService(`{hosts: [shop], tcp: [{${ROUTE}}]}`),
    fails: { 'virtual-service-routes': virtualService('{hosts: [shop]}') },
  },
  'V-VS-3': {
    passes: hosts('shop, "*.example.com", 10.0.0.1'),
    fails: { 'virtual-service-hosts': hosts('shop_1') },
  },
  'V-VS-4': {
    passes: virtualService(`{hosts: ["*"], gateways: [public], http: [{${ROUTE}}]}`),
    fails: { 'virtual-service-mesh-wildcard': hosts('"*"') },
  },
  'V-VS-5': {
    passes: hosts('example.com, "*.example.com"'),
    fails: { 'virtual-service-host-overlap': hosts('"*.example.com", shop.example.com') },
  },
  'V-VS-6': {
    passes: gateways('prod/public, mesh, "not looked at"'),
    fails: {
      'virtual-service-gateways': matched('gateways: [prod/public_1]'),
      'virtual-service-legacy-gateway': gateways('public.prod.svc.cluster.local'),
    },
  },
  'V-VS-7': {
    passes: virtualService(`{hosts: [shop], gateways: [public], http: [{${CLAIM}, ${ROUTE}}]}`),
    fails: { 'virtual-service-claim-routing': routed(CLAIM) },
  },
  'V-VS-8': {
    passes: httpRoute('delegate: {name: shop}'),
    fails: {
      'virtual-service-route-action': routed('redirect: {uri: /a}'),
      'virtual-service-delegation': routed('delegate: {name: shop}'),
    },
  },
  'V-VS-9': {
    passes: routed('fault: {abort: {httpStatus: 500}}, rewrite: {uri: /a}'),
    fails: { 'virtual-service-action-extras': httpRoute('redirect: {uri: /a}, rewrite: {uri: /a}') },
  },
  'V-VS-10': {
    passes: routed('mirrors: [{destination: {host: a}, percentage: {value: 0.5}}]'),
    fails: {
      'virtual-service-mirrors': routed('mirror: {host: a}, mirrors: [{destination: {host: b}}]'),
      'virtual-service-mirror-percent': routed('mirror: {host: a}, mirrorPercent: 50'),
    },
  },
  'V-VS-11': {
    passes: destination('host: "*.example.com", subset: v1, port: {number: 80}'),
    fails: { 'virtual-service-destination': destination('host: "*"') },
  },
  'V-VS-12': {
    passes: httpRoute('route: [{destination: {host: a}, weight: 90}, {destination: {host: b}, weight: 90}]'),
    fails: { 'virtual-service-weights': httpRoute('route: [{destination: {host: a}}, {destination: {host: b}}]') },
  },
  'V-VS-13': {
    passes: matched('uri: {prefix: ""}, headers: {":method": {exact: GET}}, withoutHeaders: {x-a: {regex: "*"}}'),
    fails: {
      'virtual-service-match-headers': matched('headers: {"x a": {exact: b}}'),
      'virtual-service-match-prefix': matched('headers: {x-a: {prefix: ""}}'),
      'virtual-service-match-regex': matched('headers: {x-a: {regex: "*"}}'),
      'virtual-service-match-port': matched('port: 65536'),
      'virtual-service-match-source': matched('sourceNamespace: a.b'),
    },
  },
  'V-VS-14': {
    passes: routed('headers: {request: {set: {":authority": a, x-a: "100%%"}}, response: {remove: [x-b]}}'),
    fails: {
      'virtual-service-header-names': routed('headers: {response: {set: {":authority": a}}}'),
      'virtual-service-header-values': routed('headers: {request: {set: {x-a: "100%"}}}'),
    },
  },
  'V-VS-15': {
    passes: routed('rewrite: {uri: /}, headers: {request: {set: {host: a}}}'),
    fails: {
      'virtual-service-authority-once': routed('rewrite: {authority: a}, headers: {request: {set: {host: a}}}'),
    },
  },
  'V-VS-16': {
    passes: routed(
      'corsPolicy: {allowOrigins: [{regex: ".*"}], allowMethods: ["*"], allowHeaders: [x-a], maxAge: 24h}',
    ),
    fails: {
      'virtual-service-cors-origins': routed('corsPolicy: {allowOrigins: [{exact: ""}]}'),
      'virtual-service-cors-methods': routed('corsPolicy: {allowMethods: [get]}'),
      'virtual-service-cors-headers': routed('corsPolicy: {exposeHeaders: ["x a"]}'),
      'virtual-service-cors-max-age': routed('corsPolicy: {maxAge: 1500ms}'),
    },
  },
  'V-VS-17': {
    passes: routed('fault: {abort: {grpcStatus: UNAVAILABLE, percentage: {value: 0.0001}}, delay: {fixedDelay: 1s}}'),
    fails: {
      'virtual-service-fault': routed('fault: {}'),
      'virtual-service-fault-abort': routed('fault: {abort: {http2Error: REFUSED_STREAM}}'),
      'virtual-service-fault-abort-type': routed('fault: {abort: {}}'),
      'virtual-service-fault-delay': routed('fault: {delay: {exponentialDelay: 1s}}'),
    },
  },
  'V-VS-18': {
    passes: httpRoute('redirect: {derivePort: FROM_REQUEST_PORT, redirectCode: 308}'),
    fails: { 'virtual-service-redirect': httpRoute('redirect: {redirectCode: 308}') },
  },
  'V-VS-19': {
    passes: routed('rewrite: {uriRegexRewrite: {match: a, rewrite: b}, authority: a}'),
    fails: {
      'virtual-service-rewrite': routed('rewrite: {uri: /, uriRegexRewrite: {match: a, rewrite: b}}'),
      'virtual-service-rewrite-regex': routed('rewrite: {uriRegexRewrite: {match: a}}'),
    },
  },
  'V-VS-20': {
    passes: httpRoute('directResponse: {status: 503, body: {string: later}}'),
    fails: {
      'virtual-service-direct-response': httpRoute('directResponse: {status: 100}'),
      'virtual-service-direct-response-size': httpRoute(`directResponse: {status: 200, ${BODY}}`),
    },
  },
  'V-VS-21': {
    passes: routed('retries: {attempts: 3, perTryTimeout: 1s, retryOn: "5xx,unavailable,503"}'),
    fails: {
      'virtual-service-retry-attempts': routed('retries: {attempts: 0, retryOn: 5xx}'),
      'virtual-service-retry-on': routed('retries: {attempts: 1, retryOn: 4xx}'),
      'virtual-service-retry-durations': routed('retries: {attempts: 1, perTryTimeout: 0s}'),
    },
  },
  'V-VS-22': { passes: routed('timeout: 10s'), fails: { 'virtual-service-timeout': routed('timeout: 0s') } },
  'V-VS-23': {
    passes: sni('"*.example.com"', 'shop.example.com, "*.shop.example.com"'),
    fails: {
      'virtual-service-tls-match': tlsRoute('match: [{sniHosts: []}]'),
      'virtual-service-connection-route': virtualService('{hosts: [shop], tls: [{match: [{sniHosts: [shop]}]}]}'),
      'virtual-service-sni-hosts': sni('shop.example.com', 'web.example.com'),
      'virtual-service-sni-address': sni('shop', '10.0.0.1'),
    },
  },
  'V-VS-24': {
    passes: tcpMatch('destinationSubnets: [10.0.0.0/8], port: 9000, sourceLabels: {app: shop}'),
    fails: {
      'virtual-service-connection-route': virtualService('{hosts: [shop], tcp: [{match: [{port: 9000}]}]}'),
      'virtual-service-match-subnets': tcpMatch('destinationSubnets: [10.0.0.0/33]'),
      'virtual-service-match-port': tcpMatch('port: 70000'),
      'virtual-service-match-source': tcpMatch('sourceLabels: {app: "*"}'),
    },
  },
  'V-VS-25': {
    passes: httpRoutes('match: [{uri: {prefix: /a/b}}]', 'match: [{uri: {prefix: /a}}]', ''),
    fails: {
      'virtual-service-unreachable-route': httpRoutes('', 'match: [{uri: {prefix: /a}}]'),
      'virtual-service-ineffective-match': httpRoutes('match: [{uri: {prefix: /a}}]', 'match: [{uri: {prefix: /a/b}}]'),
    },
  },
};

const POLICIES: Readonly<Record<string, Row>> = {
  'V-AP-1': {
    passes: custom(''),
    fails: {
      'authorization-policy-provider': authorizationPolicy('{action: CUSTOM, rules: [{}]}'),
      'authorization-policy-rules-required': authorizationPolicy('{action: CUSTOM, provider: {name: oauth}}'),
    },
  },
  'V-AP-2': {
    passes: custom('from: [{source: {ipBlocks: [10.0.0.1]}}], to: [{operation: {paths: [/admin]}}]'),
    fails: { 'authorization-policy-custom-attributes': custom('from: [{source: {namespaces: [prod]}}]') },
  },
  'V-AP-3': {
    passes: authorizationPolicy('{}'),
    fails: { 'authorization-policy-rules-required': authorizationPolicy('{action: DENY}') },
  },
  'V-AP-4': {
    passes: allowing(''),
    fails: { 'authorization-policy-rule-parts': allowing('from: []') },
  },
  'V-AP-5': {
    passes: source('serviceAccounts: [shop, prod/web]'),
    fails: { 'authorization-policy-service-accounts': source('serviceAccounts: ["prod/*"]') },
    bySchema: {
      'spec.rules[0].from[0].source: Cannot set serviceAccounts with namespaces or principals': [
        source('serviceAccounts: [shop], namespaces: [prod]'),
        source('serviceAccounts: [shop], notPrincipals: [prod]'),
        source('notServiceAccounts: [shop], principals: [prod]'),
        source('notServiceAccounts: [shop], notNamespaces: [prod]'),
      ],
    },
  },
  'V-AP-6': {
    passes: source('principals: ["*"]'),
    fails: { 'authorization-policy-empty-values': source('principals: [""]') },
  },
  'V-AP-7': {
    passes: source('ipBlocks: [10.0.0.0/8, "2001:db8::1"]'),
    fails: {
      'authorization-policy-ip-blocks': source('notRemoteIpBlocks: [shop]'),
      'authorization-policy-ports': operation('ports: [http]'),
    },
  },
  'V-AP-8': {
    passes: source('trustDomains: ["*.example.com", "td-*"]'),
    fails: { 'authorization-policy-trust-domains': source('trustDomains: ["a*b"]') },
  },
  'V-AP-9': {
    passes: operation('paths: ["/a/{*}/b", "/c/{**}", "/d*"]'),
    fails: { 'authorization-policy-path-templates': operation('paths: ["/a/{id}"]') },
  },
  'V-AP-10': {
    passes: condition('key: "request.auth.claims[group]", values: [staff]'),
    fails: {
      'authorization-policy-condition-keys': condition('key: destination.labels, values: [a]'),
      'authorization-policy-condition-values': condition('key: source.ip'),
    },
  },
  'V-AP-11': {
    passes: denying('to: [{operation: {methods: [PUT], ports: ["8080"]}}]'),
    fails: { 'authorization-policy-deny-http-only': denying('to: [{operation: {methods: [PUT]}}]') },
  },
  'V-RA-1': {
    passes: jwtRules('{jwksUri: https://login.example.com}'),
    fails: { 'request-authentication-issuer': jwtRules('{audiences: [shop]}') },
    bySchema: {
      'spec.jwtRules[0].audiences[0] is "", of 0 characters, and must have at least 1': [jwtRule('audiences: [""]')],
      'spec.jwtRules[0].fromParams[0] is "", of 0 characters, and must have at least 1': [jwtRule('fromParams: [""]')],
      'spec.jwtRules[0].fromCookies[0] is "", of 0 characters, and must have at least 1': [
        jwtRule('fromCookies: [""]'),
      ],
      'spec.jwtRules[0].fromHeaders[0].name is "", of 0 characters, and must have at least 1': [
        jwtRule('fromHeaders: [{name: ""}]'),
      ],
    },
  },
  'V-RA-2': {
    passes: jwtRule('jwksUri: http://login.auth:8080/jwks'),
    fails: { 'request-authentication-jwks-uri': jwtRule('jwksUri: ftp://login.example.com') },
  },
  'V-RA-3': {
    passes: jwks({ kty: 'RSA', n: 'AQAB', e: 'AQAB' }),
    fails: {
      'request-authentication-jwks': jwks({ kty: 'RSA' }),
      'request-authentication-secret-keys': jwks({ kty: 'oct', k: 'hidden' }),
    },
  },
  'V-RA-4': {
    passes: jwtRule('outputClaimToHeaders: [{claim: group, header: x-group}]'),
    fails: {},
    bySchema: {
      'spec.jwtRules[0].outputClaimToHeaders[0].claim is "", of 0 characters, and must have at least 1': [
        jwtRule('outputClaimToHeaders: [{claim: "", header: x-group}]'),
      ],
      'spec.jwtRules[0].outputClaimToHeaders[0].header is required, and is not set': [
        jwtRule('outputClaimToHeaders: [{claim: group}]'),
      ],
      'spec.jwtRules[0].outputClaimToHeaders[0].header is "x group", which does not match the pattern ^[-_A-Za-z0-9]+$':
        [jwtRule('outputClaimToHeaders: [{claim: group, header: "x group"}]')],
    },
  },
  'V-RA-5': { passes: jwtRule('timeout: 5s'), fails: { 'request-authentication-timeout': jwtRule('timeout: 0s') } },
};

const ROWS = { ...VIRTUAL_SERVICES, ...POLICIES };

const CODES = ['IST0106', 'IST0130', 'IST0131', 'IST0133'];
const WEBHOOK = OBJECT_RULES.filter(({ code }) => CODES.includes(code));

test.each(Object.entries(ROWS))('%s', (_, { passes, fails }) => {
  const found = Object.values(fails).map((text) => [...new Set(report(text, WEBHOOK).map(({ rule }) => rule))]);
  expect(report(passes, WEBHOOK)).toEqual([]);
  expect(found).toEqual(Object.keys(fails).map((id) => [id]));
});

test.each(Object.entries(ROWS).filter(([, { bySchema }]) => bySchema !== undefined))(
  '%s: the schema refuses it',
  (_, { passes, bySchema = {} }) => {
    const cases = Object.entries(bySchema).flatMap(([fault, objects]) => objects.map((object) => ({ object, fault })));
    expect(schemaFaults(passes)).toEqual([]);
    expect(cases.map(({ object }) => schemaFaults(object))).toEqual(cases.map(({ fault }) => [fault]));
  },
);

test('every row has a fault', () => {
  const faults = Object.values(ROWS).map(({ fails, bySchema }) => Object.keys({ ...fails, ...bySchema }));
  expect(faults.filter(({ length }) => length === 0)).toEqual([]);
});

test('every rule of the webhook on these kinds has a row', () => {
  const inRows = new Set(Object.values(ROWS).flatMap(({ fails }) => Object.keys(fails)));
  const ids = WEBHOOK.map(({ id }) => id);
  const ours = ids.filter((id) => /^(virtual-service|authorization-policy|request-authentication)-/.test(id));
  expect(ours.toSorted()).toEqual([...inRows].toSorted());
});

test('what is never used is told as Istio tells it', () => {
  const others = OBJECT_RULES.filter(({ code }) => code === 'IST0130' || code === 'IST0131');
  expect(others.map(({ id, code, severity }) => [id, code, severity])).toEqual([
    ['virtual-service-ineffective-match', 'IST0131', 'info'],
    ['virtual-service-unreachable-route', 'IST0130', 'warning'],
  ]);
});

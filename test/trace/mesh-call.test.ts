import type { RequestOptions } from '../../lib/trace/client-options';
import { SHOP, object, service, ways, workload } from './tracer';

const NAMESPACES = `
---
{ apiVersion: v1, kind: Namespace, metadata: { name: team, labels: { istio-injection: enabled } } }
---
{ apiVersion: v1, kind: Namespace, metadata: { name: bare } }
---
{ apiVersion: v1, kind: Namespace, metadata: { name: calm, labels: { istio.io/dataplane-mode: ambient } } }
`;
const CALLER =
  workload('caller') +
  workload('caller', { namespace: 'team' }) +
  workload('caller', { namespace: 'bare' }) +
  workload('caller', { namespace: 'calm' });
const BASE = SHOP + NAMESPACES + CALLER + workload('api') + service('api');
const FULL = 'web.shop.svc.cluster.local';
const ARRIVES = 'arrives at shop/web:80, encrypted: true';
const from = (namespace = 'shop') => `workload ${namespace}/caller -> workload shop/web`;
const MUTUAL = [`${from()}: mutual-tls`, ARRIVES];
const call = (more: string, url = 'http://web/', options: RequestOptions = {}, config = {}) =>
  ways(BASE + more, url, { from: 'shop/caller', ...options }, config);
const onMesh = (spec: string, name = 'shop/vs') => object('VirtualService', name, `{ ${spec} }`);
const toApi = '{ route: [ { destination: { host: api } } ] }';
const API = ['workload shop/caller -> workload shop/api: mutual-tls', 'arrives at shop/api:80, encrypted: true'];

describe('who calls', () => {
  test.each<[string, string, string[]]>([
    ['shop/caller', 'http://web/', MUTUAL],
    ['shop/caller', 'http://web.shop/', MUTUAL],
    ['shop/caller', 'http://web.shop.svc/', MUTUAL],
    ['shop/caller', `http://${FULL}/`, MUTUAL],
    ['team/caller', 'http://web.shop/', [`${from('team')}: mutual-tls`, ARRIVES]],
    ['team/caller', 'http://web/', ['no-backend: 503: there is no host web.team.svc.cluster.local']],
    [
      'bare/caller',
      'http://web.shop/',
      [
        'mtls-mismatch: 503: plain text meets STRICT mutual TLS of shop/web, as workload bare/caller has no proxy of the mesh',
      ],
    ],
    [
      'calm/caller',
      'http://web.shop/',
      [
        `${from('calm')}: unknown (it is not known whether shop/web takes what workload calm/caller tunnels)`,
        'arrives at shop/web:80, encrypted: unknown',
      ],
    ],
    ['shop/nobody', 'http://web/', ['unknown: Could not tell: no workload shop/nobody is in the input']],
    ['shop/caller', 'http://web:81/', ['no-backend: 503: Service shop/web has no port 81 (its ports: 80)']],
  ])('%s to %s', (caller, url, expected) => {
    expect(call('', url, { from: caller })).toEqual(expected);
  });

  test('a Pod of which it is not known whether it has a sidecar', () => {
    const text = workload('caller', { namespace: 'open' });
    expect(call(text, 'http://web.shop/', { from: 'open/caller' })).toEqual([
      `${from('open')}: unknown (it is not known whether workload open/caller has a proxy)`,
      'arrives at shop/web:80, encrypted: unknown',
    ]);
  });

  test('without a sidecar to a workload that takes plain text', () => {
    const text = object(
      'PeerAuthentication',
      'shop/own',
      '{ selector: { matchLabels: { app: web } }, mtls: { mode: PERMISSIVE } }',
    );
    const disabled = object(
      'DestinationRule',
      'shop/rule',
      '{ host: web, trafficPolicy: { tls: { mode: ISTIO_MUTUAL } } }',
    );
    expect(call(text + disabled, 'http://web.shop/', { from: 'bare/caller' })).toEqual([
      `${from('bare')}: plaintext (workload bare/caller has no proxy of the mesh)`,
      'arrives at shop/web:80, encrypted: false',
    ]);
  });

  test('ambient to ambient', () => {
    const text = workload('calm', { namespace: 'calm' }) + service('calm', { namespace: 'calm' });
    expect(call(text, 'http://calm/', { from: 'calm/caller' })).toEqual([
      'workload calm/caller -> workload calm/calm: either (calm/calm takes plain text as well (PERMISSIVE))',
      'arrives at calm/calm:80, encrypted: unknown',
    ]);
    const bare = service('caller', { namespace: 'bare' });
    expect(call(bare, 'http://caller.bare/', { from: 'calm/caller' })[0]).toBe(
      'workload calm/caller -> workload bare/caller: plaintext (bare/caller is not in the mesh)',
    );
  });
});

const toApiWith = (port: string) =>
  onMesh(`hosts: [ web ], http: [ { route: [ { destination: { host: api${port} } } ] } ]`);

const webWith = (name: string) => service('web', { ports: `[ { name: ${name}, port: 80, targetPort: 8080 } ]` });

describe('VirtualServices of the mesh', () => {
  test.each<[string, string, string[]]>([
    ['for the host', onMesh(`hosts: [ web ], http: [ ${toApi} ]`), API],
    ['for the full host', onMesh(`hosts: [ ${FULL} ], gateways: [ mesh ], http: [ ${toApi} ]`), API],
    ['for a wildcard', onMesh(`hosts: [ "*.svc.cluster.local" ], http: [ ${toApi} ]`), API],
    [
      'the narrowest host',
      onMesh('hosts: [ "*.svc.cluster.local" ], http: [ { directResponse: { status: 500 } } ]') +
        onMesh(`hosts: [ web ], http: [ ${toApi} ]`, 'shop/z'),
      API,
    ],
    [
      'of several the first',
      onMesh('hosts: [ web ], http: [ { directResponse: { status: 500 } } ]', 'shop/z') +
        onMesh(`hosts: [ web ], http: [ ${toApi} ]`),
      API,
    ],
    ['for gateways alone', onMesh(`hosts: [ web ], gateways: [ edge/public ], http: [ ${toApi} ]`), MUTUAL],
    ['for both', onMesh(`hosts: [ web ], gateways: [ edge/public, mesh ], http: [ ${toApi} ]`), API],
    [
      'of another namespace',
      onMesh(
        `hosts: [ ${FULL} ], http: [ ${toApi.replace('host: api', 'host: api.shop.svc.cluster.local')} ]`,
        'team/vs',
      ),
      API,
    ],
    ['not exported', onMesh(`hosts: [ ${FULL} ], exportTo: [ "." ], http: [ ${toApi} ]`, 'team/vs'), MUTUAL],
    [
      'no route takes it',
      onMesh(`hosts: [ web ], http: [ { match: [ { uri: { exact: /x } } ], ${toApi.slice(1)} ]`),
      ['no-route: 404: no route of VirtualService shop/vs takes GET /'],
    ],
    [
      'no route is for the caller',
      onMesh(`hosts: [ web ], http: [ { match: [ { sourceLabels: { app: x } } ], ${toApi.slice(1)} ]`),
      MUTUAL,
    ],
    [
      'a route for the caller',
      onMesh(
        `hosts: [ web ], http: [ { match: [ { sourceLabels: { app: caller }, sourceNamespace: shop } ], ${toApi.slice(1)} ]`,
      ),
      API,
    ],
    [
      'a route for its gateway',
      onMesh(
        `hosts: [ web ], gateways: [ mesh, edge/public ], http: [ { match: [ { gateways: [ edge/public ] } ], directResponse: { status: 500 } }, { match: [ { gateways: [ mesh ] } ], ${toApi.slice(1)} ]`,
      ),
      API,
    ],
    [
      'a route for another port',
      onMesh(`hosts: [ web ], http: [ { match: [ { port: 81 } ], ${toApi.slice(1)} ]`),
      MUTUAL,
    ],
    [
      'an abort',
      onMesh(
        `hosts: [ web ], http: [ { fault: { abort: { percentage: { value: 100 }, httpStatus: 500 } }, ${toApi.slice(1)} ]`,
      ),
      ['ends: 500: a fault is injected into every request'],
    ],
    [
      'a claim of a token',
      onMesh(`hosts: [ web ], http: [ { match: [ { uri: { regex: "(?!x)" } } ], ${toApi.slice(1)} ]`),
      [expect.stringContaining('Could not tell whether spec.http.0 of VirtualService shop/vs takes the request')],
    ],
    [
      'tcp routes are nothing to HTTP',
      onMesh('hosts: [ web ], tcp: [ { route: [ { destination: { host: api } } ] } ]'),
      MUTUAL,
    ],
  ])('%s', (_, text, expected) => {
    expect(call(text)).toEqual(expected);
  });

  test('are nothing to callers without a sidecar', () => {
    const open = object(
      'PeerAuthentication',
      'shop/own',
      '{ selector: { matchLabels: { app: web } }, mtls: { mode: PERMISSIVE } }',
    );
    expect(
      call(open + onMesh(`hosts: [ web ], http: [ ${toApi} ]`), 'http://web.shop/', { from: 'bare/caller' })[0],
    ).toContain('shop/web: plaintext');
  });

  test('weights', () => {
    const split =
      '{ route: [ { destination: { host: web }, weight: 90 }, { destination: { host: api }, weight: 10 } ] }';
    expect(call(onMesh(`hosts: [ web ], http: [ ${split} ]`))).toEqual([
      MUTUAL[0],
      'arrives at shop/web:80 (90 %), encrypted: true',
      API[0],
      'arrives at shop/api:80 (10 %), encrypted: true',
    ]);
  });

  test('a port of the destination', () => {
    const two = service('api', {
      ports: '[ { name: http, port: 80, targetPort: 8080 }, { name: http-b, port: 81, targetPort: 8080 } ]',
    });
    expect(call(two + toApiWith(''))).toEqual(API);
    expect(call(two + toApiWith(', port: { number: 81 }'))).toEqual([
      API[0],
      'arrives at shop/api:81, encrypted: true',
    ]);
  });

  test('connections that are not read', () => {
    const http = `http: [ ${toApi} ]`;
    const tcp = 'tcp: [ { route: [ { destination: { host: api } } ] } ]';
    const tls = `tls: [ { match: [ { sniHosts: [ ${FULL} ] } ], route: [ { destination: { host: api } } ] } ]`;
    expect(call(webWith('tcp') + onMesh(`hosts: [ web ], ${http}`))).toEqual(MUTUAL);
    expect(call(webWith('tcp') + onMesh(`hosts: [ web ], ${http}, ${tcp}`))[0]).toContain('shop/api');
    expect(call(webWith('https') + onMesh(`hosts: [ web ], ${http}, ${tls}`), `https://${FULL}:80/`)[0]).toContain(
      'shop/api',
    );
    expect(call(webWith('https') + onMesh(`hosts: [ web ], ${http}, ${tls}`), 'https://web:80/')).toEqual(MUTUAL);
  });
});

const ruleFor = (name: string, mode: string, host = FULL, more = '') =>
  object('DestinationRule', name, `{ host: ${host}, ${more} trafficPolicy: { tls: { mode: ${mode} } } }`);

const mismatchBy = (name: string) => [
  `mtls-mismatch: 503: plain text meets STRICT mutual TLS of shop/web, as DestinationRule ${name} says DISABLE`,
];

const originating = (more: string) =>
  object(
    'DestinationRule',
    'shop/rule',
    `{ host: web, ${more} trafficPolicy: { tls: { mode: SIMPLE, credentialName: x } } }`,
  );

describe('DestinationRules', () => {
  test.each<[string, string, string, string[]]>([
    ["of the caller's namespace", ruleFor('team/rule', 'DISABLE'), 'team/caller', mismatchBy('team/rule')],
    ["of the Service's", ruleFor('shop/rule', 'DISABLE', 'web'), 'team/caller', mismatchBy('shop/rule')],
    [
      'of the root namespace',
      ruleFor('istio-system/rule', 'DISABLE', '"*.local"'),
      'team/caller',
      mismatchBy('istio-system/rule'),
    ],
    [
      'the first of these',
      ruleFor('shop/rule', 'DISABLE', 'web') + ruleFor('team/rule', 'ISTIO_MUTUAL'),
      'team/caller',
      [`${from('team')}: mutual-tls`, ARRIVES],
    ],
    [
      'of a subset',
      ruleFor('shop/rule', 'ISTIO_MUTUAL', 'web', 'subsets: [ { name: v1, labels: { app: web } } ],') +
        onMesh('hosts: [ web ], http: [ { route: [ { destination: { host: web, subset: v1 } } ] } ]'),
      'shop/caller',
      MUTUAL,
    ],
    [
      'for some callers',
      ruleFor('shop/rule', 'DISABLE', 'web', 'workloadSelector: { matchLabels: { app: x } },'),
      'shop/caller',
      MUTUAL,
    ],
  ])('%s', (_, text, caller, expected) => {
    expect(call(text, 'http://web.shop/', { from: caller })).toEqual(expected);
  });

  test('credentials are not for all sidecars', () => {
    const entry = object(
      'ServiceEntry',
      'shop/out',
      '{ hosts: [ out.test ], ports: [ { number: 80, name: http, protocol: HTTP } ], resolution: DNS }',
    );
    expect(call(originating(''))[0]).toContain('so that its TLS is left out');
    expect(call(originating('workloadSelector: { matchLabels: { app: caller } },'))[0]).toContain(
      "TLS that is not the mesh's meets STRICT",
    );
    expect(call(entry + originating(''), 'http://out.test/')[0]).toContain('plaintext');
  });
});

const sentPlainly = (host: string) => [
  `workload shop/caller -> external ${host}: plaintext (the call is sent as it is to a host that the input does not name)`,
  'arrives, encrypted: false',
];

describe('hosts outside', () => {
  test('that the input does not name', () => {
    expect(call('', 'http://out.test/')).toEqual(sentPlainly('out.test'));
    expect(call('', 'https://out.test/')).toEqual([
      'workload shop/caller -> external out.test: tls',
      'arrives, encrypted: true',
    ]);
    expect(call('', 'http://out.test/', {}, { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } })).toEqual([
      'no-backend: 503: there is no host out.test',
    ]);
    expect(call('', 'http://none.shop.svc.cluster.local/')).toEqual([
      'no-backend: 503: there is no host none.shop.svc.cluster.local',
    ]);
  });

  test('of a ServiceEntry', () => {
    const entry = object(
      'ServiceEntry',
      'shop/out',
      '{ hosts: [ out.test ], ports: [ { number: 80, name: http, protocol: HTTP }, { number: 443, name: tls, protocol: TLS } ], resolution: DNS }',
    );
    const tls = object('DestinationRule', 'shop/out', '{ host: out.test, trafficPolicy: { tls: { mode: SIMPLE } } }');
    expect(call(entry, 'http://out.test/')[0]).toContain('plaintext');
    expect(call(entry + tls, 'http://out.test/')[0]).toBe('workload shop/caller -> external out.test: tls');
    expect(call(entry, 'https://out.test/')[0]).toBe('workload shop/caller -> external out.test: tls');
    expect(call(entry + tls, 'http://out.test/', { from: 'bare/caller' })[0]).toContain('plaintext');
  });
});

describe('Services for some namespaces', () => {
  const hidden = service('web').replace(
    'namespace: shop',
    'namespace: shop, annotations: { networking.istio.io/exportTo: "." }',
  );

  test('a sidecar that does not see one passes calls on', () => {
    expect(call(hidden, 'http://web.shop/', { from: 'team/caller' })).toEqual([
      'mtls-mismatch: 503: plain text meets STRICT mutual TLS of shop/web, as the sidecar of workload team/caller does not see the Service, and passes calls on as they are',
    ]);
    expect(
      call(hidden, 'http://web.shop/', { from: 'team/caller' }, { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }),
    ).toEqual(['no-backend: 503: Service shop/web is not exported to the namespace team']);
    expect(call(hidden)).toEqual(MUTUAL);
  });
});

const allowing = (source: string, more = '') =>
  object(
    'AuthorizationPolicy',
    'shop/p',
    `{ selector: { matchLabels: { app: web } }, rules: [ { from: [ { source: { ${source} } } ]${more} } ] }`,
  );

describe('AuthorizationPolicies', () => {
  const denied = [MUTUAL[0], 'denied: 403: no rule with action ALLOW matches (AuthorizationPolicy shop/p)'];

  test.each<[string, string, RequestOptions, (string | undefined)[]]>([
    ['the caller', allowing('principals: [ cluster.local/ns/shop/sa/default ]'), {}, MUTUAL],
    ['another', allowing('principals: [ cluster.local/ns/shop/sa/other ]'), {}, denied],
    [
      'another method',
      allowing('namespaces: [ shop ]', ', to: [ { operation: { methods: [ GET ] } } ]'),
      { method: 'DELETE' },
      denied,
    ],
  ])('%s', (_, text, options, expected) => {
    expect(call(text, 'http://web/', options)).toEqual(expected);
  });
});

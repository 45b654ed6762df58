import { EDGE, HTTP, gateway, object, routes, service, traced, ways, workload } from './tracer';

const PLAIN = 'client -> gateway edge/gw: plaintext (plain HTTP comes in)';
const NAMESPACE =
  '\n---\n{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }\n';
const DOOR = EDGE + gateway(HTTP);
const http = (destination: string) =>
  routes(`hosts: [ a.test ], http: [ { route: [ { destination: ${destination} } ] } ]`);
const WEB_ROUTE = http('{ host: web }');
const BASE = DOOR + NAMESPACE + workload('web') + service('web') + WEB_ROUTE;
const peer = (mode: string, namespace = 'shop', more = '') =>
  object('PeerAuthentication', `${namespace}/${more === '' ? 'default' : 'own'}`, `{ mtls: { mode: ${mode} }${more} }`);
const rule = (host: string, spec: string, name = 'shop/rule') =>
  object('DestinationRule', name, `{ host: ${host}, ${spec} }`);
const tls = (mode: string) => `trafficPolicy: { tls: { mode: ${mode} } }`;
const OPEN = 'shop/web takes plain text as well (PERMISSIVE)';

/** The hop to the workload, and the end. */
const last = (text: string, config = {}, url = 'http://a.test/') =>
  ways(text, url, {}, config)
    .filter((line) => line !== PLAIN)
    .map((line) => line.replace(/^gateway edge\/gw -> workload shop\/web: /, '').replace(/, encrypted: .*/, ''));
const hop = (protection: string, because = '') => [
  `${protection}${because && ` (${because})`}`,
  'arrives at shop/web:80',
];
const EITHER = hop('either', OPEN);
const MUTUAL = hop('mutual-tls');

describe('automatic mutual TLS', () => {
  const web = (more: string) => BASE.replace(workload('web'), workload('web', { labels: `{ app: web, ${more} }` }));
  const own = (mode: string, ports = '') =>
    peer(mode, 'shop', `, selector: { matchLabels: { app: web } }${ports && `, portLevelMtls: { ${ports} }`}`);

  test.each<[string, string, string[]]>([
    ['no policy', '', EITHER],
    ['PERMISSIVE in the mesh', peer('PERMISSIVE', 'istio-system'), EITHER],
    ['STRICT in the mesh', peer('STRICT', 'istio-system'), MUTUAL],
    ['STRICT in the namespace', peer('STRICT'), MUTUAL],
    ['STRICT in another', peer('STRICT', 'edge'), EITHER],
    ['the namespace before the mesh', peer('STRICT', 'istio-system') + peer('PERMISSIVE'), EITHER],
    ['UNSET inherits', peer('STRICT', 'istio-system') + peer('UNSET'), MUTUAL],
    ['STRICT for the workload', peer('PERMISSIVE') + own('STRICT'), MUTUAL],
    ['for another workload', peer('PERMISSIVE') + own('STRICT').replace('app: web', 'app: api'), EITHER],
    ['UNSET for the workload', peer('STRICT') + own('UNSET'), MUTUAL],
    ['STRICT for the port of the container', own('PERMISSIVE', '8080: { mode: STRICT }'), MUTUAL],
    ['for that of the Service, which is none', own('PERMISSIVE', '80: { mode: STRICT }'), EITHER],
    ['PERMISSIVE for the port', own('STRICT', '8080: { mode: PERMISSIVE }'), EITHER],
    [
      'DISABLE in the namespace',
      peer('DISABLE'),
      hop('plaintext', 'PeerAuthentication of the namespace shop says DISABLE'),
    ],
    [
      'DISABLE in the mesh',
      peer('DISABLE', 'istio-system'),
      hop('plaintext', 'PeerAuthentication of the namespace shop says DISABLE'),
    ],
    ['DISABLE for the workload', own('DISABLE'), hop('plaintext', 'PeerAuthentication of shop/web says DISABLE')],
    [
      'DISABLE for the port',
      own('STRICT', '8080: { mode: DISABLE }'),
      hop('plaintext', 'PeerAuthentication of shop/web says DISABLE'),
    ],
    [
      'STRICT where clients see DISABLE',
      peer('DISABLE') + own('STRICT'),
      [
        'mtls-mismatch: 503: plain text meets STRICT mutual TLS of shop/web, as PeerAuthentication of the namespace shop says DISABLE',
      ],
    ],
    [
      'a selector in the root namespace is for nobody',
      peer('STRICT', 'istio-system', ', selector: { matchLabels: { app: web } }'),
      EITHER,
    ],
  ])('%s', (_, text, expected) => {
    expect(last(BASE + text)).toEqual(expected);
  });

  test('the mesh config turns it off', () => {
    const why = 'automatic mutual TLS is off and no DestinationRule asks for it';
    expect(last(BASE, { enableAutoMtls: false })).toEqual(hop('plaintext', why));
    expect(last(BASE + peer('STRICT'), { enableAutoMtls: false })).toEqual([
      `mtls-mismatch: 503: plain text meets STRICT mutual TLS of shop/web, as ${why}`,
    ]);
  });

  test('the mesh config names the root namespace', () => {
    expect(last(BASE + peer('STRICT', 'root'), { rootNamespace: 'root' })).toEqual(MUTUAL);
  });

  test.each<[string, string, string[]]>([
    [
      'opted out by label',
      web('sidecar.istio.io/inject: "false"'),
      hop('plaintext', 'shop/web has no sidecar: its label sidecar.istio.io/inject is "false"'),
    ],
    [
      'opted out under STRICT',
      web('sidecar.istio.io/inject: "false"') + peer('STRICT'),
      hop('plaintext', 'shop/web has no sidecar: its label sidecar.istio.io/inject is "false"'),
    ],
    [
      'not injected',
      BASE.replace('labels: { istio-injection: enabled }', 'labels: {}'),
      hop(
        'plaintext',
        'shop/web has no sidecar: namespace shop has neither the label istio-injection nor istio.io/rev',
      ),
    ],
    [
      'opted in',
      BASE.replace('labels: { istio-injection: enabled }', 'labels: {}').replace(
        '{ app: web }',
        '{ app: web, sidecar.istio.io/inject: "true" }',
      ),
      EITHER,
    ],
    ['unknown', BASE.replace(NAMESPACE, ''), hop('unknown', 'it is not known whether shop/web has a sidecar')],
    [
      'unknown under STRICT',
      BASE.replace(NAMESPACE, '') + peer('STRICT'),
      hop('unknown', 'it is not known whether shop/web has a sidecar'),
    ],
    ['ambient', BASE.replace('istio-injection: enabled', 'istio.io/dataplane-mode: ambient'), EITHER],
    [
      'ambient, STRICT',
      BASE.replace('istio-injection: enabled', 'istio.io/dataplane-mode: ambient') + peer('STRICT'),
      MUTUAL,
    ],
    [
      'ambient knows no DISABLE',
      BASE.replace('istio-injection: enabled', 'istio.io/dataplane-mode: ambient') + own('DISABLE'),
      hop('either', 'shop/web takes plain text as well (PERMISSIVE)'),
    ],
    [
      'told to take none',
      web('security.istio.io/tlsMode: disabled'),
      hop('plaintext', 'the label security.istio.io/tlsMode of shop/web is "disabled"'),
    ],
  ])('a Pod %s', (_, text, expected) => {
    expect(last(text)).toEqual(expected);
  });

  test('a headless Service with a Pod without sidecar is plain text for all', () => {
    const bare = workload('bare', { labels: '{ app: web, sidecar.istio.io/inject: "false" }' });
    const headless = BASE.replace('selector: { app: web }', 'clusterIP: None, selector: { app: web }');
    const why = 'a Pod of the headless Service shop/web has no sidecar';
    expect(last(headless)).toEqual(EITHER);
    expect(last(headless + bare)[0]).toBe(`plaintext (${why})`);
    expect(last(headless + bare + peer('STRICT'))[0]).toBe(
      `mtls-mismatch: 503: plain text meets STRICT mutual TLS of shop/web, as ${why}`,
    );
  });

  test('two kinds of Pods behind one Service are two ways', () => {
    const bare = workload('bare', { labels: '{ app: web, sidecar.istio.io/inject: "false" }' });
    expect(ways(BASE + bare + peer('STRICT'), 'http://a.test/')).toEqual([
      PLAIN,
      'gateway edge/gw -> workload shop/web: mutual-tls',
      'arrives at shop/web:80, encrypted: false',
      PLAIN,
      'gateway edge/gw -> workload shop/bare: plaintext (shop/bare has no sidecar: its label sidecar.istio.io/inject is "false")',
      'arrives at shop/web:80, encrypted: false',
    ]);
  });

  test('a Pod that is a gateway itself', () => {
    const text =
      DOOR +
      routes(
        'hosts: [ a.test ], http: [ { route: [ { destination: { host: gw.edge.svc.cluster.local, port: { number: 80 } } } ] } ]',
      );
    expect(last(text)).toEqual(['unknown: Could not tell: the way goes on at another gateway, workload edge/gw']);
  });
});

const saysOf = (mode: string, name = 'shop/rule') => `DestinationRule ${name} says ${mode}`;

describe('DestinationRules', () => {
  const FULL = 'web.shop.svc.cluster.local';

  test.each<[string, string, string[]]>([
    ['DISABLE', rule('web', tls('DISABLE')), hop('plaintext', saysOf('DISABLE'))],
    [
      'DISABLE by name of the field alone',
      rule('web', 'trafficPolicy: { tls: {} }'),
      hop('plaintext', saysOf('DISABLE')),
    ],
    [
      'DISABLE under STRICT',
      rule('web', tls('DISABLE')) + peer('STRICT'),
      [`mtls-mismatch: 503: plain text meets STRICT mutual TLS of shop/web, as ${saysOf('DISABLE')}`],
    ],
    ['ISTIO_MUTUAL', rule('web', tls('ISTIO_MUTUAL')), MUTUAL],
    [
      'ISTIO_MUTUAL under DISABLE',
      rule('web', tls('ISTIO_MUTUAL')) + peer('DISABLE'),
      [
        `mtls-mismatch: 503: mutual TLS meets a PeerAuthentication of shop/web that says DISABLE, as ${saysOf('ISTIO_MUTUAL')}`,
      ],
    ],
    [
      'SIMPLE to a sidecar that reads HTTP',
      rule('web', tls('SIMPLE')),
      [
        `mtls-mismatch: 503: TLS that is not the mesh's meets the sidecar of shop/web, which takes the port for plain HTTP, as ${saysOf('SIMPLE')}`,
      ],
    ],
    [
      'SIMPLE under STRICT',
      rule('web', tls('SIMPLE')) + peer('STRICT'),
      [`mtls-mismatch: 503: TLS that is not the mesh's meets STRICT mutual TLS of shop/web, as ${saysOf('SIMPLE')}`],
    ],
    ['one without TLS', rule('web', 'trafficPolicy: { loadBalancer: { simple: RANDOM } }'), EITHER],
    ['the full host', rule(FULL, tls('ISTIO_MUTUAL')), MUTUAL],
    ['a wildcard', rule('"*.shop.svc.cluster.local"', tls('ISTIO_MUTUAL')), MUTUAL],
    ['the narrower host', rule('"*.local"', tls('DISABLE')) + rule('web', tls('ISTIO_MUTUAL'), 'shop/more'), MUTUAL],
    ['another host', rule('api', tls('DISABLE')), EITHER],
    ['a short host in another namespace', rule('web', tls('DISABLE'), 'edge/rule'), EITHER],
    [
      'for the port',
      rule(
        'web',
        'trafficPolicy: { tls: { mode: DISABLE }, portLevelSettings: [ { port: { number: 80 }, tls: { mode: ISTIO_MUTUAL } } ] }',
      ),
      MUTUAL,
    ],
    [
      'for another port',
      rule('web', 'trafficPolicy: { portLevelSettings: [ { port: { number: 8080 }, tls: { mode: DISABLE } } ] }'),
      EITHER,
    ],
    ['of the gateway first', rule(FULL, tls('ISTIO_MUTUAL'), 'edge/rule') + rule('web', tls('DISABLE')), MUTUAL],
    [
      'of the Service before the root',
      rule('web', tls('ISTIO_MUTUAL')) + rule(FULL, tls('DISABLE'), 'istio-system/rule'),
      MUTUAL,
    ],
    ['of the root namespace', rule('"*.local"', tls('ISTIO_MUTUAL'), 'istio-system/rule'), MUTUAL],
    ['of a fourth namespace', rule(FULL, tls('DISABLE'), 'other/rule'), EITHER],
    ['not exported to the gateway', rule('web', `exportTo: [ "." ], ${tls('DISABLE')}`), EITHER],
    [
      'for other clients',
      rule(FULL, `workloadSelector: { matchLabels: { app: x } }, ${tls('DISABLE')}`, 'edge/rule'),
      EITHER,
    ],
    [
      'for the gateway',
      rule(FULL, `workloadSelector: { matchLabels: { app: gw } }, ${tls('ISTIO_MUTUAL')}`, 'edge/rule'),
      MUTUAL,
    ],
    ['a mode that is none', rule('web', tls('constructor')), hop('unknown', saysOf('constructor'))],
  ])('%s', (_, text, expected) => {
    expect(last(BASE + text)).toEqual(expected);
  });

  test('to Pods without a sidecar', () => {
    const bare = BASE.replace('istio-injection: enabled', 'istio-injection: disabled');
    expect(last(bare + rule('web', tls('ISTIO_MUTUAL')))).toEqual([
      `mtls-mismatch: 503: shop/web has no sidecar to take the mesh's mutual TLS, as ${saysOf('ISTIO_MUTUAL')}`,
    ]);
    expect(last(bare + rule('web', tls('SIMPLE')))).toEqual(hop('tls'));
    expect(last(bare + rule('web', tls('MUTUAL')))).toEqual(hop('mutual-tls'));
  });

  test('to Pods of which it is not known', () => {
    const open = BASE.replace(NAMESPACE, '');
    expect(last(open + rule('web', tls('ISTIO_MUTUAL')))).toEqual([
      'mutual-tls',
      `unknown: Could not tell whether shop/web has a sidecar: if not, shop/web has no sidecar to take the mesh's mutual TLS`,
    ]);
    expect(last(open + rule('web', tls('DISABLE')) + peer('STRICT'))).toEqual([
      `plaintext (${saysOf('DISABLE')})`,
      'unknown: Could not tell whether shop/web has a sidecar: if so, plain text meets STRICT mutual TLS of shop/web',
    ]);
  });

  test('to ambient Pods they are nothing', () => {
    const ambient = BASE.replace('istio-injection: enabled', 'istio.io/dataplane-mode: ambient');
    expect(last(ambient + rule('web', tls('DISABLE')) + peer('STRICT'))).toEqual(MUTUAL);
  });

  test.each<[string, string]>([
    ['tls-db', 'tls'],
    ['https', 'tls'],
    ['tcp', 'tls'],
    ['any', 'tls'],
    ['http2', 'mtls-mismatch'],
  ])('TLS of its own to a port called %s: %s', (name, expected) => {
    const text = DOOR + NAMESPACE + workload('web') + WEB_ROUTE + rule('web', tls('SIMPLE'));
    const ports = `[ { name: ${name}, port: 80, targetPort: 8080 } ]`;
    expect(last(text + service('web', { ports }))[0]?.split(':')[0]).toBe(expected);
  });
});

const versionOf = (name: string) => workload(`web-${name}`, { labels: `{ app: web, version: ${name} }` });

describe('subsets', () => {
  const text =
    DOOR +
    NAMESPACE +
    service('web') +
    versionOf('v1') +
    versionOf('v2') +
    http('{ host: web, subset: v1 }') +
    peer('STRICT');
  const subsets = (more = '') =>
    rule('web', `subsets: [ { name: v1, labels: { version: v1 }${more} }, { name: v2, labels: { version: v2 } } ]`);

  test.each<[string, string, string[]]>([
    ['its Pods alone', subsets(), ['gateway edge/gw -> workload shop/web-v1: mutual-tls', 'arrives at shop/web:80']],
    [
      'TLS of its own',
      subsets(', trafficPolicy: { tls: { mode: DISABLE } }'),
      [expect.stringContaining('mtls-mismatch')],
    ],
    ['no rule', '', ['no-backend: 503: no DestinationRule in force for web.shop.svc.cluster.local has the subset v1']],
    [
      'a rule without it',
      rule('web', 'subsets: []'),
      ['no-backend: 503: no DestinationRule in force for web.shop.svc.cluster.local has the subset v1'],
    ],
    [
      'a rule that the gateway does not see',
      subsets().replace('host:', 'exportTo: [ "." ], host:'),
      ['no-backend: 503: no DestinationRule in force for web.shop.svc.cluster.local has the subset v1'],
    ],
    [
      'no Pods',
      subsets().replace('version: v1', 'version: v3'),
      ['no-backend: 503: Service shop/web, subset v1 selects no Pod'],
    ],
  ])('%s', (_, more, expected) => {
    expect(last(text + more)).toEqual(expected);
  });
});

const externalBy = (protection: string) => [
  `gateway edge/gw -> external out.test: ${protection}`,
  'arrives at shop/out:443',
];

const outRule = (mode: string) => rule('out.test', tls(mode));

const aliasOf = (host: string) => service('alias', { spec: `type: ExternalName, externalName: ${host}` });

describe('destinations', () => {
  const arrives = ['either (shop/web takes plain text as well (PERMISSIVE))', 'arrives at shop/web:80'];
  const two = service('web', {
    ports: '[ { name: http, port: 8000, targetPort: 8080 }, { name: http-2, port: 80, targetPort: 8080 } ]',
  });
  const without = DOOR + NAMESPACE + workload('web');

  test.each<[string, string, string[]]>([
    ['a short name', service('web') + WEB_ROUTE, arrives],
    ['in full', service('web') + http('{ host: web.shop.svc.cluster.local }'), arrives],
    ['half of the name', service('web') + http('{ host: web.shop }'), ['no-backend: 503: there is no host web.shop']],
    [
      'a short name in another namespace',
      service('web') + WEB_ROUTE.replace('namespace: shop', 'namespace: edge'),
      ['no-backend: 503: there is no host web.edge.svc.cluster.local'],
    ],
    ['a port', service('web') + http('{ host: web, port: { number: 80 } }'), arrives],
    [
      'a port that is none',
      service('web') + http('{ host: web, port: { number: 8080 } }'),
      ['no-backend: 503: Service shop/web has no port 8080 (its ports: 80)'],
    ],
    ['of several ports that of the server', two + WEB_ROUTE, arrives],
    [
      'of several ports none of which is',
      two.replace('port: 80,', 'port: 81,') + WEB_ROUTE,
      [
        'no-backend: 503: the route names no port, and Service shop/web does not have that of the request, 80 (its ports: 8000, 81)',
      ],
    ],
    [
      'of one port that, whatever it is',
      service('web', { ports: '[ { name: http, port: 81, targetPort: 8080 } ]' }) + WEB_ROUTE,
      [arrives[0] ?? '', 'arrives at shop/web:81'],
    ],
    [
      'a port name of the Pods',
      service('web', { ports: '[ { name: http, port: 80, targetPort: named } ]' }) + WEB_ROUTE,
      ['no-backend: 503: no container of workload shop/web has a port named'],
    ],
    [
      'a Service for its own namespace',
      service('web').replace('namespace: shop', 'namespace: shop, annotations: { networking.istio.io/exportTo: "." }') +
        WEB_ROUTE,
      ['no-backend: 503: Service shop/web is not exported to the namespace edge'],
    ],
    [
      'no Service, nor any other',
      WEB_ROUTE.replace('host: web', 'host: other'),
      ['no-backend: 503: there is no host other.shop.svc.cluster.local'],
    ],
    [
      'no Pods, where there are others',
      service('web', { spec: 'selector: { app: other }' }) + WEB_ROUTE,
      ['no-backend: 503: Service shop/web selects no Pod'],
    ],
    [
      'no selector',
      service('web', { spec: 'type: ClusterIP' }) + WEB_ROUTE,
      ['unknown: Could not tell what is behind Service shop/web: none of its Pods is in the input'],
    ],
  ])('%s', (_, text, expected) => {
    expect(last(without + text)).toEqual(expected);
  });

  test('no Pods at all', () => {
    expect(last(DOOR + NAMESPACE + service('web') + WEB_ROUTE)).toEqual([
      'unknown: Could not tell what is behind Service shop/web: none of its Pods is in the input',
    ]);
  });

  test('neither Service nor ServiceEntry', () => {
    const bare = EDGE.slice(0, EDGE.indexOf('---\napiVersion: v1')) + gateway(HTTP) + WEB_ROUTE;
    expect(last(bare)).toEqual([
      'unknown: Could not tell what is behind web.shop.svc.cluster.local: no Service or ServiceEntry is in the input',
    ]);
  });

  test('a ServiceEntry', () => {
    const entry = object(
      'ServiceEntry',
      'shop/out',
      '{ hosts: [ out.test ], ports: [ { number: 443, name: https, protocol: HTTPS } ], resolution: DNS }',
    );
    const text = DOOR + NAMESPACE + entry + http('{ host: out.test, port: { number: 443 } }');
    expect(last(text)).toEqual(externalBy('plaintext (no DestinationRule asks for TLS to out.test)'));
    expect(last(text + outRule('SIMPLE'))).toEqual(externalBy('tls'));
    expect(last(text + outRule('MUTUAL'))).toEqual(externalBy('mutual-tls'));
    expect(last(text + outRule('DISABLE'))).toEqual(
      externalBy('plaintext (no DestinationRule asks for TLS to out.test)'),
    );
    expect(last(text + outRule('ISTIO_MUTUAL'))[0]).toContain('unknown');
    expect(last(text.replace('resolution: DNS', 'resolution: DNS, exportTo: [ "." ]'))).toEqual([
      'no-backend: 503: ServiceEntry shop/out is not exported to the namespace edge',
    ]);
  });

  test('ExternalName is another name of a host', () => {
    const text = without + service('web') + http('{ host: alias, port: { number: 80 } }');
    const entry = object(
      'ServiceEntry',
      'shop/out',
      '{ hosts: [ out.test ], ports: [ { number: 80, name: http, protocol: HTTP } ], resolution: DNS }',
    );
    expect(last(text + aliasOf('web.shop.svc.cluster.local'))).toEqual(arrives);
    expect(last(text + aliasOf('out.test'))).toEqual(['no-backend: 503: there is no host out.test']);
    expect(last(text + aliasOf('out.test') + entry)[0]).toContain('external out.test: plaintext');
    expect(last(text + aliasOf('alias.shop.svc.cluster.local'))[0]).toContain('Could not tell');
  });

  test('what is told of the backend', () => {
    expect(traced(BASE, 'http://a.test/').map(({ backend, entry }) => ({ backend, entry }))).toEqual([
      { backend: { namespace: 'shop', service: 'web', port: 80 }, entry: 'Service edge/gw' },
    ]);
    expect(traced(BASE + peer('STRICT'), 'http://a.test/')[0]?.hops[1]?.proves).toBe(
      'cluster.local/ns/edge/sa/gw and cluster.local/ns/shop/sa/default to each other',
    );
  });
});

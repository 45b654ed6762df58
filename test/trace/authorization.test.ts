import type { RequestOptions } from '../../lib/trace/client-options';
import { EDGE, HTTP, SHOP, TO_WEB, gateway, https, object, routes, ways } from './tracer';

const BASE = EDGE + SHOP + gateway(`${HTTP}, ${https('a.test')}`) + routes(`hosts: [ a.test ], http: [ ${TO_WEB} ]`);
const policy = (name: string, spec: string) => object('AuthorizationPolicy', name, `{ ${spec} }`);
const GATEWAY = 'edge/p';
const WEB = 'shop/p';

/** What becomes of it, without the hops. */
const end = (more: string, options: RequestOptions = {}, url = 'https://a.test/api') =>
  ways(BASE + more, url, options).at(-1);
const ARRIVES = 'arrives at shop/web:80, encrypted: true';
const none = (name: string) => `denied: 403: no rule with action ALLOW matches (AuthorizationPolicy ${name})`;
const deny = (name: string) => `denied: 403: a rule with action DENY matches (AuthorizationPolicy ${name})`;
const open = (action: string, name: string) =>
  `unknown: Could not tell: a rule with action ${action} may match (AuthorizationPolicy ${name})`;
const rules = (text: string) => `rules: [ { ${text} } ]`;
const from = (text: string) => rules(`from: [ { source: { ${text} } } ]`);
const to = (text: string) => rules(`to: [ { operation: { ${text} } } ]`);

const certificateWith = (more: string) =>
  object('Certificate', 'edge/me', `{ secretName: me, issuerRef: { kind: ClusterIssuer, name: ca }, ${more} }`);

describe('on the gateway', () => {
  test.each<[string, string, RequestOptions, string]>([
    ['nothing is allowed', policy(GATEWAY, ''), {}, none(GATEWAY)],
    ['all is', policy(GATEWAY, 'rules: [ {} ]'), {}, ARRIVES],
    ['for another workload', policy(GATEWAY, 'selector: { matchLabels: { app: x } }'), {}, ARRIVES],
    ['for the gateway', policy(GATEWAY, 'selector: { matchLabels: { app: gw } }'), {}, none(GATEWAY)],
    [
      'in the root namespace',
      policy('istio-system/p', 'selector: { matchLabels: { app: gw } }'),
      {},
      none('istio-system/p'),
    ],
    ['of a sender in the mesh', policy(GATEWAY, from('principals: [ "*" ]')), {}, none(GATEWAY)],
    ['of a namespace', policy(GATEWAY, from('namespaces: [ shop ]')), {}, none(GATEWAY)],
    ['not of a namespace', policy(GATEWAY, from('notNamespaces: [ shop ]')), {}, ARRIVES],
    ['of an address', policy(GATEWAY, from('ipBlocks: [ 10.0.0.0/8 ]')), {}, open('ALLOW', GATEWAY)],
    [
      'of an address, denied',
      policy(GATEWAY, `action: DENY, ${from('remoteIpBlocks: [ 10.0.0.0/8 ]')}`),
      {},
      open('DENY', GATEWAY),
    ],
    ['a host', policy(GATEWAY, to('hosts: [ A.test ]')), {}, ARRIVES],
    ['another host', policy(GATEWAY, to('hosts: [ b.test ]')), {}, none(GATEWAY)],
    ['a path', policy(GATEWAY, to('paths: [ "/api*" ]')), {}, ARRIVES],
    ['another path', policy(GATEWAY, to('paths: [ /api/ ]')), {}, none(GATEWAY)],
    ['a method', policy(GATEWAY, `action: DENY, ${to('methods: [ POST ]')}`), { method: 'POST' }, deny(GATEWAY)],
    ['the port that the Pod listens on', policy(GATEWAY, to('ports: [ "8443" ]')), {}, ARRIVES],
    ['and not that of the Service', policy(GATEWAY, to('ports: [ "443" ]')), {}, none(GATEWAY)],
    ['the server name', policy(GATEWAY, rules('when: [ { key: connection.sni, values: [ a.test ] } ]')), {}, ARRIVES],
    ['a token, of a request without', policy(GATEWAY, from('requestPrincipals: [ "*" ]')), {}, none(GATEWAY)],
    [
      'a header',
      policy(GATEWAY, rules('when: [ { key: "request.headers[x-key]", values: [ k ] } ]')),
      { header: ['x-key: k'] },
      ARRIVES,
    ],
    [
      'a header that is not sent',
      policy(GATEWAY, rules('when: [ { key: "request.headers[x-key]", values: [ k ] } ]')),
      {},
      none(GATEWAY),
    ],
    [
      'a header that clients add',
      policy(GATEWAY, rules('when: [ { key: "request.headers[User-Agent]", values: [ k ] } ]')),
      {},
      open('ALLOW', GATEWAY),
    ],
    [
      'DENY before ALLOW',
      policy(GATEWAY, 'rules: [ {} ]') + policy('edge/q', 'action: DENY, rules: [ {} ]'),
      {},
      deny('edge/q'),
    ],
    [
      'dry run',
      policy(GATEWAY, '').replace('namespace: edge', 'namespace: edge, annotations: { istio.io/dry-run: "true" }'),
      {},
      ARRIVES,
    ],
    ['AUDIT', policy(GATEWAY, 'action: AUDIT, rules: [ {} ]'), {}, ARRIVES],
    [
      'CUSTOM',
      policy(GATEWAY, 'action: CUSTOM, provider: { name: x }, rules: [ {} ]'),
      {},
      `unknown: Could not tell: a provider is asked (AuthorizationPolicy ${GATEWAY})`,
    ],
    [
      'CUSTOM for other paths',
      policy(GATEWAY, `action: CUSTOM, provider: { name: x }, ${to('paths: [ /x ]')}`),
      {},
      ARRIVES,
    ],
    [
      'DENY whatever the provider says',
      policy(GATEWAY, 'action: CUSTOM, provider: { name: x }, rules: [ {} ]') +
        policy('edge/q', 'action: DENY, rules: [ {} ]'),
      {},
      deny('edge/q'),
    ],
  ])('%s', (_, text, options, expected) => {
    expect(end(text, options)).toBe(expected);
  });

  test('what could not be told leaves the way to be seen', () => {
    expect(ways(BASE + policy(GATEWAY, from('ipBlocks: [ 10.0.0.0/8 ]')), 'https://a.test/')).toEqual([
      'client -> gateway edge/gw: tls',
      'gateway edge/gw -> workload shop/web: mutual-tls',
      open('ALLOW', GATEWAY),
    ]);
  });

  test('a certain end further on counts more', () => {
    const text = policy(GATEWAY, from('ipBlocks: [ 10.0.0.0/8 ]'));
    expect(end(text, { host: 'b.test', sni: 'a.test' })).toContain('404');
    expect(end(text + policy(WEB, ''))).toBe(none(WEB));
  });

  test('it comes before routes and redirects', () => {
    const server =
      '{ port: { number: 80, name: http, protocol: HTTP }, hosts: [ a.test ], tls: { httpsRedirect: true } }';
    const text = EDGE + gateway(server) + policy(GATEWAY, '');
    expect(ways(text, 'http://a.test/').at(-1)).toBe(none(GATEWAY));
    expect(end(policy(GATEWAY, ''), { host: 'b.test', sni: 'a.test' })).toBe(none(GATEWAY));
  });

  test('a host with a port that is not the usual one', () => {
    const text = BASE.replace('port: 443,', 'port: 8443,').replace('number: 443', 'number: 8443');
    const of = (hosts: string) =>
      ways(text + policy(GATEWAY, to(`hosts: [ ${hosts} ]`)), 'https://a.test:8443/').at(-1);
    expect(of('a.test')).toBe(none(GATEWAY));
    expect(of('"a.test:*"')).toBe(ARRIVES);
  });

  test('connections that are not read', () => {
    const tcp = routes('hosts: [ a.test ], tcp: [ { route: [ { destination: { host: web } } ] } ]');
    const server = gateway('{ port: { number: 80, name: tcp, protocol: TCP }, hosts: [ "*" ] }');
    const text = EDGE + SHOP + tcp + server;
    expect(ways(text + policy(GATEWAY, to('paths: [ /api ]')), 'http://a.test/api').at(-1)).toBe(
      `denied: Connection closed: no rule with action ALLOW matches (AuthorizationPolicy ${GATEWAY})`,
    );
  });

  test('the certificate of a client', () => {
    const text =
      BASE.replace('mode: SIMPLE, credentialName: cert', 'mode: MUTUAL, credentialName: me') +
      `
---
{ apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: { name: ca }, spec: { ca: { secretName: ca } } }
---
{ apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: { name: root }, spec: { selfSigned: {} } }
---
{ apiVersion: cert-manager.io/v1, kind: Certificate, metadata: { name: ca, namespace: cert-manager }, spec: { isCA: true, secretName: ca, issuerRef: { kind: ClusterIssuer, name: root } } }
`;
    const of = (names: string, principal: string) =>
      ways(
        text +
          certificateWith(`dnsNames: [ a.test ], ${names}`) +
          policy(GATEWAY, from(`principals: [ "${principal}" ]`)),
        'https://a.test/',
        {
          clientCert: 'edge/me',
        },
      ).at(-1);
    const spiffe = 'uris: [ "https://x.test/me", "spiffe://partner/ns/a/sa/b" ]';
    expect(of(spiffe, 'partner/ns/a/sa/b')).toBe(ARRIVES);
    expect(of(spiffe, 'partner/ns/a/sa/c')).toBe(none(GATEWAY));
    expect(of('', '*')).toBe(ARRIVES);
    expect(of('', 'a.test')).toBe(none(GATEWAY));
  });
});

const withRewrite = (rewrite: string) =>
  EDGE +
  SHOP +
  gateway(https('a.test')) +
  routes(`hosts: [ a.test ], http: [ { match: [ { uri: { prefix: /api } } ], ${rewrite}, ${TO_WEB.slice(1)} ]`);

const inAmbient = (more: string) =>
  ways((BASE + more).replace('istio-injection: enabled', 'istio.io/dataplane-mode: ambient'), 'https://a.test/api').at(
    -1,
  );

describe('on the workload', () => {
  const SENDER = 'cluster.local/ns/edge/sa/gw';

  test.each<[string, string, RequestOptions, string]>([
    ['nothing is allowed', policy(WEB, ''), {}, none(WEB)],
    ['the gateway by its identity', policy(WEB, from(`principals: [ ${SENDER} ]`)), {}, ARRIVES],
    ['by its ServiceAccount', policy(WEB, from('serviceAccounts: [ edge/gw ]')), {}, ARRIVES],
    ['by its namespace', policy(WEB, from('namespaces: [ edge ]')), {}, ARRIVES],
    ['somebody else', policy(WEB, from('principals: [ cluster.local/ns/edge/sa/default ]')), {}, none(WEB)],
    ['the port of the container', policy(WEB, to('ports: [ "8080" ]')), {}, ARRIVES],
    ['and not that of the Service', policy(WEB, to('ports: [ "80" ]')), {}, none(WEB)],
    ['a path and a method', policy(WEB, to('paths: [ /api ], methods: [ GET ]')), {}, ARRIVES],
    ['the host that the client asks for', policy(WEB, to('hosts: [ a.test ]')), {}, ARRIVES],
    [
      'in the root namespace',
      policy('istio-system/p', 'selector: { matchLabels: { app: web } }'),
      {},
      none('istio-system/p'),
    ],
    [
      'in the root namespace for all, the gateway too',
      policy('istio-system/p', from('namespaces: [ edge ]')),
      {},
      none('istio-system/p'),
    ],
    [
      'DENY before ALLOW',
      policy(WEB, 'rules: [ {} ]') + policy('shop/q', `action: DENY, ${to('paths: [ /api ]')}`),
      {},
      deny('shop/q'),
    ],
    [
      'a token that may be good',
      policy(WEB, from('requestPrincipals: [ "*" ]')) +
        object('RequestAuthentication', 'shop/jwt', '{ jwtRules: [ { issuer: x } ] }'),
      { header: ['authorization: Bearer x'] },
      open('ALLOW', WEB),
    ],
    [
      'a token that nobody reads',
      policy(WEB, from('requestPrincipals: [ "*" ]')),
      { header: ['authorization: Bearer x'] },
      none(WEB),
    ],
    ['a policy for the Gateway API', policy(WEB, 'targetRefs: [ { kind: Service, name: web } ]'), {}, ARRIVES],
  ])('%s', (_, text, options, expected) => {
    expect(end(text, options)).toBe(expected);
  });

  test('the hop that has been made is told', () => {
    expect(ways(BASE + policy(WEB, ''), 'https://a.test/')).toEqual([
      'client -> gateway edge/gw: tls',
      'gateway edge/gw -> workload shop/web: mutual-tls',
      none(WEB),
    ]);
  });

  test('after rewrites', () => {
    const of = (rewrite: string, operation: string) =>
      ways(withRewrite(rewrite) + policy(WEB, to(operation)), 'https://a.test/api/x').at(-1);
    expect(of('rewrite: { uri: / }', 'paths: [ //x ]')).toBe(ARRIVES);
    expect(of('rewrite: { uri: / }', 'paths: [ /api/x ]')).toBe(none(WEB));
    expect(of('rewrite: { authority: web.internal }', 'hosts: [ web.internal ]')).toBe(ARRIVES);
    expect(of('headers: { request: { set: { Host: web.internal } } }', 'hosts: [ web.internal ]')).toBe(ARRIVES);
    expect(of('rewrite: { uriRegexRewrite: { match: a, rewrite: b } }', 'paths: [ /x ]')).toBe(open('ALLOW', WEB));
  });

  test('after what a route sets and removes of headers', () => {
    const of = (request: string) => {
      const key = policy(WEB, rules('when: [ { key: "request.headers[x-key]", values: [ k ] } ]'));
      const route = `{ headers: { request: { ${request} } }, ${TO_WEB.slice(1)}`;
      const text = EDGE + SHOP + gateway(https('a.test')) + routes(`hosts: [ a.test ], http: [ ${route} ]`);
      return ways(text + key, 'https://a.test/', { header: ['x-key: k'] }).at(-1);
    };
    expect(of('add: { other: k }')).toBe(ARRIVES);
    expect(of('set: { X-Key: z }')).toBe(none(WEB));
    expect(of('remove: [ X-KEY ]')).toBe(none(WEB));
    expect(of('add: { x-key: z }')).toBe(none(WEB));
  });

  test('plain text shows nobody', () => {
    const disabled = object(
      'PeerAuthentication',
      'shop/off',
      '{ selector: { matchLabels: { app: web } }, mtls: { mode: DISABLE } }',
    );
    expect(end(disabled + policy(WEB, from(`principals: [ ${SENDER} ]`)))).toBe(none(WEB));
    expect(end(disabled + policy(WEB, from('notPrincipals: [ x ]')))).toBe('arrives at shop/web:80, encrypted: false');
  });

  test('a Pod without a proxy enforces nothing', () => {
    expect(
      ways(
        (BASE + policy(WEB, '')).replace('istio-injection: enabled', 'istio-injection: disabled'),
        'https://a.test/',
      ).at(-1),
    ).toBe('arrives at shop/web:80, encrypted: false');
  });

  test('a Pod of which it is not known', () => {
    const text = (BASE + policy(WEB, '')).replace(/---\n\{ apiVersion: v1, kind: Namespace.*\n/, '');
    expect(ways(text, 'https://a.test/').at(-1)).toBe(
      'unknown: Could not tell whether shop/web has a proxy that denies it: no rule with action ALLOW matches (AuthorizationPolicy shop/p)',
    );
  });

  test('ambient mode reads no requests', () => {
    expect(inAmbient(policy(WEB, to('paths: [ /api ]')))).toContain('Connection closed');
    expect(inAmbient(policy(WEB, from('namespaces: [ edge ]')))).toBe(ARRIVES);
  });
});

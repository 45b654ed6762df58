import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { conditionAttribute, OPERATION_ATTRIBUTES, SOURCE_ATTRIBUTES } from '../../lib/traffic/request-attributes';
import type { RequestFacts } from '../../lib/traffic/request-facts';

const config = meshConfigOf();
const lists = new Map([...SOURCE_ATTRIBUTES, ...OPERATION_ATTRIBUTES]);

type Row = readonly [key: string, value: string, request: RequestFacts, answer: boolean | undefined];

const CONDITIONS: readonly Row[] = [
  ['source.principal', 'cluster.local/ns/a/sa/b', { principal: 'cluster.local/ns/a/sa/b' }, true],
  ['source.namespace', 'a', { namespace: 'a' }, true],
  ['source.serviceAccount', 'b', { namespace: 'own', serviceAccount: 'b' }, true],
  ['source.trustDomain', 'td', { principal: 'td/ns/a/sa/b' }, true],
  ['source.ip', '10.0.0.0/8', { sourceIp: '10.1.2.3', remoteIp: '11.0.0.0' }, true],
  ['source.ip', '10.0.0.0/8', { remoteIp: '10.1.2.3' }, undefined],
  ['remote.ip', '10.0.0.0/8', { remoteIp: '10.1.2.3' }, true],
  ['destination.ip', '10.1.2.3', { destinationIp: '10.1.2.4' }, false],
  ['destination.port', '080', { port: 80 }, true],
  ['destination.port', '81', { port: 80 }, false],
  ['destination.port', '80', {}, undefined],
  ['connection.sni', '*.a.com', { sni: 'b.a.com' }, true],
  ['connection.sni', '*', { sni: '' }, false],
  ['connection.sni', 'a.com', {}, undefined],
  ['request.auth.principal', 'i/s', { requestPrincipal: 'i/s' }, true],
  ['request.auth.principal', '*', { requestPrincipal: '' }, false],
  ['request.auth.audiences', 'a', { requestPrincipal: '' }, false],
  ['request.auth.audiences', 'a', { requestPrincipal: 'i/s' }, undefined],
  ['request.auth.presenter', 'a', {}, undefined],
  ['request.auth.claims[a]', 'a', { requestPrincipal: '' }, false],
  ['request.auth.claims[a][b]', 'a', { requestPrincipal: 'i/s' }, undefined],
  ['request.headers[X-A]', 'a*', { headers: { 'x-a': 'ab' } }, true],
  ['request.headers[x-a]', '*', { headers: { 'x-a': '' } }, true],
  ['request.headers[x-a]', '*', { headers: { 'x-a': null } }, false],
  ['request.headers[x-a]', 'A', { headers: { 'x-a': 'a' } }, false],
  ['request.headers[x-a]', 'a', { headers: { 'x-b': 'a' } }, undefined],
  ['request.headers[x-a]', '*', { headers: { 'x-b': 'a' }, hasAllHeaders: true }, false],
  ['request.headers[x-a]', 'a', { hasAllHeaders: true }, false],
  ['request.headers[User-Agent]', 'a', { headers: {}, hasAllHeaders: true }, undefined],
  ['request.headers[x-forwarded-for]', 'a', { headers: {}, hasAllHeaders: true }, undefined],
  ['request.headers[via]', 'a', { headers: { via: 'a' }, hasAllHeaders: true }, true],
  ['request.headers[constructor]', '*', { headers: {} }, undefined],
  ['request.headers[x-a]', '*', {}, undefined],
  ['experimental.envoy.filters.network.mysql_proxy[a.b]', '[c]', {}, undefined],
];

test.each(CONDITIONS)('the condition on %s with %s', (key, value, request, answer) => {
  expect(conditionAttribute(key)?.has(value, { request, config, policyNamespace: 'own' })).toBe(answer);
});

const LISTS: readonly Row[] = [
  ['principals', '*', { principal: '' }, false],
  ['requestPrincipals', 'i/*', { requestPrincipal: 'i/s' }, true],
  ['namespaces', 'a', { namespace: 'b' }, false],
  ['serviceAccounts', 'a/b', { namespace: 'a', serviceAccount: 'b' }, true],
  ['trustDomains', 'td', { principal: '' }, false],
  ['ipBlocks', '10.0.0.0/8', { sourceIp: '10.0.0.1' }, true],
  ['remoteIpBlocks', '10.0.0.0/8', { sourceIp: '10.0.0.1' }, undefined],
  ['ports', '80', { port: 8080 }, false],
  ['hosts', 'A.com', { host: 'a.COM' }, true],
  ['hosts', 'a.com', { host: 'a.com:443' }, false],
  ['hosts', 'a.com:*', { host: 'a.com:443' }, true],
  ['hosts', '*.A.com', { host: 'b.a.com' }, true],
  ['hosts', '*', {}, true],
  ['hosts', 'a.com', {}, undefined],
  ['methods', 'GET', { method: 'GET' }, true],
  ['methods', 'get', { method: 'GET' }, false],
  ['methods', 'P*', { method: 'PUT' }, true],
  ['methods', '*', {}, true],
  ['paths', '/a/{*}', { path: '/a/b' }, true],
  ['paths', '/a', { path: '/b' }, false],
  ['paths', '*', {}, true],
];

test.each(LISTS)('the list %s with %s', (key, value, request, answer) => {
  expect(lists.get(key)?.has(value, { request, config, policyNamespace: 'own' })).toBe(answer);
});

test('what is there on connections that are not read as HTTP, too', () => {
  expect([...lists].filter(([, { isHttpOnly }]) => !isHttpOnly).map(([key]) => key)).toEqual([
    'principals',
    'namespaces',
    'serviceAccounts',
    'trustDomains',
    'ipBlocks',
    'remoteIpBlocks',
    'ports',
  ]);
  const keys = [...new Set(CONDITIONS.map(([key]) => key))];
  expect(keys.filter((key) => conditionAttribute(key)?.isHttpOnly)).toEqual([
    'request.auth.principal',
    'request.auth.audiences',
    'request.auth.presenter',
    'request.auth.claims[a]',
    'request.auth.claims[a][b]',
    'request.headers[X-A]',
    'request.headers[x-a]',
    'request.headers[User-Agent]',
    'request.headers[x-forwarded-for]',
    'request.headers[via]',
    'request.headers[constructor]',
  ]);
});

test.each(['', 'a', 'request', 'source.IP', 'destination.namespace', 'destination.labels[a]', 'request.regex.headers'])(
  'Istio knows no %j',
  (key) => {
    expect(conditionAttribute(key)).toBeUndefined();
  },
);

test.each([
  ['request.headers', 'a'],
  ['request.headers[a', 'a'],
  ['request.headersa]', 'a'],
  ['request.auth.claims', 'a'],
  ['experimental.envoy.filters.a', 'a'],
  ['source.ip', 'a'],
  ['remote.ip', '10.0.0.0/33'],
  ['destination.ip', ''],
  ['destination.port', '65536'],
  ['destination.port', 'http'],
  ['destination.port', ''],
])('istiod cannot read %s with %j', (key, value) => {
  expect(conditionAttribute(key)?.isReadable(value)).toBe(false);
});

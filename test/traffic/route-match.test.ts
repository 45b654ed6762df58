import { Field } from '../../lib/manifest/field';
import type { Json } from '../../lib/manifest/manifest';
import { isCatchAll, isFor, isOnPort, takes, type RouteRequest } from '../../lib/traffic/route-match';

const GET: RouteRequest = { scheme: 'https', method: 'GET', authority: 'a.test', path: '/a', query: '', headers: {} };

test.each<[Json, Partial<RouteRequest>, boolean | undefined]>([
  [{}, {}, true],
  [null, {}, true],
  [7, {}, true],
  [{ uri: { exact: '/a' } }, {}, true],
  [{ uri: { exact: '/a/' } }, {}, false],
  [{ uri: {} }, {}, true],
  [{ uri: { regex: '*' } }, {}, undefined],
  [{ uri: { regex: '/.' } }, {}, true],
  [{ uri: { regex: '.' } }, {}, false],
  [{ uri: { exact: '/A' }, ignoreUriCase: true }, {}, true],
  [{ uri: { regex: '/A' }, ignoreUriCase: true }, {}, false],
  [{ method: { exact: 'get' } }, {}, false],
  [{ method: { regex: '*' } }, {}, true],
  [{ scheme: { exact: 'https' }, authority: { prefix: 'a.' } }, {}, true],
  [{ headers: { 'X-A': { exact: '1' } } }, { headers: { 'x-a': '1' } }, true],
  [{ headers: { 'x-a': { regex: '*' } } }, { headers: { 'x-a': '' } }, true],
  [{ headers: { 'x-a': { regex: '*' } } }, {}, false],
  [{ headers: { 'x-a': null } }, {}, false],
  [{ headers: { toString: {} } }, {}, false],
  [{ withoutHeaders: { 'x-a': { prefix: '' } } }, {}, false],
  [{ withoutHeaders: { 'x-a': { prefix: 'a' } } }, {}, true],
  [{ withoutHeaders: { 'x-a': null } }, {}, true],
  [{ withoutHeaders: { 'x-a': { regex: '(' } } }, { headers: { 'x-a': '1' } }, undefined],
  [{ queryParams: { a: { exact: '' } } }, { query: 'a' }, true],
  [{ queryParams: { a: { exact: '%20' } } }, { query: 'b=1&a=%20&a=2' }, true],
  [{ queryParams: { a: {} } }, { query: 'ab=1' }, false],
  [{ headers: { '@request.auth.claims[role]': { exact: 'x' } } }, {}, false],
  [{ headers: { '@request.auth.claims[role]': { exact: 'x' } } }, { headers: { authorization: 'x' } }, undefined],
  [{ headers: { '@request.auth.claims.x': {} }, uri: { exact: '/x' } }, { headers: { authorization: 'x' } }, false],
])('%j of %j: %s', (match, request, expected) => {
  expect(takes(Field.of(match), { ...GET, ...request })).toBe(expected);
});

test.each<[readonly Json[], boolean]>([
  [[], true],
  [[{}], true],
  [[null], true],
  [[{ uri: { prefix: '/' } }], true],
  [[{ uri: { prefix: '/' }, ignoreUriCase: true, port: 80, gateways: ['x'] }], true],
  [[{ uri: { regex: '.*' } }], true],
  [[{ uri: {} }], true],
  [[{ uri: { regex: '/.*' } }], false],
  [[{ uri: { exact: '/' } }], false],
  [[{ uri: { prefix: '/a' } }], false],
  [[{ headers: { a: {} } }], false],
  [[{ withoutHeaders: { a: {} } }], false],
  [[{ queryParams: { a: {} } }], false],
  [[{ method: { exact: 'GET' } }], false],
  [[{ authority: {} }], false],
  [[{ uri: { prefix: '/' } }, { uri: { prefix: '/a' } }], false],
])('%j takes everything: %s', (matches, expected) => {
  expect(isCatchAll(matches.map((match) => Field.of(match)))).toBe(expected);
});

test.each<[Json, boolean]>([
  [{}, true],
  [{ gateways: [] }, true],
  [{ gateways: ['own'] }, true],
  [{ gateways: [null, 'other'] }, false],
  [{ sourceLabels: { app: 'a' } }, true],
  [{ sourceLabels: { app: 'a', tier: 'b' } }, false],
  [{ sourceNamespace: 'shop' }, true],
  [{ sourceNamespace: 'edge' }, false],
  [{ gateways: ['own'], sourceLabels: { app: 'b' }, sourceNamespace: 'edge' }, true],
])('%j is for the proxy: %s', (match, expected) => {
  const proxy = { labels: { app: 'a' }, namespace: 'shop', isMeant: (text: string) => text === 'own' };
  expect(isFor(Field.of(match), proxy)).toBe(expected);
});

test.each<[Json, boolean]>([
  [{}, true],
  [{ port: 0 }, true],
  [{ port: '81' }, true],
  [{ port: 80 }, true],
  [{ port: 81 }, false],
])('%j is for port 80: %s', (match, expected) => {
  expect(isOnPort(Field.of(match), 80)).toBe(expected);
});

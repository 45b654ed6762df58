import { Catalog } from '../../lib/manifest/catalog';
import { Field } from '../../lib/manifest/field';
import { pathText, type Json } from '../../lib/manifest/manifest';
import { areOpposed } from '../../lib/traffic/delegates';
import { type ProxyFor, settingOf } from '../../lib/traffic/http-routes';
import { Mesh } from '../../lib/traffic/mesh';
import { objectsOf } from '../manifest/reading';

const vs = (name: string, spec: string) => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: ${name.split('/')[1]}, namespace: ${name.split('/')[0]} }
spec: { ${spec} }
`;

/** In the form \`NAME: PATH of the route, PATHS of the matches\`. */
function variants(
  text: string,
  proxyFor: ProxyFor = () => ({ labels: {}, namespace: 'edge', isMeant: (one) => one === 'own' }),
) {
  const mesh = new Mesh(new Catalog(objectsOf(text)));
  const [first] = mesh.routes.all;
  const routes = first === undefined ? [] : mesh.httpRoutes.of(first, proxyFor, 80);
  return routes.map(({ vs: owner, field, matches }) =>
    [`${owner.name}: ${pathText(field.path)}`, ...matches.map((match) => pathText(match.field.path))].join(', '),
  );
}

test.each<[string, string, string[]]>([
  ['one without a match', 'http: [ {} ]', ['a: spec.http[0]']],
  [
    'a variant for each match',
    'http: [ { match: [ { uri: { exact: /a } }, { uri: { exact: /b } } ] } ]',
    ['a: spec.http[0], spec.http[0].match[0]', 'a: spec.http[0], spec.http[0].match[1]'],
  ],
  ['none after one that takes all', 'http: [ {}, { match: [ { uri: { exact: /a } } ] } ]', ['a: spec.http[0]']],
  [
    'nor of its own',
    'http: [ { match: [ { uri: { prefix: / } }, { uri: { exact: /a } } ] } ]',
    ['a: spec.http[0], spec.http[0].match[0]'],
  ],
  [
    'one for others takes nothing',
    'http: [ { match: [ { gateways: [ other ] } ] }, { match: [ { gateways: [ own ] } ] } ]',
    ['a: spec.http[1], spec.http[1].match[0]'],
  ],
  [
    'one for another port',
    'http: [ { match: [ { port: 81 }, { port: 80 } ] } ]',
    ['a: spec.http[0], spec.http[0].match[1]'],
  ],
  ['no list', 'http: { a: b }', []],
  ['odd items', 'http: [ null, 7 ]', ['a: spec.http[0]']],
])('%s', (_, spec, expected) => {
  expect(variants(vs('shop/a', `hosts: [ x.test ], ${spec}`))).toEqual(expected);
});

/** What each VirtualService calls its own gateway. */
const ofEach: ProxyFor = ({ name }) => ({
  labels: {},
  namespace: '',
  isMeant: (ref) => ref === (name === 'a' ? 'one' : 'two'),
});

describe('delegates', () => {
  const root = (match: string, delegate = 'name: b') =>
    vs(
      'shop/a',
      `hosts: [ x.test ], http: [ { ${match} delegate: { ${delegate} } }, { match: [ { uri: { exact: /last } } ] } ]`,
    );
  const LAST = 'a: spec.http[1], spec.http[1].match[0]';

  test.each<[string, string, string[]]>([
    ['neither has a match', root('') + vs('shop/b', 'http: [ {} ]'), ['b: spec.http[0]']],
    [
      'the delegate has',
      root('') + vs('shop/b', 'http: [ { match: [ { uri: { exact: /a } } ] } ]'),
      ['b: spec.http[0], spec.http[0].match[0]', LAST],
    ],
    [
      'the other has',
      root('match: [ { uri: { prefix: /a } } ],') + vs('shop/b', 'http: [ {} ]'),
      ['b: spec.http[0], spec.http[0].match[0]', LAST],
    ],
    [
      'both have, each pair that goes together',
      root('match: [ { uri: { prefix: /a } }, { method: { exact: GET } } ],') +
        vs('shop/b', 'http: [ { match: [ { uri: { prefix: /a/b } }, { uri: { prefix: /c } } ] } ]'),
      [
        'b: spec.http[0], spec.http[0].match[0], spec.http[0].match[0]',
        'b: spec.http[0], spec.http[0].match[1], spec.http[0].match[0]',
        'b: spec.http[0], spec.http[0].match[1], spec.http[0].match[1]',
        LAST,
      ],
    ],
    [
      'one that goes with none leaves the route out',
      root('match: [ { uri: { prefix: /a } } ],') +
        vs('shop/b', 'http: [ { match: [ { uri: { prefix: /a/b } }, { uri: { prefix: /c } } ] } ]'),
      [LAST],
    ],
    ['in another namespace', root('', 'name: b, namespace: team') + vs('team/b', 'http: [ {} ]'), ['b: spec.http[0]']],
    ['not there', root(''), [LAST]],
    ['with hosts', root('') + vs('shop/b', 'hosts: [ y.test ], http: [ {} ]'), [LAST]],
    [
      'for other namespaces',
      root('', 'name: b, namespace: team') + vs('team/b', 'exportTo: [ "." ], http: [ {} ]'),
      [LAST],
    ],
    [
      'gateways are named from where they are written',
      root('') + vs('shop/b', 'http: [ { match: [ { gateways: [ own ] } ] } ]'),
      ['b: spec.http[0], spec.http[0].match[0]'],
    ],
  ])('%s', (_, text, expected) => {
    expect(variants(text)).toEqual(expected);
  });

  test('each VirtualService has a proxy of its own', () => {
    const text =
      root('match: [ { gateways: [ one ] } ],') + vs('shop/b', 'http: [ { match: [ { gateways: [ two ] } ] } ]');
    expect(variants(text, ofEach)[0]).toBe('b: spec.http[0], spec.http[0].match[0], spec.http[0].match[0]');
  });
});

test.each<[Json, Json, boolean]>([
  [{}, {}, false],
  [{ uri: { prefix: '/a' } }, { uri: { prefix: '/a/b' } }, false],
  [{ uri: { prefix: '/a' } }, { uri: { exact: '/a/b' } }, false],
  [{ uri: { prefix: '/a/b' } }, { uri: { prefix: '/a' } }, true],
  [{ uri: { exact: '/a' } }, { uri: { exact: '/a' } }, false],
  [{ uri: { exact: '/a' } }, { uri: { exact: '/b' } }, true],
  [{ uri: { exact: '/a' } }, { uri: { prefix: '/a' } }, true],
  [{ uri: { regex: '/a' } }, { uri: { regex: '/a' } }, true],
  [{ uri: { regex: '/a' } }, {}, false],
  [{}, { uri: { regex: '/a' } }, false],
  [{ uri: { prefix: '/a' } }, { uri: { regex: '/a' } }, true],
  [{ method: { exact: 'GET' } }, { method: { exact: 'POST' } }, true],
  [{ headers: { a: { exact: 'x' } } }, { headers: { a: { exact: 'y' } } }, true],
  [{ headers: { a: { exact: 'x' } } }, { headers: { b: { exact: 'y' } } }, false],
  [{ ignoreUriCase: true }, {}, true],
  [{ port: 80 }, { port: 81 }, true],
  [{ port: 80 }, {}, false],
  [{ sourceNamespace: 'a' }, {}, true],
  [{ sourceNamespace: 'a' }, { sourceNamespace: 'a' }, false],
  [{}, { sourceNamespace: 'a' }, false],
])('%j delegates to %j: opposed %s', (root, leaf, expected) => {
  expect(areOpposed(Field.of(root), Field.of(leaf))).toBe(expected);
});

test('what a delegate leaves out', () => {
  const [manifest] = objectsOf(vs('shop/a', 'hosts: []'));
  if (manifest === undefined) throw new Error('no object');
  const field = Field.of({ timeout: '1s' });
  const root = { vs: manifest, field: Field.of({ timeout: '2s', rewrite: { uri: '/x' } }) };
  expect(settingOf({ field, root }, 'timeout').text).toBe('1s');
  expect(settingOf({ field, root }, 'rewrite').get('uri').text).toBe('/x');
  expect(settingOf({ field, root: undefined }, 'rewrite').isSet).toBe(false);
});

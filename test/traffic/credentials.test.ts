import type { Json } from '../../lib/manifest/manifest';
import { credentialsOf, having, object, shown, sourcesOf } from './secret-reading';

const issuerRef = { kind: 'ClusterIssuer', name: 'ca' };
const CA = having('ClusterIssuer', '/ca', { ca: {} });
const ACME = having('ClusterIssuer', '/acme', { acme: {} });
const certificate = (at: string, secretName: string, issuer = 'ca') =>
  having('Certificate', at, { secretName, issuerRef: { ...issuerRef, name: issuer } });
const reflects = (at: string, from: string) =>
  object('Secret', at, {}, { 'reflector.v1.k8s.emberstack.com/reflects': from });
const everywhere = (at: string) =>
  object(
    'Secret',
    at,
    {},
    {
      'reflector.v1.k8s.emberstack.com/reflection-allowed': 'true',
      'reflector.v1.k8s.emberstack.com/reflection-auto-enabled': 'true',
    },
  );

test('all writers of one Secret, by kind and then as in the input', () => {
  const found = sourcesOf(
    'a/x',
    certificate('a/two', 'x'),
    certificate('a/one', 'x'),
    everywhere('b/x'),
    object('Secret', 'a/x'),
    certificate('b/three', 'x'),
  );

  expect(found.map(({ by, path }) => [by, path.split(' ')[0]])).toEqual([
    ['Secret', 'Secret/x'],
    ['Certificate', 'Certificate/two'],
    ['Certificate', 'Certificate/one'],
    ['reflector', 'Secret/x'],
  ]);
});

const fetched = (spec: { [key: string]: Json }) => ({ secretStoreRef: { name: 's' }, ...spec });
const store = (namespace: string, remoteNamespace: string) =>
  having('SecretStore', `${namespace}/s`, { provider: { kubernetes: { remoteNamespace } } });
const extract = (at: string, key: string) =>
  having('ExternalSecret', at, fetched({ dataFrom: [{ extract: { key } }] }));

describe('origins', () => {
  test('through several copies', () => {
    const texts = [
      extract('c/x', 'y'),
      store('c', 'b'),
      having(
        'ExternalSecret',
        'b/y',
        fetched({ data: [{ secretKey: 'cert', remoteRef: { key: 'z', property: 'tls.crt' } }] }),
      ),
      store('b', 'a'),
      certificate('a/c', 'z'),
      CA,
    ];

    expect(sourcesOf('c/x', ...texts)).toEqual([
      {
        at: 'c/x',
        by: 'ExternalSecret',
        path: 'ExternalSecret/x metadata.name',
        certificate: 'a/c',
        hasCa: false,
        keys: ['cert'],
        copyOf: 'b/y',
      },
    ]);
  });

  test('by the writer that knows one', () => {
    const origins = sourcesOf(
      'b/x',
      extract('b/x', 'x'),
      store('b', 'a'),
      object('Secret', 'a/x'),
      certificate('a/c', 'x'),
    );

    expect(origins.map((source) => source.certificate)).toEqual(['a/c']);
  });

  test('circles have none', () => {
    const circle = [extract('a/x', 'x'), store('a', 'b'), extract('b/x', 'x'), store('b', 'a')];

    expect([sourcesOf('a/x', ...circle), sourcesOf('b/x', ...circle)]).toEqual([
      [{ at: 'a/x', by: 'ExternalSecret', path: 'ExternalSecret/x metadata.name', copyOf: 'b/x' }],
      [{ at: 'b/x', by: 'ExternalSecret', path: 'ExternalSecret/x metadata.name', copyOf: 'a/x' }],
    ]);
  });

  test('a copy of itself', () => {
    expect(sourcesOf('a/x', extract('a/x', 'x'), store('a', 'a')).map(({ copyOf }) => copyOf)).toEqual(['a/x']);
  });

  test('chains as long as the input', () => {
    const length = 10_000;
    const chain = Array.from({ length }, (_, index) => extract(`a/x${index}`, `x${index + 1}`));
    const credentials = credentialsOf(...chain, store('a', 'a'), certificate('a/c', `x${length}`));
    const found = chain.map((_, index) => credentials.sources('a', `x${index}`)[0]?.certificate?.name);

    expect(new Set(found)).toEqual(new Set(['c']));
  });
});

const filled = (at: string, ...keys: string[]) =>
  object('Secret', at, { data: Object.fromEntries(keys.map((key) => [key, 'eA=='])) });

describe('the CA for client certificates', () => {
  test.each<[string, string[], string | undefined, boolean | undefined]>([
    ['its own Secret', [filled('a/x', 'cert'), filled('a/x-cacert', 'cacert')], 'x-cacert', true],
    ['its own Secret without a CA', [filled('a/x', 'ca.crt'), filled('a/x-cacert', 'cert')], 'x-cacert', false],
    ['the Secret itself', [filled('a/x', 'ca.crt')], 'x', true],
    ['the Secret of a CA issuer', [certificate('a/c', 'x'), CA], 'x', true],
    ['the Secret of an ACME issuer', [certificate('a/c', 'x', 'acme'), ACME], 'x', false],
    ['the writer that brings one', [object('Secret', 'a/x'), certificate('a/c', 'x'), CA], 'x', true],
    ['the writer that may', [filled('a/x', 'cert'), certificate('a/c', 'x')], 'x', undefined],
    ['nothing', [filled('b/x', 'ca.crt')], undefined, undefined],
  ])('%s', (_, texts, name, hasCa) => {
    const source = credentialsOf(...texts).caSource('a', 'x');

    expect([source?.name, source?.hasCa]).toEqual([name, hasCa]);
  });
});

test('elsewhere: in namespaces that are named', () => {
  const credentials = credentialsOf(
    certificate('shop/c', 'x'),
    object('Secret', 'edge/x'),
    object('Secret', 'far/y'),
    reflects('far/x', 'far/y'),
    reflects('other/x', 'none/y'),
    having('Bundle', '/x', { target: { secret: {} } }),
  );

  expect(credentials.elsewhere('x', 'edge').map((source) => [source.by, shown(source).at])).toEqual([
    ['Secret', 'far/x'],
    ['Bundle', 'far/x'],
    ['reflector', 'other/x'],
    ['Bundle', 'other/x'],
    ['Certificate', 'shop/x'],
    ['Bundle', 'shop/x'],
  ]);
  expect(credentials.elsewhere('none', 'edge')).toEqual([]);
});

test.each<[string, string[], boolean, boolean, boolean]>([
  ['nothing', [], false, false, false],
  ['a ConfigMap', [object('ConfigMap', 'a/x')], false, false, false],
  ['a Secret', [object('Secret', 'a/x')], true, true, false],
  ['a Certificate', [certificate('a/c', 'x')], true, true, false],
  ['a Secret for all', [everywhere('a/x')], true, true, true],
  [
    'a Bundle for some',
    [
      having('Bundle', '/x', {
        target: { secret: {}, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'b' } } },
      }),
    ],
    true,
    false,
    true,
  ],
])('Secrets are known with %s', (_, texts, atAll, inA, inB) => {
  const credentials = credentialsOf(...texts);

  expect([credentials.areKnown(), credentials.areKnown('a'), credentials.areKnown('b')]).toEqual([atAll, inA, inB]);
});

test('ConfigMaps are apart from Secrets', () => {
  const credentials = credentialsOf(
    object('ConfigMap', 'a/x', { data: { 'ca.crt': 'x' }, binaryData: { y: 'eA==' } }),
    object('Secret', 'a/y'),
  );
  const found = credentials.configMap('a', 'x');

  expect([found && shown(found), credentials.sources('a', 'x'), credentials.configMap('a', 'y')]).toEqual([
    { at: 'a/x', by: 'ConfigMap', path: 'ConfigMap/x metadata.name', hasCa: true, keys: ['ca.crt', 'y'] },
    [],
    undefined,
  ]);
});

test('names of any kind are just names', () => {
  const credentials = credentialsOf(object('Secret', 'a/__proto__'), object('Secret', 'constructor/toString'));

  expect([
    credentials.sources('a', '__proto__').length,
    credentials.sources('constructor', 'toString').length,
    credentials.sources('a', 'constructor').length,
    credentials.sources('', '').length,
  ]).toEqual([1, 1, 0, 0]);
});

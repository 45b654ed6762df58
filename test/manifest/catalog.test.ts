import { Catalog } from '../../lib/manifest/catalog';
import type { Manifest } from '../../lib/manifest/manifest';
import { objectsOf } from './reading';

/** One object a word: KIND/NAMESPACE/NAME, or KIND//NAME without a namespace. */
function made(words: string, marker = ''): readonly Manifest[] {
  const texts = words.split(' ').map((word) => {
    const [kind, namespace, name] = word.split('/');
    const apiVersion = kind === 'Gateway' ? `networking.istio.io/${marker || 'v1'}` : 'v1';
    return JSON.stringify({ apiVersion, kind, metadata: { name, ...(namespace && { namespace }) }, marker });
  });
  return objectsOf(texts.join('\n'));
}

const shown = (manifests: readonly (Manifest | undefined)[]) =>
  manifests.map((manifest) => manifest && `${manifest.kind}/${manifest.namespace}/${manifest.name}`);

test('objects by identity, kind, and namespace', () => {
  const catalog = new Catalog(made('Service/a/x Service/b/x Gateway/a/x Service/a/y'));

  expect([
    shown([catalog.tryFind('Service', 'b', 'x'), catalog.tryFind('Gateway', 'a', 'x')]),
    shown([catalog.tryFind('Gateway.networking.istio.io', 'a', 'x'), catalog.tryFind('Service', 'a', 'z')]),
    shown(catalog.ofKind('Service')),
    shown(catalog.inNamespace('Service', 'a')),
    shown([...catalog.ofKind('Pod'), ...catalog.inNamespace('Service', 'c')]),
  ]).toEqual([
    ['Service/b/x', undefined],
    ['Gateway/a/x', undefined],
    ['Service/a/x', 'Service/b/x', 'Service/a/y'],
    ['Service/a/x', 'Service/a/y'],
    [],
  ]);
});

test.each([
  ['default', undefined],
  ['prod', { defaultNamespace: 'prod' }],
])('a missing namespace is %s', (namespace, options) => {
  const catalog = new Catalog(made(`Service//x Service/${namespace}/y`), options);

  expect([
    catalog.all.map((manifest) => catalog.namespaceOf(manifest)),
    shown([catalog.tryFind('Service', namespace, 'x'), catalog.tryFind('Service', '', 'y')]),
    shown(catalog.inNamespace('Service', '')),
  ]).toEqual([
    [namespace, namespace],
    ['Service//x', `Service/${namespace}/y`],
    ['Service//x', `Service/${namespace}/y`],
  ]);
});

test('kinds without a namespace are found whatever they carry', () => {
  const catalog = new Catalog(made('Namespace/oops/x'));

  expect([
    shown([catalog.tryFind('Namespace', '', 'x'), catalog.tryFind('Namespace', 'y', 'x')]),
    catalog.all.map((manifest) => catalog.namespaceOf(manifest)),
  ]).toEqual([['Namespace/oops/x', 'Namespace/oops/x'], ['']]);
});

test('of the same object twice, in whatever version, the last counts', () => {
  const judged = [...made('Gateway//x Service/a/x', 'v1beta1'), ...made('Gateway/default/x Service/b/x', 'v1')];
  const catalog = new Catalog(judged);

  expect([catalog.judged, catalog.tryFind('Gateway.networking.istio.io', '', 'x')]).toEqual([
    [judged[1], judged[2], judged[3]],
    judged[2],
  ]);
});

test('objects whose names are yet to be generated are not the same', () => {
  expect(new Catalog(made('Job/a/ Job/a/')).judged).toHaveLength(2);
});

test('context is looked up and not judged, and gives way to what is judged', () => {
  const judged = made('Service/a/x', 'judged');
  const context = made('Service/a/x Service/a/y Service/a/y', 'context');
  const catalog = new Catalog(judged, { context });

  expect([
    catalog.all.map((manifest) => [manifest.name, manifest.value['marker'], catalog.isJudged(manifest)]),
    catalog.judged,
    catalog.context,
    catalog.tryFind('Service', 'a', 'x')?.value['marker'],
  ]).toEqual([
    [
      ['x', 'judged', true],
      ['y', 'context', false],
    ],
    judged,
    [context[2]],
    'judged',
  ]);
});

const pod = (name: string, namespace: string | undefined, labels: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels },
});

test('with more of context, which a catalog that others have does not get', () => {
  const catalog = new Catalog(made('Service/a/x Gateway/a/x'), { context: made('Service/b/x') });
  const wider = catalog.with(made('Service/a/y Pod/a/z Service/a/y', 'v1'));
  const told = (one: Catalog) => [
    shown(one.all),
    shown(one.context),
    shown(one.ofKind('Service')),
    shown(one.inNamespace('Service', 'a')),
    shown([one.tryFind('Service', 'a', 'y'), one.tryFind('Service', 'a', 'x'), one.tryFind('Pod', 'a', 'z')]),
    shown(one.pods.map(({ owner }) => owner)),
  ];

  expect({ before: told(catalog), after: told(wider), judged: shown(wider.judged) }).toEqual({
    before: [
      ['Service/a/x', 'Gateway/a/x', 'Service/b/x'],
      ['Service/b/x'],
      ['Service/a/x', 'Service/b/x'],
      ['Service/a/x'],
      [undefined, 'Service/a/x', undefined],
      [],
    ],
    after: [
      ['Service/a/x', 'Gateway/a/x', 'Service/b/x', 'Pod/a/z', 'Service/a/y'],
      ['Service/b/x', 'Pod/a/z', 'Service/a/y'],
      ['Service/a/x', 'Service/b/x', 'Service/a/y'],
      ['Service/a/x', 'Service/a/y'],
      ['Service/a/y', 'Service/a/x', 'Pod/a/z'],
      ['Pod/a/z'],
    ],
    judged: ['Service/a/x', 'Gateway/a/x'],
  });
});

describe('pods', () => {
  const template = { template: { metadata: { labels: { app: 'a', tier: 'web' } } } };
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'd', namespace: 'n' },
    spec: template,
  };
  const input = [
    pod('p', 'n', { app: 'a' }),
    pod('q', undefined, { app: 'a', tier: 'web' }),
    pod('r', 'n', { app: 'b' }),
  ];
  const text = [...input, deployment, { apiVersion: 'v1', kind: 'Service' }]
    .map((one) => JSON.stringify(one))
    .join('\n');
  const catalog = new Catalog(objectsOf(text));

  test('of all workloads, with the namespace they will be in', () => {
    expect(catalog.pods.map(({ owner, namespace }) => `${namespace}/${owner.name}`)).toEqual([
      'n/p',
      'default/q',
      'n/r',
      'n/d',
    ]);
  });

  test.each([
    [{ app: 'a' }, undefined, ['p', 'q', 'd']],
    [{ app: 'a' }, 'n', ['p', 'd']],
    [{ app: 'a' }, '', ['q']],
    [{ app: 'a', tier: 'web' }, undefined, ['q', 'd']],
    [{ tier: 'web', app: 'a' }, 'n', ['d']],
    [{ app: 'a', tier: 'db' }, undefined, []],
    [{}, 'n', ['p', 'r', 'd']],
    [{}, undefined, ['p', 'q', 'r', 'd']],
    [{}, 'x', []],
    [{ constructor: 'a' }, undefined, []],
  ])('with %j in namespace %s', (labels, namespace, names) => {
    expect(catalog.podsWith(labels as Record<string, string>, namespace).map(({ owner }) => owner.name)).toEqual(names);
  });
});

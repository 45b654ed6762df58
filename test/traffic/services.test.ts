import { Catalog } from '../../lib/manifest/catalog';
import { Field } from '../../lib/manifest/field';
import type { Json } from '../../lib/manifest/manifest';
import { podOf } from '../../lib/manifest/pods';
import { Services } from '../../lib/traffic/services';
import { objectsOf } from '../manifest/reading';

const pod = (name: string, namespace: string | undefined, labels: Json, spec: Json = {}) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels }, spec });
const service = (name: string, namespace: string | undefined, spec: Json) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec });
const deployment = (name: string, namespace: string, labels: Json) =>
  JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { template: { metadata: { labels } } },
  });

const PODS = [
  pod('web-1', 'shop', { app: 'web', tier: 'front' }),
  pod('web-2', 'shop', { app: 'web' }),
  deployment('api', 'shop', { app: 'api' }),
  pod('other', 'edge', { app: 'web' }),
  pod('bare', undefined, { app: 'web' }),
  pod('number', 'shop', { app: 1 }),
  pod('null', 'shop', null),
];

function read(...texts: string[]) {
  const catalog = new Catalog(objectsOf([...PODS, ...texts].join('\n')));
  const services = new Services(catalog);
  const names = catalog
    .ofKind('Service')
    .map((one) => [one.name, ...services.podsOf(one).map(({ owner }) => owner.name)]);
  return { catalog, services, names };
}

test.each<[string, string | undefined, Json, string[]]>([
  ['several Pods', 'shop', { selector: { app: 'web' } }, ['web-1', 'web-2']],
  ['all of the labels', 'shop', { selector: { tier: 'front', app: 'web' } }, ['web-1']],
  ['a workload', 'shop', { selector: { app: 'api' } }, ['api']],
  ['its own namespace', 'edge', { selector: { app: 'web' } }, ['other']],
  ['the default namespace', undefined, { selector: { app: 'web' } }, ['bare']],
  ['Pods of a headless one', 'shop', { clusterIP: 'None', selector: { app: 'api' } }, ['api']],
  ['no Pod without a selector', 'shop', {}, []],
  ['no Pod with an empty selector', 'shop', { selector: {} }, []],
  ['no Pod with a null selector', 'shop', { selector: null }, []],
  ['no Pod with a text', 'shop', { selector: 'app' }, []],
  ['no Pod with a list', 'shop', { selector: ['app'] }, []],
  ['no Pod by a number', 'shop', { selector: { app: 1 } }, []],
  ['no Pod by null beside a text', 'shop', { selector: { app: 'web', x: null } }, []],
  ['no Pod by an unknown label', 'shop', { selector: { constructor: 'web' } }, []],
  ['no Pod as an ExternalName', 'shop', { type: 'ExternalName', selector: { app: 'web' } }, []],
  ['no Pod without a spec', 'shop', null, []],
])('a Service selects %s', (_, namespace, spec, expected) => {
  expect(read(service('s', namespace, spec)).names).toEqual([['s', ...expected]]);
});

test('the Services of each Pod', () => {
  const web = { selector: { app: 'web' } };
  const { catalog, services } = read(
    service('b', 'shop', web),
    service('a', 'shop', web),
    service('front', 'shop', { selector: { tier: 'front' } }),
    service('b', 'edge', web),
    service('none', 'shop', {}),
    service('outside', 'shop', { type: 'ExternalName', ...web }),
    JSON.stringify({ apiVersion: 'a.io/v1', kind: 'Service', metadata: { name: 'x', namespace: 'shop' }, spec: web }),
  );

  expect(
    catalog.pods.map((one) => [
      one.owner.name,
      ...services.of(one).map(({ name, namespace }) => `${namespace}/${name}`),
    ]),
  ).toEqual([
    ['web-1', 'shop/b', 'shop/a', 'shop/front'],
    ['web-2', 'shop/b', 'shop/a'],
    ['api'],
    ['other', 'edge/b'],
    ['bare'],
    ['number'],
    ['null'],
  ]);
});

test('a Pod that was read again, and one of elsewhere', () => {
  const { catalog, services } = read(service('a', 'shop', { selector: { app: 'web' } }));
  const [owner] = catalog.ofKind('Pod');
  const again = owner && podOf(owner);
  const [stranger] = objectsOf(pod('web-1', 'shop', { app: 'web' })).map((one) => podOf(one));

  expect([again, stranger].map((one) => one && services.of(one).map(({ name }) => name))).toEqual([['a'], []]);
});

describe('targetPort', () => {
  const spec: Json = {
    containers: [
      null,
      'x',
      { ports: null },
      { ports: [null, 7, { name: 'http', containerPort: 8080 }, { name: 'odd', containerPort: '1' }] },
      {
        ports: [
          { name: 'http', containerPort: 8081 },
          { name: 'dns', protocol: 'UDP', containerPort: 5353 },
          { name: 'admin', protocol: 'TCP', containerPort: 9000 },
          { name: 'none' },
          { containerPort: 7000 },
        ],
      },
    ],
    initContainers: [
      { ports: [{ name: 'setup', containerPort: 1 }] },
      { restartPolicy: 'Always', ports: [{ name: 'proxy', containerPort: 15_001 }] },
    ],
  };

  test.each<[Json, number | undefined]>([
    [{ port: 80, targetPort: 8080 }, 8080],
    [{ port: 80 }, 80],
    [{ port: 80, targetPort: null }, 80],
    [{ port: 80, targetPort: 0 }, 80],
    [{ port: 80, targetPort: '' }, 80],
    [{ port: 80, targetPort: {} }, 80],
    [{ port: 80, targetPort: 'http' }, 8080],
    [{ port: 80, targetPort: 'admin', protocol: 'TCP' }, 9000],
    [{ port: 53, targetPort: 'dns', protocol: 'UDP' }, 5353],
    [{ port: 53, targetPort: 'dns' }, undefined],
    [{ port: 80, targetPort: 'http', protocol: 'UDP' }, undefined],
    [{ port: 80, targetPort: 'proxy' }, 15_001],
    [{ port: 80, targetPort: 'setup' }, undefined],
    [{ port: 80, targetPort: 'none' }, undefined],
    [{ port: 80, targetPort: 'odd' }, undefined],
    [{ port: 80, targetPort: 'missing' }, undefined],
    [{ port: 80, targetPort: '8080' }, undefined],
    [{ targetPort: 8080 }, 8080],
    [{ port: '80' }, undefined],
    [{}, undefined],
    [null, undefined],
    ['http', undefined],
  ])('of %j is %s', (port, expected) => {
    const catalog = new Catalog(objectsOf(pod('p', 'shop', {}, spec)));
    const [behind] = catalog.pods;

    expect(behind && new Services(catalog).targetPort(Field.of(port), behind)).toBe(expected);
  });

  const ports: readonly Json[] = [{ port: 80, targetPort: 'http' }, { port: 80 }];

  test.each<Json>([null, 'x', {}, { containers: 'x', initContainers: {} }])('in a Pod with spec %j', (odd) => {
    const catalog = new Catalog(objectsOf(pod('p', 'shop', {}, odd)));
    const services = new Services(catalog);
    const targets = catalog.pods.map((one) => ports.map((port) => services.targetPort(Field.of(port), one)));

    expect(targets).toEqual([[undefined, 80]]);
  });
});

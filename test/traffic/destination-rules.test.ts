import { Catalog } from '../../lib/manifest/catalog';
import type { Manifest } from '../../lib/manifest/manifest';
import { ClientSettings } from '../../lib/traffic/destination-rules';
import type { RuleInForce } from '../../lib/traffic/merged-rules';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { objectsOf } from '../manifest/reading';

/** Each line: NAMESPACE/NAME and the fields of `spec`, in flow style. */
function made(lines: readonly string[], version = 'v1'): readonly Manifest[] {
  const texts = lines.map((line) => {
    const [, namespace = '', name = '', spec = ''] = /^(.*?)\/(\S*) ?(.*)$/.exec(line) ?? [];
    const metadata = `metadata: { name: '${name}', namespace: '${namespace}' }`;
    return `apiVersion: networking.istio.io/${version}\nkind: DestinationRule\n${metadata}\nspec: { ${spec} }\n`;
  });
  return objectsOf(texts.join('---\n'));
}

const settings = (lines: readonly string[], config = {}) =>
  new ClientSettings(new Catalog(made(lines)), meshConfigOf(config));

const named = ({ namespace, name }: Manifest) => `${namespace}/${name}`;

const shown = (rule: RuleInForce | undefined) => rule?.merged.map(named).join(' ');

const FULL = 'shop.prod.svc.cluster.local';

describe('where a client looks', () => {
  const rules = settings([
    'client/exact host: shop.com, exportTo: [., other]',
    'both/mine host: shop.com, exportTo: [both, other, client, third]',
    'third/public host: shop.com, exportTo: [client, "*"]',
    'private/only host: shop.com, exportTo: [private]',
    'istio-system/exported host: shop.com',
    'istio-system/local host: shop.com, exportTo: [.]',
    'istio-system/wide host: "*.org", exportTo: [.]',
    'istio-system/narrow host: "*.shop.org", exportTo: [istio-system]',
    'istio-system/named host: "own.net", exportTo: [., client]',
    'giver/for-root host: api.com, exportTo: [istio-system]',
  ]);

  test.each([
    ['client', 'shop.com', 'client', 'client/exact'],
    ['client', 'shop.com', 'both', 'client/exact'],
    ['both', 'shop.com', 'client', 'both/mine'],
    ['other', 'shop.com', 'client', 'client/exact'],
    ['other', 'shop.com', 'both', 'both/mine'],
    ['third', 'shop.com', 'client', 'third/public'],
    ['other', 'shop.com', 'third', 'third/public'],
    ['private', 'shop.com', 'third', 'private/only'],
    ['other', 'shop.com', 'private', 'istio-system/exported'],
    ['other', 'shop.com', 'unknown', 'istio-system/exported'],
    ['other', 'shop.com', '', 'istio-system/exported'],
    ['istio-system', 'shop.com', 'both', 'istio-system/local'],
    ['istio-system', 'a.shop.org', 'istio-system', 'istio-system/narrow'],
    ['istio-system', 'shop.org', 'istio-system', 'istio-system/wide'],
    ['istio-system', 'api.com', 'giver', 'giver/for-root'],
    ['istio-system', 'api.com', 'unknown', undefined],
    ['istio-system', 'own.net', 'istio-system', undefined],
    ['client', 'own.net', '', 'istio-system/named'],
    ['client', 'a.shop.org', 'istio-system', undefined],
    ['client', 'shop.net', 'client', undefined],
  ])('from %s for %s of %s: %s', (client, host, service, expected) => {
    expect(shown(rules.inForce(client, host, service))).toBe(expected);
  });
});

test.each([
  [{}, 'client', 'prod/rule'],
  [{ defaultDestinationRuleExportTo: ['.'] }, 'client', undefined],
  [{ defaultDestinationRuleExportTo: ['.'] }, 'prod', 'prod/rule'],
  [{ defaultDestinationRuleExportTo: ['.'], rootNamespace: 'prod' }, 'prod', 'prod/rule'],
  [{ defaultDestinationRuleExportTo: ['*'] }, 'client', 'prod/rule'],
])('exportTo is that of the mesh config %j where a rule has none', (config, client, expected) => {
  const rules = settings(['prod/rule host: shop'], config);

  expect(shown(rules.inForce(client, FULL, 'prod'))).toBe(expected);
});

describe('the narrowest host', () => {
  const rules = settings([
    'prod/all host: "*"',
    'prod/local host: "*.local"',
    'prod/namespace host: "*.prod.svc.cluster.local"',
    'prod/short host: shop',
    'prod/exact host: a.shop.com',
    'prod/wildcard host: "*.shop.com"',
    'prod/hidden host: "*.hidden.shop.com", exportTo: [nobody]',
  ]);

  test.each([
    [FULL, 'prod/short'],
    ['SHOP.prod.svc.cluster.local', 'prod/short'],
    ['cart.prod.svc.cluster.local', 'prod/namespace'],
    ['cart.dev.svc.cluster.local', 'prod/local'],
    ['a.shop.com', 'prod/exact'],
    ['b.a.shop.com', 'prod/wildcard'],
    ['*.shop.com', 'prod/wildcard'],
    ['*.a.shop.com', 'prod/wildcard'],
    ['shop.com', 'prod/all'],
    ['', 'prod/all'],
  ])('for %s, a rule of the same namespace: %s', (host, expected) => {
    expect(shown(rules.inForce('prod', host, ''))).toBe(expected);
  });

  test('one that is not exported to the client hides wider ones that are', () => {
    expect([
      shown(rules.inForce('client', 'a.hidden.shop.com', 'prod')),
      shown(rules.inForce('prod', 'a.hidden.shop.com', 'prod')),
    ]).toEqual([undefined, 'prod/wildcard']);
  });
});

test('without the namespace of the Service, that in the host is taken', () => {
  const rules = settings(['prod/rule host: shop', 'istio-system/root host: "*.local"']);

  expect([
    shown(rules.inForce('client', FULL, '')),
    shown(rules.inForce('client', FULL, 'dev')),
    shown(rules.inForce('istio-system', FULL, '')),
  ]).toEqual(['prod/rule', 'istio-system/root', 'prod/rule']);
});

const subsetList = (...names: string[]) => `subsets: [${names.map((name) => `{ name: ${name} }`).join(', ')}]`;
const tlsPolicy = (mode: string) => `trafficPolicy: { tls: { mode: ${mode} } }`;

const parts = (rule: RuleInForce | undefined) =>
  rule && {
    manifest: named(rule.manifest),
    merged: rule.merged.map(named),
    policy: rule.policy && named(rule.policy.manifest),
    subsets: [...rule.subsets].map(([name, part]) => `${name}: ${named(part.manifest)} ${part.field.path.join('.')}`),
  };

describe('rules of one host and namespace', () => {
  test('are one: the policy of the first that has one, and the subsets of all', () => {
    const rules = settings([
      `prod/c host: shop, ${subsetList('v2', 'v3')}, ${tlsPolicy('DISABLE')}`,
      `prod/b host: ${FULL}, ${subsetList('v1', 'v2')}, ${tlsPolicy('SIMPLE')}`,
      `prod/a host: shop, ${subsetList('v0', 'v0')}`,
    ]);

    expect(parts(rules.inForce('client', FULL, 'prod'))).toEqual({
      manifest: 'prod/a',
      merged: ['prod/a', 'prod/b', 'prod/c'],
      policy: 'prod/b',
      subsets: [
        'v0: prod/a spec.subsets.0',
        'v1: prod/b spec.subsets.0',
        'v2: prod/b spec.subsets.1',
        'v3: prod/c spec.subsets.1',
      ],
    });
  });

  test('stand apart where they are for different namespaces, and the last that the client sees counts', () => {
    const rules = settings([
      'prod/a host: shop, exportTo: ["*"]',
      'prod/b host: shop, exportTo: [client]',
      'prod/c host: shop, exportTo: ["*"]',
      'prod/d host: shop',
    ]);
    const other = settings(['prod/a host: shop, exportTo: ["*"]', 'prod/b host: shop, exportTo: [client]']);

    expect([
      shown(rules.inForce('client', FULL, 'prod')),
      shown(other.inForce('client', FULL, 'prod')),
      shown(other.inForce('else', FULL, 'prod')),
    ]).toEqual(['prod/d', 'prod/b', 'prod/a']);
  });

  test('a rule for more namespaces joins one for some of them, and is lost to the others', () => {
    const rules = settings(['prod/a host: shop, exportTo: [x]', 'prod/b host: shop, exportTo: [x, y]']);

    expect([shown(rules.inForce('x', FULL, 'prod')), shown(rules.inForce('y', FULL, 'prod'))]).toEqual([
      'prod/a prod/b',
      undefined,
    ]);
  });
});

describe('rules for some workloads', () => {
  const WEB = 'workloadSelector: { matchLabels: { app: web } }';

  test.each([
    [{ app: 'web' }, 'client', 'client/web client/web-again'],
    [{ app: 'web', version: 'v1' }, 'client', 'client/web client/web-again'],
    [{ app: 'cart' }, 'client', 'client/cart'],
    [{ app: 'else' }, 'client', 'client/all'],
    [undefined, 'client', 'client/all'],
    [{ app: 'web' }, 'other', 'client/all'],
  ])('a client with labels %j in %s takes %s', (labels, client, expected) => {
    const rules = settings([
      'client/all host: shop.com',
      `client/web host: shop.com, ${WEB}`,
      `client/web-again host: shop.com, exportTo: [other], ${WEB}`,
      'client/cart host: shop.com, workloadSelector: { matchLabels: { app: cart } }',
    ]);

    expect(shown(rules.inForce(client, 'shop.com', 'client', labels))).toBe(expected);
  });

  test('those of the client’s namespace that are for others keep it from looking further', () => {
    const rules = settings(['client/web host: shop', `client/other host: "${FULL}", ${WEB}`, 'prod/rule host: shop']);

    expect([
      shown(rules.inForce('client', FULL, 'prod', { app: 'web' })),
      shown(rules.inForce('client', FULL, 'prod', { app: 'cart' })),
      shown(rules.inForce('else', FULL, 'prod', { app: 'web' })),
    ]).toEqual(['client/other', undefined, 'prod/rule']);
  });

  test.each([
    ['exportTo: [.]', [undefined, 'client/web client/all']],
    ['exportTo: [., other]', ['client/all', 'client/web client/all']],
    ['exportTo: []', ['client/all', 'client/web']],
  ])('a rule for all with %s beside one', (exportTo, expected) => {
    const rules = settings([`client/all host: shop.com, ${exportTo}`, `client/web host: shop.com, ${WEB}`]);

    expect([
      shown(rules.inForce('client', 'shop.com', '')),
      shown(rules.inForce('client', 'shop.com', '', { app: 'web' })),
    ]).toEqual(expected);
  });

  test('an empty selector selects every workload of its namespace', () => {
    const rules = settings(['client/web host: shop.com, workloadSelector: {}']);

    expect([
      shown(rules.inForce('client', 'shop.com', '')),
      shown(rules.inForce('other', 'shop.com', 'client')),
    ]).toEqual(['client/web', undefined]);
  });
});

describe('rules of one host, whoever they are for', () => {
  const rules = settings([
    'prod/b host: shop, subsets: [{ name: v1 }, { name: v2 }]',
    `dev/a host: Shop.prod.svc.cluster.local, exportTo: [.], subsets: [{ name: v1 }, null, { name: 1 }]`,
    'prod/c host: "*.prod.svc.cluster.local", subsets: [{ name: v3 }]',
  ]);

  test.each([
    [FULL, ['dev/a', 'prod/b'], ['v1: dev/a spec.subsets.0, prod/b spec.subsets.0', 'v2: prod/b spec.subsets.1']],
    ['*.prod.svc.cluster.local', ['prod/c'], ['v3: prod/c spec.subsets.0']],
    ['shop', [], []],
  ])('%s', (host, expected, subsets) => {
    const shownSubsets = [...rules.subsetsOf(host)].map(([name, found]) => {
      const places = found.map(({ manifest, field }) => `${named(manifest)} ${field.path.join('.')}`);
      return `${name}: ${places.join(', ')}`;
    });

    expect([rules.withHost(host).map(named), shownSubsets]).toEqual([expected, subsets]);
  });

  test('all of them, and their hosts', () => {
    expect(rules.all.map((rule) => `${named(rule)} ${rules.hostOf(rule)}`)).toEqual([
      'dev/a Shop.prod.svc.cluster.local',
      `prod/b ${FULL}`,
      'prod/c *.prod.svc.cluster.local',
    ]);
  });
});

test('versions of the kind, input and context, and a missing namespace are alike', () => {
  const judged = [...made(['/b host: shop'], 'v1alpha3'), ...made(['prod/c host: shop'], 'v1beta1')];
  const catalog = new Catalog(judged, {
    context: made(['prod/a host: shop', 'prod/c host: old']),
    defaultNamespace: 'prod',
  });
  const rules = new ClientSettings(catalog, meshConfigOf());

  expect([
    shown(rules.inForce('', FULL, '')),
    shown(rules.inForce('client', FULL, 'prod')),
    rules.withHost(FULL).map(named),
    rules.withHost('old.prod.svc.cluster.local'),
  ]).toEqual(['prod/a /b prod/c', 'prod/a /b prod/c', ['prod/a', '/b', 'prod/c'], []]);
});

test.each([
  'spec:',
  'spec: text',
  'spec: []',
  'spec: { host: null }',
  'spec: { host: 1, exportTo: x, subsets: 1, trafficPolicy: [], workloadSelector: 1 }',
  'spec: { host: [a], exportTo: [1, null, {}], subsets: [null, 1, {}, { name: [] }], workloadSelector: { matchLabels: 1 } }',
])('%s is for no host', (spec) => {
  const [odd] = objectsOf(
    `apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: a }\n${spec}\n`,
  );
  const rules = new ClientSettings(new Catalog(odd ? [odd] : []), meshConfigOf());

  expect([rules.all, shown(rules.inForce('default', FULL, '')), [...rules.subsetsOf('')], rules.withHost('')]).toEqual([
    [odd],
    undefined,
    [],
    [odd],
  ]);
});

test.each([
  ['hosts of their own', (index: number) => `prod/r${index} host: s${index}`],
  ['one host', (index: number) => `prod/r${index} host: s0, subsets: [{ name: v${index} }]`],
  ['wildcards', (index: number) => `prod/r${index} host: "*.s${index}.com"`],
  ['namespaces of their own', (index: number) => `n${index}/r host: s0.prod.svc.cluster.local`],
])(
  '10,000 rules with %s are looked up 10,000 times',
  (_, line) => {
    const indexes = Array.from({ length: 10_000 }, (_unused, index) => index);
    const rules = settings(indexes.map(line));

    const found = indexes.filter((index) =>
      [`s${index}.prod.svc.cluster.local`, `a.s${index}.com`, 's0.prod.svc.cluster.local'].some((host) =>
        rules.inForce(`n${index}`, host, 'prod'),
      ),
    );

    expect(found).toHaveLength(10_000);
  },
  30_000,
);

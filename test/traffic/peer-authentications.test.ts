import { Catalog } from '../../lib/manifest/catalog';
import { type Manifest, pathText } from '../../lib/manifest/manifest';
import { podOf } from '../../lib/manifest/pods';
import { oldestFirst } from '../../lib/traffic/creation-order';
import { meshConfigOf } from '../../lib/traffic/mesh-config';
import { PeerAuthentications, type PeerMode } from '../../lib/traffic/peer-authentications';
import { objectsOf } from '../manifest/reading';

/** Each line: NAMESPACE/NAME and the fields of `spec`, in flow style; `@TIME` after the name for when it was created. */
function made(lines: readonly string[], version = 'v1'): readonly Manifest[] {
  const texts = lines.map((line) => {
    const [, namespace = '', name = '', time = '', spec = ''] = /^(.*?)\/([^\s@]*)@?(\S*) ?(.*)$/.exec(line) ?? [];
    const metadata = `metadata: { name: '${name}', namespace: '${namespace}', creationTimestamp: '${time}' }`;
    return `apiVersion: security.istio.io/${version}\nkind: PeerAuthentication\n${metadata}\nspec: { ${spec} }\n`;
  });
  return objectsOf(texts.join('---\n'));
}

const pods = (...lines: readonly string[]) =>
  objectsOf(
    lines
      .map((line, index) => {
        const [, namespace = '', labels = ''] = /^(.*?)\/(.*)$/.exec(line) ?? [];
        return `apiVersion: v1\nkind: Pod\nmetadata: { name: pod-${index}, namespace: '${namespace}', labels: { ${labels} } }\n`;
      })
      .join('---\n'),
  );

function policies(lines: readonly string[], workloads: readonly Manifest[] = [], config = {}): PeerAuthentications {
  return new PeerAuthentications(new Catalog([...made(lines), ...workloads]), meshConfigOf(config));
}

const named = ({ namespace, name }: Manifest) => `${namespace}/${name}`;

/** MODE NAMESPACE/NAME PATH of what decides. */
const shown = ({ mode, decidedBy }: PeerMode) =>
  decidedBy ? `${mode} ${named(decidedBy.manifest)} ${pathText(decidedBy.path)}` : mode;

/** The mode of the only Pod. */
function modeOf(lines: readonly string[], pod: string, port?: number, config = {}): string {
  const workloads = pods(pod);
  const [found] = workloads.flatMap((workload) => podOf(workload) ?? []);
  return found === undefined ? 'no Pod' : shown(policies(lines, workloads, config).modeOf(found, port));
}

const MESH = 'istio-system/default mtls: { mode: STRICT }';
const OFF = 'prod/default mtls: { mode: DISABLE }';
const UNSET = 'prod/default mtls: { mode: UNSET }';
const WEB = 'selector: { matchLabels: { app: web } }';

test.each([
  ['nothing', [], 'PERMISSIVE'],
  ['the mesh', [MESH], 'STRICT istio-system/default spec.mtls.mode'],
  ['the mesh, UNSET', ['istio-system/default mtls: { mode: UNSET }'], 'PERMISSIVE'],
  ['the mesh, without mtls', ['istio-system/default'], 'PERMISSIVE'],
  ['another namespace', ['dev/default mtls: { mode: STRICT }'], 'PERMISSIVE'],
  ['the namespace', [MESH, OFF], 'DISABLE prod/default spec.mtls.mode'],
  ['the namespace, UNSET', [MESH, UNSET], 'STRICT istio-system/default spec.mtls.mode'],
  [
    'the namespace, with an empty selector',
    ['prod/a selector: {}, mtls: { mode: STRICT }'],
    'STRICT prod/a spec.mtls.mode',
  ],
  ['the workload', [MESH, OFF, `prod/web ${WEB}, mtls: { mode: PERMISSIVE }`], 'PERMISSIVE prod/web spec.mtls.mode'],
  ['the workload, UNSET', [MESH, OFF, `prod/web ${WEB}`], 'DISABLE prod/default spec.mtls.mode'],
  [
    'another workload',
    [OFF, 'prod/cart selector: { matchLabels: { app: cart } }, mtls: { mode: STRICT }'],
    'DISABLE prod/default spec.mtls.mode',
  ],
  [
    'a workload with more labels',
    [OFF, 'prod/web selector: { matchLabels: { app: web, b: c } }, mtls: { mode: STRICT }'],
    'DISABLE prod/default spec.mtls.mode',
  ],
  [
    'the workload in another namespace',
    [OFF, `dev/web ${WEB}, mtls: { mode: STRICT }`],
    'DISABLE prod/default spec.mtls.mode',
  ],
  [
    'the workload in the root namespace',
    [OFF, `istio-system/web ${WEB}, mtls: { mode: STRICT }`],
    'DISABLE prod/default spec.mtls.mode',
  ],
])('%s decides', (_, lines, expected) => {
  expect(modeOf(lines, 'prod/app: web')).toBe(expected);
});

test('a selector in the root namespace is for no Pod there either', () => {
  const lines = [MESH, `istio-system/web ${WEB}, mtls: { mode: DISABLE }, portLevelMtls: { 80: { mode: DISABLE } }`];

  expect([
    modeOf(lines, 'istio-system/app: web', 80),
    modeOf(lines, 'istio-system/app: web', 80, { rootNamespace: 'root' }),
    modeOf(lines, 'prod/app: web', 80, { rootNamespace: 'root' }),
  ]).toEqual([
    'STRICT istio-system/default spec.mtls.mode',
    'DISABLE istio-system/web spec.portLevelMtls["80"].mode',
    'PERMISSIVE',
  ]);
});

test.each([
  [8080, 'DISABLE prod/web spec.portLevelMtls["8080"].mode'],
  [8081, 'STRICT prod/web spec.mtls.mode'],
  [8082, 'STRICT prod/web spec.mtls.mode'],
  [8083, 'STRICT prod/web spec.mtls.mode'],
  [undefined, 'STRICT prod/web spec.mtls.mode'],
])('port %s of the container: %s', (port, expected) => {
  const ports = 'portLevelMtls: { "8080": { mode: DISABLE }, 8081: { mode: UNSET }, 8082: null }';

  expect(modeOf([OFF, `prod/web ${WEB}, mtls: { mode: STRICT }, ${ports}`], 'prod/app: web', port)).toBe(expected);
});

test('modes for ports are inherited from no policy', () => {
  const ports = 'portLevelMtls: { 80: { mode: DISABLE } }';

  expect([
    modeOf([`prod/default ${ports}, mtls: { mode: STRICT }`], 'prod/app: web', 80),
    modeOf([`prod/a ${WEB}`, `prod/b ${WEB}, ${ports}`], 'prod/app: web', 80),
    modeOf([MESH, `prod/a ${WEB}, ${ports}`], 'prod/app: web', 80),
  ]).toEqual(['STRICT prod/default spec.mtls.mode', 'PERMISSIVE', 'DISABLE prod/a spec.portLevelMtls["80"].mode']);
});

describe('of several policies the oldest counts', () => {
  const DISABLE = 'mtls: { mode: DISABLE }';
  const STRICT = 'mtls: { mode: STRICT }';

  test.each([
    ['by name', ['prod/b STRICT', 'prod/a DISABLE'], 'DISABLE prod/a'],
    ['by time', ['prod/a@2026-02-01T00:00:00Z STRICT', 'prod/b@2026-01-01T00:00:00Z DISABLE'], 'DISABLE prod/b'],
    [
      'by time in other zones',
      ['prod/a@2026-01-01T00:00:00Z STRICT', 'prod/b@2026-01-01T00:30:00+01:00 DISABLE'],
      'DISABLE prod/b',
    ],
    ['new ones last', ['prod/a STRICT', 'prod/b@2026-01-01T00:00:00Z DISABLE'], 'DISABLE prod/b'],
    ['times that are none', ['prod/b@soon STRICT', 'prod/a@never DISABLE'], 'DISABLE prod/a'],
    ['one that says nothing', ['prod/a ', 'prod/b STRICT'], 'PERMISSIVE'],
    ['the later of one name', ['prod/a STRICT', 'prod/a DISABLE'], 'DISABLE prod/a'],
  ])('%s', (_, lines, expected) => {
    const written = lines.map((line) => line.replace('STRICT', STRICT).replace('DISABLE', DISABLE));
    const narrow = written.map((line) => `${line}${line.endsWith(' ') ? '' : ','} ${WEB}`);
    const place = expected === 'PERMISSIVE' ? expected : `${expected} spec.mtls.mode`;

    expect([modeOf(written, 'prod/app: web'), modeOf(narrow, 'prod/app: web')]).toEqual([place, place]);
  });

  test('other selectors for one Pod too', () => {
    const other = 'selector: { matchLabels: { tier: front } }';

    expect(modeOf([`prod/b ${WEB}, ${STRICT}`, `prod/a ${other}, ${DISABLE}`], 'prod/app: web, tier: front')).toBe(
      'DISABLE prod/a spec.mtls.mode',
    );
  });
});

test('the modes of namespaces and of the mesh, and the policies that could decide', () => {
  const found = policies([
    'prod/b mtls: { mode: STRICT }',
    'prod/a mtls: { mode: UNSET }',
    `prod/web ${WEB}`,
    'dev/a mtls: { mode: STRICT }',
    'istio-system/default mtls: { mode: DISABLE }',
  ]);

  expect([
    ['prod', 'dev', 'else', 'istio-system'].map((namespace) => shown(found.namespaceMode(namespace))),
    shown(found.meshMode()),
    found.all.map(named),
    found.selectorless('prod').map(named),
    found.withSelector('prod').map(named),
    [...found.selectorless('else'), ...found.withSelector('else')],
  ]).toEqual([
    [
      'DISABLE istio-system/default spec.mtls.mode',
      'STRICT dev/a spec.mtls.mode',
      'DISABLE istio-system/default spec.mtls.mode',
      'DISABLE istio-system/default spec.mtls.mode',
    ],
    'DISABLE istio-system/default spec.mtls.mode',
    ['dev/a', 'prod/a', 'prod/b', 'istio-system/default', 'prod/web'],
    ['prod/a', 'prod/b'],
    ['prod/web'],
    [],
  ]);
});

test('versions, input and context, workloads and missing namespaces are alike', () => {
  const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec: { template: { metadata: { labels: { app: web } } } }
`;
  const judged = [...made([`/web ${WEB}, mtls: { mode: STRICT }`], 'v1beta1'), ...objectsOf(deployment)];
  const catalog = new Catalog(judged, { context: made([OFF]), defaultNamespace: 'prod' });
  const found = new PeerAuthentications(catalog, meshConfigOf());
  const written = judged.flatMap((owner) => podOf(owner) ?? []);

  expect([
    [...catalog.pods, ...written].map((pod) => shown(found.modeOf(pod))),
    shown(found.namespaceMode('')),
    found.withSelector('').map(named),
    found.selectorless('').map(named),
    catalog.pods.map((pod) => found.workloadPolicy(pod)?.name),
  ]).toEqual([
    ['STRICT /web spec.mtls.mode', 'STRICT /web spec.mtls.mode'],
    'DISABLE prod/default spec.mtls.mode',
    ['/web'],
    ['prod/default'],
    ['web'],
  ]);
});

test.each([
  'spec:',
  'spec: text',
  'spec: { mtls: STRICT, selector: 1, portLevelMtls: 1 }',
  'spec: { mtls: { mode: strict }, selector: { matchLabels: [] } }',
  'spec: { mtls: { mode: 3 }, selector: { matchLabels: null } }',
  'spec: { mtls: { mode: STRICT }, selector: { matchLabels: { app: 1 } } }',
  'spec: { mtls: { mode: STRICT }, selector: { matchLabels: { app: null, constructor: x } } }',
  'spec: { selector: { matchLabels: { app: web } }, portLevelMtls: { a: { mode: STRICT }, 80: STRICT } }',
])('%s decides nothing', (spec) => {
  const odd = objectsOf(`apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: a }\n${spec}\n`);
  const workloads = pods('/app: web');
  const found = new PeerAuthentications(new Catalog([...odd, ...workloads]), meshConfigOf());

  expect(workloads.flatMap((owner) => podOf(owner) ?? []).map((pod) => shown(found.modeOf(pod, 80)))).toEqual([
    'PERMISSIVE',
  ]);
});

test('objects of one name in several namespaces, and without a name, stay apart', () => {
  const catalog = new Catalog(made(['b/x', 'a/x', 'a/', 'a/ mtls: {}', 'a/x mtls: {}']));

  expect(oldestFirst(catalog, 'PeerAuthentication.security.istio.io').map(named)).toEqual(['a/', 'a/', 'a/x', 'b/x']);
});

test.each([
  ['labels of their own', (index: number) => `app: a${index}`],
  ['one label', () => 'app: web'],
])(
  '10,000 policies and Pods with %s',
  (_, labels) => {
    const indexes = Array.from({ length: 10_000 }, (_unused, index) => index);
    const lines = indexes.map(
      (index) => `prod/p${index} selector: { matchLabels: { ${labels(index)} } }, mtls: { mode: STRICT }`,
    );
    const workloads = pods(...indexes.map((index) => `prod/${labels(index)}`));
    const found = policies(lines, workloads);

    const modes = workloads.flatMap((owner) => podOf(owner) ?? []).map((pod) => found.modeOf(pod, 80).mode);

    expect(modes).toEqual(indexes.map(() => 'STRICT'));
  },
  30_000,
);

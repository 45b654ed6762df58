import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Lazy, type ResolutionContext } from 'cdk8s';
import { Construct, DependencyGroup } from 'constructs';
import { declareAlternative } from '../lib/alternatives';
import { SecureIngressApp } from '../lib/app';

jest.setTimeout(60_000);

const outdir = mkdtempSync(join(tmpdir(), 'app test '));
afterAll(() => rmSync(outdir, { recursive: true }));

let folders = 0;
function newApp(): SecureIngressApp {
  return new SecureIngressApp({ outdir: join(outdir, String(folders++)) });
}

function filesOf({ outdir: folder }: App): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return Object.fromEntries(names.toSorted().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function synth(app: SecureIngressApp): Record<string, string> {
  app.synth();
  return filesOf(app);
}

/** `id` is the name; `wave`, `namespace`, `kind` and `apiVersion` as given. */
function object(
  scope: Construct,
  id: string,
  { wave = '', namespace = '', kind = 'ConfigMap', apiVersion = 'v1' } = {},
) {
  const annotations: Record<string, string> = { 'argocd.argoproj.io/sync-wave': wave };
  return new ApiObject(scope, id, {
    apiVersion,
    kind,
    metadata: { name: id, ...(namespace && { namespace }), ...(wave && { annotations }) },
  });
}

/** As it is rendered. */
function configMap(name: string, { labels = '', namespace = '' } = {}): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n${labels}  name: ${name}\n${namespace}`;
}

/** The names of the objects in the app's only file, in order. */
function order(app: SecureIngressApp): string[] {
  const [text = ''] = Object.values(synth(app));
  return Array.from(text.matchAll(/^ {2}name: (.*)$/gm), ([, name = '']) => name);
}

/** The message of the failure, which must have left no trace. */
function problemsOf(app: SecureIngressApp): string {
  try {
    app.synth();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return existsSync(app.outdir) ? `${message}\nThe output folder was made.` : message;
  }
  return 'no problem';
}

describe('files', () => {
  test('one folder and file a chart, by path when it is nested, none for an empty chart', () => {
    const app = newApp();
    const outer = new Chart(app, 'outer', { namespace: 'web', labels: { team: 'a' } });
    object(new Construct(outer, 'part'), 'one');
    object(outer, 'two');
    object(new Chart(outer, 'inner'), 'three');
    object(new Chart(new Construct(app, 'group'), 'member'), 'four');
    new Chart(app, 'empty');
    const webOfTeamA = { labels: '  labels:\n    team: a\n', namespace: '  namespace: web\n' };

    expect(synth(app)).toEqual({
      'group-member/group-member.k8s.yaml': configMap('four'),
      'outer-inner/outer-inner.k8s.yaml': configMap('three'),
      'outer/outer.k8s.yaml': `${configMap('one', webOfTeamA)}---\n${configMap('two', webOfTeamA)}`,
    });
  });

  test('an app without charts writes an empty folder, as cdk8s-cli demands', () => {
    const app = newApp();

    expect(synth(app)).toEqual({});
  });

  test('the same app gives the same bytes, and synthYaml the same documents', () => {
    const [app, again] = [newApp(), newApp()];
    for (const one of [app, again]) for (const id of ['b', 'a']) object(new Chart(one, id), `of-${id}`);
    const files = synth(app);

    expect(synth(again)).toEqual(files);
    expect(app.synthYaml()).toBe(`${configMap('of-a')}---\n${configMap('of-b')}`);
    expect(Object.values(files)).toEqual([configMap('of-a'), configMap('of-b')]);
  });

  test('synthYaml puts charts that others depend on first', () => {
    const app = newApp();
    const [a, b, c] = ['a', 'b', 'c'].map((id) => new Chart(app, id));
    if (!a || !b || !c) throw new Error('three charts were made');
    object(a, 'one').addDependency(object(c, 'three'));
    object(b, 'two');

    expect(app.synthYaml().match(/name: .*/g)).toEqual(['name: three', 'name: one', 'name: two']);
  });

  test('renders what stock cdk8s renders: patches, lazy values and resolvers', () => {
    const resolvers = [{ resolve: replaceBefore }];
    const [stock, ours] = [new App({ resolvers }), new SecureIngressApp({ resolvers })];
    for (const app of [stock, ours]) {
      const data = { lazy: Lazy.any({ produce: () => 'produced' }), replaced: 'before', text: 'a\nb: "c" é' };
      const patched = new ApiObject(new Chart(app, 'chart'), 'patched', { apiVersion: 'v1', kind: 'ConfigMap', data });
      patched.addJsonPatch(JsonPatch.add('/data/patched', 'yes'));
    }

    expect(ours.synthYaml()).toBe(stock.synthYaml());
    expect(ours.synthYaml()).toContain('replaced: after');
  });
});

describe('order', () => {
  test('sync wave, Namespaces first, kind, namespace, name, apiVersion', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');
    object(chart, 'wave-ten', { wave: '10' });
    object(chart, 'wave-nine', { wave: '9' });
    object(chart, 'wave-minus', { wave: '-5', kind: 'Service' });
    object(chart, 'no-integer', { wave: '1.5', kind: 'Secret' });
    object(chart, 'z-namespace', { kind: 'Namespace' });
    object(chart, 'not-the-core-one', { kind: 'Namespace', apiVersion: 'example.com/v1' });
    object(chart, 'b', { namespace: 'two' });
    object(chart, 'c', { namespace: 'one' });
    object(chart, 'Z', { namespace: 'two' });
    object(chart, 'cluster');

    expect(order(app)).toEqual([
      'wave-minus',
      'z-namespace',
      'cluster',
      'c',
      'Z',
      'b',
      'not-the-core-one',
      'no-integer',
      'wave-nine',
      'wave-ten',
    ]);
  });

  test('the wave counts that was rendered', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');
    object(chart, 'a').addJsonPatch(JsonPatch.add('/metadata/annotations', { 'argocd.argoproj.io/sync-wave': '+1' }));
    object(chart, 'b');

    expect(order(app)).toEqual(['b', 'a']);
  });

  test('a dependency is pulled before what needs it, everything else stays', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');
    const [, b] = ['a', 'b', 'c'].map((id) => object(chart, id));
    b?.addDependency(object(chart, 'z', { wave: '7' }));

    expect(order(app)).toEqual(['a', 'z', 'b', 'c']);
  });

  test('a construct stands for the objects in it, a DependencyGroup for its members', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');
    const early = new Construct(chart, 'early');
    const late = new Construct(chart, 'late');
    object(early, 'a');
    object(early, 'b');
    object(late, 'z');
    object(late, 'x');
    early.node.addDependency(new DependencyGroup(late));

    expect(order(app)).toEqual(['x', 'z', 'a', 'b']);
  });

  test('a chart may depend on objects of its own, an object on the rest of its chart', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');
    object(chart, 'a').addDependency(chart);
    object(chart, 'b');
    chart.addDependency(object(chart, 'z'), object(chart, 'w'), chart);

    expect(order(app)).toEqual(['w', 'z', 'b', 'a']);
  });

  test('dependencies between charts, also nested ones, leave the order in the files alone', () => {
    const app = newApp();
    const outer = new Chart(app, 'outer');
    const inner = new Chart(outer, 'inner');
    outer.addDependency(inner);
    object(outer, 'a');
    object(outer, 'b').addDependency(object(inner, 'c'));

    expect(Object.keys(synth(app))).toEqual(['outer-inner/outer-inner.k8s.yaml', 'outer/outer.k8s.yaml']);
  });

  test('what a removed construct was needed for does not matter', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');
    object(chart, 'a').addDependency(object(chart, 'b'));
    chart.node.tryRemoveChild('b');

    expect(order(app)).toEqual(['a']);
  });

  test('random trees: every dependency holds, and a cycle is reported exactly when there is one', () => {
    const random = randomNumbers(1);
    const verdicts = Array.from({ length: 1000 }, () => {
      const app = newApp();
      const chart = new Chart(app, 'chart');
      const all: Construct[] = [chart];
      const pick = () => all[random(all.length)] ?? chart;
      for (let i = 0; i < 9; i++) all.push(random(3) === 0 ? new Construct(pick(), `g${i}`) : object(pick(), `o${i}`));
      object(chart, 'last');
      const links = Array.from({ length: random(6) }, () => ({ source: pick(), target: pick() }));
      for (const { source, target } of links) source.node.addDependency(target);
      const pairs = pairsOf(links);
      return { expected: hasCycle(pairs) ? 'cycle' : 'ordered', found: judge(app, pairs) };
    });

    expect(verdicts.filter(({ expected, found }) => expected !== found)).toEqual([]);
    expect(new Set(verdicts.map(({ expected }) => expected))).toEqual(new Set(['cycle', 'ordered']));
  });

  test('3,000 charts', () => {
    const app = newApp();
    for (let i = 0; i < 3000; i++) {
      const chart = new Chart(app, `chart-${i}`);
      for (const id of ['b', 'a', 'c']) object(chart, id, { namespace: `namespace-${i}` });
    }
    const files = synth(app);

    expect(Object.keys(files)).toHaveLength(3000);
    expect(files['chart-2999/chart-2999.k8s.yaml']?.match(/name: .*/g)).toEqual(['name: a', 'name: b', 'name: c']);
  });

  test('a chain of 8,000 dependencies', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');
    const ids = Array.from({ length: 8000 }, (_, i) => `object-${10000 + i}`);
    const objects = ids.map((id) => object(chart, id));
    objects.forEach((one, i) => objects[i + 1] && one.addDependency(objects[i + 1] ?? chart));

    expect(order(app)).toEqual(ids.toReversed());
  });

  test('60 diamonds in a row, which have 2^60 paths', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');
    let [top] = [object(chart, 'o')];
    for (let i = 0; i < 60; i++) {
      const [left, right, bottom] = [object(chart, `l${i}`), object(chart, `r${i}`), object(chart, `z${i}`)];
      top.addDependency(left, right);
      left.addDependency(bottom);
      right.addDependency(bottom);
      top = bottom;
    }
    const found = order(app);

    expect([found[0], found.length, found.at(-1)]).toEqual(['z59', 181, 'o']);
  });

  test('groups of 2,000 objects that depend on each other in a chain', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');
    const groups = ['a', 'b', 'c'].map((id) => new Construct(chart, id));
    for (const group of groups) for (let i = 0; i < 2000; i++) object(group, `${group.node.id}${i}`);
    groups.forEach((group, i) => i > 0 && groups[i - 1]?.node.addDependency(group));

    expect(order(app).map((name) => name[0])).toEqual(['c', 'b', 'a'].flatMap((id) => Array(2000).fill(id)));
  });
});

describe('problems', () => {
  test('everything found is reported together and nothing is written', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');
    const invalid = new Construct(chart, 'invalid');
    invalid.node.addValidation({ validate: () => ['one is wrong', 'two is wrong'] });
    app.node.addValidation({ validate: () => ['the whole is wrong'] });
    const data = Lazy.any({ produce: failing });
    new ApiObject(chart, 'broken', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'broken' }, data });
    new Failing(chart, 'failing');
    object(chart, 'same', { namespace: 'web', kind: 'Gateway', apiVersion: 'networking.istio.io/v1' });
    object(invalid, 'same', { namespace: 'web', kind: 'Gateway', apiVersion: 'networking.istio.io/v1beta1' });
    const [a, b] = [object(chart, 'a'), object(chart, 'b')];
    a.addDependency(b);
    b.addDependency(a);
    new Construct(app, 'group').node.addDependency(chart);
    object(new Chart(app, '..'), 'escaping');

    expect(problemsOf(app)).toBe(
      [
        'Nothing was synthesized because of 9 problems:',
        'the whole is wrong',
        '[chart/invalid] one is wrong',
        '[chart/invalid] two is wrong',
        'group depends on chart, but group is in no chart and dependencies order the objects in charts. Call addDependency on a chart or on something in it.',
        '[..] ".." cannot name a folder. Use letters, digits, "-", "_" and "." in the chart\'s id, and begin with a letter or digit.',
        '[chart/broken] ConfigMap "broken" could not be rendered: no data',
        '[chart/failing] Secret "failing" could not be rendered: no value',
        'chart/a => chart/b => chart/a: each depends on the next, so none can come first. Remove one addDependency of this cycle.',
        'Gateway.networking.istio.io web/same is rendered 2 times, by chart/same and chart/invalid/same, and the last one applied would win. Remove or rename all but one.',
      ].join('\n  '),
    );
  });

  test('charts that depend on each other', () => {
    const app = newApp();
    const [a, b, c] = [new Chart(app, 'a'), new Chart(app, 'b'), new Chart(app, 'c')];
    object(a, 'one').addDependency(b);
    b.addDependency(object(c, 'two'));
    c.addDependency(a);

    expect(problemsOf(app)).toBe(
      'Nothing was synthesized because of 1 problem:\n  ' +
        'a => b => c => a: each depends on the next, so none can come first. Remove one addDependency of this cycle.',
    );
  });

  test('charts of one file, also where upper and lower case are one', () => {
    const app = newApp();
    const outer = new Chart(app, 'a');
    object(new Chart(outer, 'b'), 'one');
    object(new Chart(app, 'A-b'), 'two');

    expect(problemsOf(app)).toBe(
      'Nothing was synthesized because of 1 problem:\n  ' +
        'Charts A-b and a/b would be written to one file, A-b/A-b.k8s.yaml: rename all but one of them.',
    );
  });

  test('one object in charts that are not alternatives of one family', () => {
    const app = newApp();
    const chartOf = (id: string, family?: string) => {
      const chart = new Chart(app, id);
      if (family) declareAlternative(chart, family);
      return chart;
    };
    const [http, https] = [chartOf('http', 'shop'), chartOf('https', 'shop')];
    const [other, none] = [chartOf('other', 'articles'), chartOf('none')];
    for (const chart of [http, https]) object(chart, 'a');
    for (const chart of [http, https, none]) object(chart, 'b');
    for (const chart of [http, other]) object(chart, 'c');
    object(new Construct(https, 'more'), 'a');

    const remedy =
      'and the last one applied would win. Remove or rename all but one; or, if these charts are never deployed together, call declareAlternative with the same family in each.';
    expect(problemsOf(app)).toBe(
      [
        'Nothing was synthesized because of 3 problems:',
        'ConfigMap a is rendered 3 times, by http/a and https/a and https/more/a, and the last one applied would win. Remove or rename all but one.',
        `ConfigMap b is rendered 3 times, by http/b and https/b and none/b, ${remedy}`,
        `ConfigMap c is rendered 2 times, by http/c and other/c, ${remedy}`,
      ].join('\n  '),
    );
  });

  test('alternatives may share, and other kinds, groups and namespaces are other objects', () => {
    const app = newApp();
    for (const id of ['http', 'https']) {
      const chart = new Chart(app, id);
      declareAlternative(chart, 'shop');
      object(chart, 'same');
    }
    const chart = new Chart(app, 'chart');
    object(chart, 'one');
    object(new Construct(chart, 'kind'), 'one', { kind: 'Secret' });
    object(new Construct(chart, 'group'), 'one', { apiVersion: 'example.com/v1' });
    object(new Construct(chart, 'namespace'), 'one', { namespace: 'web' });

    expect(problemsOf(app)).toBe('no problem');
  });
});

function replaceBefore(context: ResolutionContext): void {
  if (context.value === 'before') context.replaceValue('after');
}

function failing(): never {
  throw new Error('no data');
}

class Failing extends ApiObject {
  constructor(scope: Construct, id: string) {
    super(scope, id, { apiVersion: 'v1', kind: 'Secret', metadata: { name: id } });
  }

  override toJson(): never {
    throw new Error('no value');
  }
}

/** The minimal standard generator: the same numbers on every machine. */
function randomNumbers(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

interface Link {
  readonly source: Construct;
  readonly target: Construct;
}

/** Each pair of objects that the links order, counted out: [later, earlier]. */
function pairsOf(allLinks: readonly Link[]): [string, string][] {
  const links = allLinks.filter(({ source, target }) => String(objectsIn(source)) !== String(objectsIn(target)));
  return links.flatMap(({ source, target }) => {
    const inside = links.filter((link) => link.source === source && isIn(link.target, source));
    const exempt = isIn(target, source) ? inside.flatMap((link) => objectsIn(link.target)) : [];
    const later = objectsIn(source).filter((one) => !exempt.includes(one));
    const earlier = objectsIn(target).filter((one) => !isIn(source, target) || !isIn(one, source));
    return later.flatMap((one) => earlier.map((other): [string, string] => [one.name, other.name]));
  });
}

function objectsIn({ node }: Construct): ApiObject[] {
  return node.findAll().flatMap((one) => (ApiObject.isApiObject(one) ? [one] : []));
}

function isIn(inner: Construct, outer: Construct): boolean {
  return inner.node.scopes.includes(outer);
}

function hasCycle(pairs: readonly [string, string][]): boolean {
  let left = pairs;
  for (;;) {
    const waiting = new Set(left.map(([later]) => later));
    const next = left.filter(([, earlier]) => waiting.has(earlier));
    if (next.length === left.length) return left.length > 0;
    left = next;
  }
}

function judge(app: SecureIngressApp, pairs: readonly [string, string][]): string {
  try {
    const found = order(app);
    const broken = pairs.filter(([later, earlier]) => found.indexOf(later) < found.indexOf(earlier));
    return broken.length === 0 ? 'ordered' : `broken: ${broken.join(' ')}`;
  } catch (error) {
    return String(error).includes('each depends on the next') ? 'cycle' : String(error);
  }
}

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, type AppProps, Chart, JsonPatch, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { declareAlternative } from '../../lib/alternatives';
import { SecureIngressApp, type SecureIngressAppProps } from '../../lib/app';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'layouts '));
afterAll(() => rmSync(folder, { recursive: true }));

const { FILE_PER_APP, FILE_PER_CHART, FILE_PER_RESOURCE, FOLDER_PER_CHART_FILE_PER_RESOURCE } = YamlOutputType;

let folders = 0;
function newApp(props: SecureIngressAppProps): SecureIngressApp {
  return new SecureIngressApp({ outdir: join(folder, String(folders++)), ...props });
}

/** cdk8s's app, and ours. */
function both(props: AppProps): [App, SecureIngressApp] {
  return [new App({ outdir: join(folder, String(folders++)), ...props }), newApp(props)];
}

/** Files with their content, folders with "folder"; or the message, when nothing was written. */
function synth(app: App): Record<string, string> | string {
  try {
    app.synth();
  } catch (error) {
    return existsSync(app.outdir) ? 'written in spite of an error' : (error as Error).message;
  }
  const entries = readdirSync(app.outdir, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => ({ path: join(entry.parentPath, entry.name), isFile: entry.isFile() }));
  return Object.fromEntries(
    paths
      .toSorted((one, other) => (one.path < other.path ? -1 : 1))
      .map(({ path, isFile }) => [path.slice(app.outdir.length + 1), isFile ? readFileSync(path, 'utf8') : 'folder']),
  );
}

function namesOf(app: App): string[] {
  const output = synth(app);
  return typeof output === 'string' ? [output] : Object.keys(output).filter((path) => output[path] !== 'folder');
}

function object(scope: Construct, id: string, { name = id, namespace = '', kind = 'Service', apiVersion = 'v1' } = {}) {
  return new ApiObject(scope, id, { apiVersion, kind, metadata: { name, ...(namespace && { namespace }) } });
}

const problems = (...lines: readonly string[]) =>
  [`Nothing was synthesized because of ${lines.length} problem${lines.length > 1 ? 's' : ''}:`, ...lines].join('\n  ');

describe('what cdk8s would overwrite', () => {
  test.each([FILE_PER_RESOURCE, FOLDER_PER_CHART_FILE_PER_RESOURCE])('names differ in layout %s', (yamlOutputType) => {
    const app = newApp({ yamlOutputType });
    const chart = new Chart(app, 'shop');
    object(chart, 'first', { name: 'web', namespace: 'one' });
    object(chart, 'second', { name: 'web', namespace: 'two' });
    object(chart, 'istio', { name: 'web', namespace: 'one', kind: 'Gateway', apiVersion: 'networking.istio.io/v1' });
    object(chart, 'other', { name: 'web', namespace: 'one', kind: 'Gateway', apiVersion: 'example.com/v1' });
    object(chart, 'third', {
      name: 'web',
      namespace: 'one',
      kind: 'Gateway',
      apiVersion: 'gateway.networking.k8s.io/v1',
    });
    object(chart, 'case', { name: 'Web', namespace: 'three' });

    expect(namesOf(app).map((path) => path.replace('shop/', ''))).toEqual([
      'Gateway.web.k8s.yaml',
      'Gateway.web.one.gateway.networking.k8s.io.k8s.yaml',
      'Gateway.web.one.k8s.yaml',
      'Service.Web.three.k8s.yaml',
      'Service.web.k8s.yaml',
      'Service.web.two.k8s.yaml',
    ]);
  });

  test('one object twice is refused, with the paths of both', () => {
    const app = newApp({ yamlOutputType: FILE_PER_RESOURCE });
    const [dev, prod] = [new Chart(app, 'dev'), new Chart(app, 'prod')];
    for (const chart of [dev, prod]) object(chart, 'web', { namespace: 'shop' });

    expect(synth(app)).toBe(
      problems('Objects dev/web and prod/web would be written to one file, Service.web: rename all but one of them.'),
    );
  });

  test('names that are the same without the characters that files do not have', () => {
    const app = newApp({ yamlOutputType: FOLDER_PER_CHART_FILE_PER_RESOURCE });
    const chart = new Chart(app, 'shop');
    object(chart, 'one', { name: 'system:web', kind: 'ClusterRole', apiVersion: 'rbac.authorization.k8s.io/v1' });
    object(chart, 'two', { name: 'systemweb', kind: 'ClusterRole', apiVersion: 'rbac.authorization.k8s.io/v1' });

    expect(synth(app)).toBe(
      problems(
        'Objects shop/one and shop/two would be written to one file, ClusterRole.systemweb: rename all but one of them.',
      ),
    );
  });

  test('one object in charts of files of their own is left to the verifier', () => {
    const app = newApp({ yamlOutputType: FILE_PER_CHART });
    for (const id of ['dev', 'prod']) object(new Chart(app, id), 'web');

    expect(namesOf(app)).toEqual(['dev.k8s.yaml', 'prod.k8s.yaml']);
  });
});

describe('what a class of its own renders', () => {
  class Silent extends ApiObject {
    override toJson(): undefined {
      return undefined;
    }
  }

  test.each([FILE_PER_APP, FILE_PER_CHART, FILE_PER_RESOURCE, FOLDER_PER_CHART_FILE_PER_RESOURCE])(
    'nothing is what cdk8s makes of nothing in layout %s',
    (yamlOutputType) => {
      const [stock, ours] = both({ yamlOutputType });
      for (const app of [stock, ours]) {
        const chart = new Chart(app, 'shop');
        object(chart, 'a');
        new Silent(chart, 'silent', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'silent' } });
        object(chart, 'b').addJsonPatch(JsonPatch.replace('/metadata/name', 'patched'));
      }

      expect(synth(ours)).toEqual(synth(stock));
    },
  );

  test.each(['chart-folders', 'numbered-folders'] as const)('nothing is left out in %s', (layout) => {
    const app = newApp({ layout });
    const chart = new Chart(app, 'shop');
    object(chart, 'a');
    new Silent(chart, 'silent', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'silent' } });

    const name = layout === 'chart-folders' ? 'shop' : 'Service.a';
    const text = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n';
    expect(synth(app)).toEqual({ shop: 'folder', [`shop/${name}.k8s.yaml`]: text });
  });
});

describe('numbered-folders', () => {
  const layout = 'numbered-folders';

  test('no numbers where nothing depends on anything', () => {
    const app = newApp({ layout });
    const chart = new Chart(app, 'shop');
    object(chart, 'web', { namespace: 'one' });
    object(new Construct(chart, 'part'), 'web', { namespace: 'two' });
    object(new Chart(app, 'Other'), 'web', { namespace: 'three' });

    expect(namesOf(app)).toEqual([
      'other-c87a1b05/Service.web.k8s.yaml',
      'shop/Service.web.k8s.yaml',
      'shop/Service.web.two.k8s.yaml',
    ]);
  });

  test('the number is that of what comes before on the longest way', () => {
    const app = newApp({ layout });
    const [late, free, early] = [new Chart(app, 'a-late'), new Chart(app, 'free'), new Chart(app, 'z-early')];
    const top = object(early, 'a-top');
    const group = new Construct(early, 'group');
    const [left, right] = [object(group, 'left'), object(group, 'right')];
    const bottom = object(early, 'z-bottom');
    top.addDependency(group);
    left.addDependency(bottom);
    right.addDependency(left);
    object(late, 'web').addDependency(top);
    object(free, 'web', { namespace: 'free' });

    expect(namesOf(app)).toEqual([
      '0000-free/Service.web.k8s.yaml',
      '0000-z-early/0000-Service.z-bottom.k8s.yaml',
      '0000-z-early/0001-Service.left.k8s.yaml',
      '0000-z-early/0002-Service.right.k8s.yaml',
      '0000-z-early/0003-Service.a-top.k8s.yaml',
      '0001-a-late/Service.web.k8s.yaml',
    ]);
  });

  test('what is rendered twice is refused once', () => {
    const app = newApp({ layout });
    const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
    object(one, 'web');
    object(new Construct(one, 'again'), 'web');
    object(two, 'web');
    for (const chart of [new Chart(app, 'dev'), new Chart(app, 'prod')]) {
      declareAlternative(chart, 'stages');
      object(chart, 'api');
    }

    expect(synth(app)).toBe(
      problems(
        'Objects one/web and one/again/web would be written to one file, Service.web: rename all but one of them.',
        'Service web is rendered 2 times, by one/web and two/web, and the last one applied would win. Remove or rename all but one; or, if these charts are never deployed together, call declareAlternative with the same family in each.',
      ),
    );
  });

  test('a cycle is told with its members', () => {
    const app = newApp({ layout });
    const chart = new Chart(app, 'shop');
    const [a, b] = [object(chart, 'a'), object(chart, 'b')];
    a.addDependency(b);
    b.addDependency(a);

    expect(synth(app)).toBe(
      problems(
        'shop/a => shop/b => shop/a: each depends on the next, so none can come first. Remove one addDependency of this cycle.',
      ),
    );
  });
});

describe('options', () => {
  test('the extension holds in every layout', () => {
    const layouts: SecureIngressAppProps[] = [
      { yamlOutputType: FILE_PER_APP },
      { yamlOutputType: FILE_PER_CHART },
      { yamlOutputType: FILE_PER_RESOURCE },
      { yamlOutputType: FOLDER_PER_CHART_FILE_PER_RESOURCE },
      { layout: 'chart-folders' },
      { layout: 'numbered-folders' },
    ];
    const names = layouts.map((props) => {
      const app = newApp({ outputFileExtension: '.yaml', ...props });
      object(new Chart(app, 'shop'), 'web');
      return namesOf(app).join();
    });

    expect(names).toEqual([
      'app.yaml',
      'shop.yaml',
      'Service.web.yaml',
      'shop/Service.web.yaml',
      'shop/shop.yaml',
      'shop/Service.web.yaml',
    ]);
  });

  test('layout and yamlOutputType exclude each other, and have to exist', () => {
    expect(() => newApp({ layout: 'chart-folders', yamlOutputType: FILE_PER_APP })).toThrow(
      '`layout` and `yamlOutputType` both say how files are divided. Give one of them.',
    );
    expect(() => newApp({ layout: 'toString' as 'chart-folders' })).toThrow(
      '"toString" is no layout: expected one of 0, 1, 2, 3, chart-folders, numbered-folders.',
    );
  });

  test('construct-metadata.json is as cdk8s writes it', () => {
    const [stock, ours] = both({ recordConstructMetadata: true, yamlOutputType: FILE_PER_CHART });
    const other = newApp({ recordConstructMetadata: true });
    for (const app of [stock, ours, other]) {
      const chart = new Chart(app, 'shop');
      object(chart, 'b').addDependency(object(chart, 'a'));
      object(chart, '7');
    }

    expect(synth(ours)).toEqual(synth(stock));
    expect(namesOf(other)).toEqual(['shop/shop.k8s.yaml']);
  });

  test('charts are in their order, without being validated', () => {
    const app = newApp({});
    const [a, b] = [new Chart(app, 'a'), new Chart(app, 'b')];
    a.addDependency(b);
    a.node.addValidation({ validate: () => ['wrong'] });

    expect(app.charts).toEqual([b, a]);
    b.addDependency(a);
    expect(() => app.charts).toThrow('a => b => a: each depends on the next');
  });

  test('synthYaml is that of cdk8s where its layouts are', () => {
    const [stock, ours] = both({ yamlOutputType: FILE_PER_RESOURCE });
    for (const app of [stock, ours]) {
      const chart = new Chart(app, 'z');
      object(chart, 'b').addDependency(object(new Chart(app, 'a'), 'c'));
      object(chart, 'a');
    }

    expect(ours.synthYaml()).toBe(stock.synthYaml());
  });
});

import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { declareAlternative } from '../lib/alternatives';
import { ContextError, VerificationError, VerifiedApp, type VerifiedAppProps } from '../lib/verified-app';

// The launcher starts cdk8s-cli, which takes a second on an idle machine.
jest.setTimeout(60_000);

const repository = join(__dirname, '..');
const base = realpathSync(mkdtempSync(join(tmpdir(), 'verified\'s "app" ')));
const before = process.cwd();
beforeAll(() => process.chdir(base));
afterAll(() => {
  process.chdir(before);
  rmSync(base, { recursive: true });
});
afterEach(() => jest.restoreAllMocks());

const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
const warned = { ...namespace, metadata: { name: 'shop', namespace: 'shop' } };
const wrong = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { hosts: ['shop.example.com'], http: [], typo: 1 },
};

const routesReport = `[shop/wrong/Resource]: error IST0106 virtual-service-routes
  VirtualService shop/web, spec.http: The VirtualService has neither http, tls nor tcp routes, so it leads nowhere.
  Fix: Add a route.

[shop/wrong/Resource]: error SI0001 schema-unknown-field
  VirtualService shop/web: spec.typo is not a field that the API has here: the API server refuses it, or drops it when validation is off.
  Fix: Remove "typo", or move it to where it belongs: the fields here are exportTo, gateways, hosts, http, tcp and tls.

`;
const scopeReport = `[shop/warned]: warning SI0006 schema-scope
  Namespace shop/shop: metadata.namespace is "shop", but a Namespace is cluster-scoped: it lies in no namespace, and one object of this name serves all of them.
  Fix: Remove "namespace".

`;

let folders = 0;

/** Renders these objects with their names as ids, and tells what was written and said. */
function synth(objects: Readonly<Record<string, object>>, props: VerifiedAppProps = {}) {
  const outdir = join(base, `out ${folders++}`);
  const said: string[] = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const app = new VerifiedApp({ outdir, ...props });
  const chart = new Chart(app, 'shop');
  for (const [id, object] of Object.entries(objects)) {
    const scope = id === 'wrong' ? new Chart(chart, 'wrong') : chart;
    new ApiObject(scope, id === 'wrong' ? 'Resource' : id, object as typeof namespace);
  }
  let error: unknown;
  try {
    app.synth();
  } catch (thrown) {
    error = thrown;
  }
  const written = existsSync(outdir) ? readdirSync(outdir).toSorted() : [];
  return { written, said: said.join(''), error };
}

describe('errors', () => {
  test('nothing is written, and the report names the constructs', () => {
    const { error, ...rest } = synth({ namespace, wrong });

    expect(rest).toEqual({ written: [], said: '' });
    expect(error).toBeInstanceOf(VerificationError);
    expect((error as VerificationError).message).toBe(
      `Nothing was written:\n\n${routesReport}2 errors in 2 objects.\n`,
    );
  });

  test('the findings are there for programs', () => {
    const { findings, name } = synth({ wrong }).error as VerificationError;

    expect(name).toBe('VerificationError');
    expect(findings.map(({ construct, path, code, file }) => [construct, path, code, file])).toEqual([
      ['shop/wrong/Resource', 'spec.http', 'IST0106', ''],
      ['shop/wrong/Resource', 'spec.typo', 'SI0001', ''],
    ]);
  });

  test('synthYaml neither', () => {
    const app = new VerifiedApp();
    new ApiObject(new Chart(app, 'shop'), 'wrong', wrong);

    expect(() => app.synthYaml()).toThrow(VerificationError);
  });
});

describe('no errors', () => {
  test('written without a word', () => {
    expect(synth({ namespace })).toEqual({ written: ['shop'], said: '', error: undefined });
  });

  test('warnings are told on stderr', () => {
    expect(synth({ warned })).toEqual({
      written: ['shop'],
      said: `${scopeReport}1 warning in 1 object.\n`,
      error: undefined,
    });
  });

  test('what could not be judged is told', () => {
    const object = { apiVersion: 'example.com/v1', kind: 'Shop', metadata: { name: 'a' } };

    expect(synth({ object, namespace })).toEqual({
      written: ['shop'],
      said: 'No findings in 2 objects.\nNot judged, no schema: example.com/v1 Shop (1 object).\n',
      error: undefined,
    });
  });

  test('an app without charts', () => {
    const outdir = join(base, 'empty');
    new VerifiedApp({ outdir }).synth();

    expect(readdirSync(outdir)).toEqual([]);
  });
});

describe('failOn', () => {
  test('warning', () => {
    const { error, ...rest } = synth({ warned }, { failOn: 'warning' });

    expect(rest).toEqual({ written: [], said: '' });
    expect((error as Error).message).toBe(`Nothing was written:\n\n${scopeReport}1 warning in 1 object.\n`);
  });

  test('a level that does not exist writes nothing', () => {
    const { error, written } = synth({ namespace }, { failOn: 'warn' as 'warning' });

    expect([written, (error as Error).message]).toEqual([[], '`failOn` "warn": expected one of error, warning, info.']);
  });
});

describe('context', () => {
  beforeAll(() => {
    mkdirSync('context');
    writeFileSync('context/a.yaml', JSON.stringify(wrong));
    writeFileSync('platform.yaml', `${JSON.stringify(namespace)}\n---\n${JSON.stringify(wrong)}\n`);
    writeFileSync('broken.yaml', 'a: b: c\n');
  });

  test('files, folders and objects are counted, and not judged', () => {
    const { error, written, said } = synth({ warned }, { context: ['platform.yaml', 'context', wrong, namespace] });

    expect([error, written, said]).toEqual([
      undefined,
      ['shop'],
      `${scopeReport}1 warning in 1 object, beside 5 objects of context.\n`,
    ]);
  });

  test.each<[NonNullable<VerifiedAppProps['context']>, string[]]>([
    [
      ['none', 'broken.yaml', 'platform.yaml'],
      [
        'broken.yaml:1:4: This is not YAML: Nested mappings are not allowed in compact mappings. ' +
          'Put the value in quotes when it contains ": ", or correct the indentation.',
        expect.stringMatching(/^none: This cannot be read: .*Check the path and its permissions\.$/) as string,
      ],
    ],
    [
      [{}, [namespace]],
      ['An object without apiVersion and kind is none of Kubernetes. Give each object by itself, or a path.'],
    ],
  ])('that cannot be read: nothing is written (%j)', (context, lines) => {
    const { error, written } = synth({ namespace }, { context });

    expect(written).toEqual([]);
    expect(error).not.toBeInstanceOf(VerificationError);
    const [first, ...rest] = (error as Error).message.split('\n');
    expect([first, rest.map((line) => line.trim())]).toEqual(['The context cannot be read:', lines]);
  });
});

describe('the mesh config', () => {
  beforeAll(() => writeFileSync('mesh.yaml', 'trustDomain: shop.example.com\nenableAutoMtls: "false"\n'));

  const FLAG = 'enableAutoMtls is "false", and istiod refuses that. Write true or false, without quotes.';

  test.each<[string, NonNullable<VerifiedAppProps['meshConfig']>]>([
    ['an object', { trustDomain: 'shop.example.com' }],
    ['a ConfigMap', { kind: 'ConfigMap', data: { mesh: 'trustDomain: shop.example.com' } }],
    ['a file', 'good.yaml'],
  ])('%s', (_name, meshConfig) => {
    writeFileSync('good.yaml', 'meshConfig: { trustDomain: shop.example.com }\n');

    expect(synth({ namespace }, { meshConfig })).toEqual({ written: ['shop'], said: '', error: undefined });
  });

  test.each<[NonNullable<VerifiedAppProps['meshConfig']>, string]>([
    ['mesh.yaml', `mesh.yaml:2:1: ${FLAG}`],
    [{ enableAutoMtls: 'false' }, `meshConfig: ${FLAG}`],
    [
      namespace,
      'meshConfig: There is no mesh config of Istio in this. ' +
        'Give the ConfigMap "istio", the mesh config itself, Helm values with meshConfig or an IstioOperator.',
    ],
  ])('that cannot be read: nothing is written (%j)', (meshConfig, line) => {
    const { error, written } = synth({ namespace }, { meshConfig });

    expect(written).toEqual([]);
    expect(error).toBeInstanceOf(ContextError);
    expect((error as Error).message).toBe(`The context cannot be read:\n  ${line}`);
  });

  test('beside a context that cannot be read: both are told', () => {
    const { error } = synth({ namespace }, { context: ['none.yaml'], meshConfig: 'mesh.yaml' });

    expect((error as Error).message.split('\n').slice(1)).toEqual([
      expect.stringMatching(/^ {2}none\.yaml: This cannot be read: /),
      `  mesh.yaml:2:1: ${FLAG}`,
    ]);
  });
});

describe('acknowledged findings', () => {
  const annotations = { 'secure-ingress/acknowledge': 'schema-scope: Kept for an old client' };
  const accepted = { ...warned, metadata: { ...warned.metadata, annotations } };

  test('alone are not told on every run', () => {
    expect(synth({ accepted })).toEqual({ written: ['shop'], said: '', error: undefined });
  });

  test('do not fail, and are in a report of others', () => {
    const other = { ...warned, metadata: { ...warned.metadata, name: 'other' } };

    expect(synth({ accepted, other }, { failOn: 'warning' })).toMatchObject({
      written: [],
      error: {
        message: expect.stringMatching(
          /\n\n1 warning in 2 objects\.\nAcknowledged: 1 finding\.\n {2}SI0006 schema-scope, Namespace shop\/shop: Kept for an old client\n$/,
        ) as string,
      },
    });
  });
});

test('charts that define the same object differently are judged apart, and written', () => {
  const outdir = join(base, 'alternatives');
  const app = new VerifiedApp({ outdir });
  for (const id of ['one', 'two']) {
    const chart = new Chart(app, id);
    declareAlternative(chart, 'stages');
    new ApiObject(chart, 'map', { ...namespace, kind: 'ConfigMap', data: { id } });
  }
  app.synth();

  expect(readdirSync(outdir).toSorted()).toEqual(['one', 'two']);
});

describe('a project', () => {
  type Files = Readonly<Record<string, string>>;

  function project(files: Files): string {
    const folder = join(base, `project ${folders++}`);
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
    return folder;
  }

  const appOf = (object: object) => `
const { ApiObject, Chart } = require('cdk8s');
const { VerifiedApp } = require(${JSON.stringify(join(repository, 'build', 'lib', 'verified-app'))});
const app = new VerifiedApp();
new ApiObject(new Chart(app, 'shop'), 'wrong', ${JSON.stringify(object)});
app.synth();
`;
  const old = { 'dist/shop/shop.k8s.yaml': 'old: true\n' };

  function run(object: object, ...args: string[]) {
    const cwd = project({ 'app.js': appOf(object), 'cdk8s.yaml': 'app: node app.js\n', ...old });
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
    return { code: status, stdout, stderr, output: readFileSync(join(cwd, 'dist/shop/shop.k8s.yaml'), 'utf8') };
  }

  const cli = join(repository, 'build', 'bundle', 'cli.js');
  const report = `${routesReport.replaceAll('shop/wrong/Resource', 'shop/wrong')}2 errors in 1 object.\n`;

  test('that catches nothing ends with 1 and the report, once', () => {
    const { code, stdout, stderr, output } = run(wrong, 'app.js');

    expect([code, stdout, output]).toEqual([1, '', 'old: true\n']);
    expect(stderr).toContain(`VerificationError: Nothing was written:\n\n${report}`);
    expect(stderr.split('Add a route')).toHaveLength(2);
  });

  test('keeps its old output through the launcher', () => {
    const { code, stdout, stderr, output } = run(wrong, cli, 'synth');

    expect([code, stdout, output]).toEqual([1, '', 'old: true\n']);
    expect(stderr).toContain(report);
    expect(stderr.split('\n').at(-2)).toBe('dist/ is unchanged: the app (node app.js) failed; its message is above.');
  });

  test('is replaced with warnings, which the launcher passes on', () => {
    const { code, stderr, output } = run(warned, cli, 'synth');

    expect(code).toBe(0);
    expect(stderr).toBe(
      `${scopeReport.replace('shop/warned', 'shop/wrong')}1 warning in 1 object.\n1 folder, 1 object\n`,
    );
    expect(output).toContain('kind: Namespace');
  });
});

test("this project's app refuses a context that cannot be read", () => {
  const cwd = join(base, 'main');
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'settings.yaml'), 'mesh-strict:\n');
  writeFileSync(join(cwd, 'platform.yaml'), 'a: b: c\n');
  const main = join(repository, 'build', 'main.js');
  const { status, stderr } = spawnSync(process.execPath, [main], { cwd, encoding: 'utf8' });

  expect([status, stderr, readdirSync(cwd)]).toEqual([
    2,
    'The context cannot be read:\n' +
      '  platform.yaml:1:4: This is not YAML: Nested mappings are not allowed in compact mappings. ' +
      'Put the value in quotes when it contains ": ", or correct the indentation.\n',
    ['platform.yaml', 'settings.yaml'],
  ]);
});

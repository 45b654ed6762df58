import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { filesIn } from '../lib/output/files';

// Some runs start cdk8s-cli, which takes a second on an idle machine.
jest.setTimeout(60_000);

const repository = join(__dirname, '..');
const cli = join(repository, 'build', 'bundle', 'cli.js');

// Spaces and quotes, so that every path on the way has to survive them.
const base = realpathSync(mkdtempSync(join(tmpdir(), 'synth\'s "test" ')));
afterAll(() => rmSync(base, { recursive: true }));

type Files = Readonly<Record<string, string>>;

let projects = 0;
/** A project folder with these files, and cdk8s and cdk8s-cli installed. */
function project(files: Files): string {
  const folder = join(base, `project ${projects++}`);
  mkdirSync(folder);
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  write(folder, files);
  return folder;
}

function write(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Everything in the project, by path; links are left out. */
function contentOf(folder: string): Files {
  const files = [...filesIn(folder)].filter(({ path }) => path !== 'node_modules');
  return Object.fromEntries(files.map(({ path }) => [path, readFileSync(join(folder, path), 'utf8')]));
}

function run(cwd: string, ...args: string[]): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

/** An app with a chart of one ConfigMap that holds the text; `then` runs before it is rendered. */
function appOf(content: string, then = ''): string {
  return `
const { ApiObject, App, Chart } = require('cdk8s');
const app = new App();
const chart = new Chart(app, 'shop');
new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map' }, data: { content: ${content} } });
${then}
app.synth();
`;
}

function rendered(content: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: map\ndata:\n  content: ${content}\n`;
}

const config = 'app: node app.js\n';
/** What only cdk8s-cli can do, so that it is what runs the app. */
const validations = 'validations: [{ package: ./plugin.js, version: 1.0.0, class: Check }]\n';
const plugin = {
  'plugin.js': 'exports.Check = class { validate({ report }) { report.submit("success"); } };',
};
const ways: [string, Files][] = [
  ['run directly', { 'cdk8s.yaml': config }],
  ['run by cdk8s-cli', { 'cdk8s.yaml': config + validations, ...plugin }],
];

function refusal(stderr: string): { code: number; stdout: string; stderr: string; ran: boolean } {
  return { code: 2, stdout: '', stderr: `${stderr}\n`, ran: false };
}

describe('success', () => {
  test.each(ways)('renders, and a second run replaces everything (%s)', (_, files) => {
    const folder = project({ ...files, 'app.js': appOf('"one"') });
    const first = run(folder, 'synth');
    const afterFirst = contentOf(folder);
    write(folder, { 'app.js': appOf('"two"'), 'dist/gone/gone.k8s.yaml': 'old\n' });
    const second = run(folder, 'synth');

    expect(first).toEqual({
      code: 0,
      stdout: 'dist/shop.k8s.yaml   1 object   no hosts\n',
      stderr: '1 folder, 1 object\n',
    });
    expect(second).toEqual(first);
    expect(afterFirst['dist/shop.k8s.yaml']).toBe(rendered('one'));
    expect(contentOf(folder)).toEqual({
      ...files,
      'app.js': appOf('"two"'),
      'dist/shop.k8s.yaml': rendered('two'),
    });
  });

  test('a folder a chart, with the hosts that its YAML exposes', () => {
    const app = `
const { ApiObject, Chart } = require('cdk8s');
const { SecureIngressApp } = require(${JSON.stringify(join(repository, 'build', 'lib', 'app'))});
const app = new SecureIngressApp();
const shop = new Chart(app, 'shop', { namespace: 'shop' });
const server = { port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['shop/shop.example.com'] };
new ApiObject(shop, 'Gateway', { apiVersion: 'networking.istio.io/v1', kind: 'Gateway', spec: { servers: [server] } });
new ApiObject(shop, 'Account', { apiVersion: 'v1', kind: 'ServiceAccount' });
new ApiObject(new Chart(app, 'mesh-strict'), 'Account', { apiVersion: 'v1', kind: 'ServiceAccount' });
app.synth();
`;
    const folder = project({ 'cdk8s.yaml': `${config}output: out/yaml\n`, 'app.js': app });

    expect(run(folder, 'synth')).toEqual({
      code: 0,
      stdout:
        'out/yaml/mesh-strict   1 object    no hosts\n' +
        'out/yaml/shop          2 objects   https://shop.example.com\n',
      stderr: '2 folders, 3 objects\n',
    });
    expect(Object.keys(contentOf(join(folder, 'out')))).toEqual([
      'yaml/mesh-strict/mesh-strict.k8s.yaml',
      'yaml/shop/shop.k8s.yaml',
    ]);
  });

  test.each(ways)('--settings and what the app writes pass through (%s)', (_, files) => {
    const settings = 'process.env.SECURE_INGRESS_SETTINGS';
    const folder = project({
      ...files,
      'cdk8s.yaml': (files['cdk8s.yaml'] ?? '').replace('node app.js', 'A="a  b" && node app.js "$A"'),
      'app.js': appOf(settings, 'console.log(process.argv[2]); console.error("note");'),
      'my settings.yaml': '',
    });

    expect(run(folder, 'synth', '--settings', 'my settings.yaml', '--output', './out/')).toEqual({
      code: 0,
      stdout: 'out/shop.k8s.yaml   1 object   no hosts\n',
      stderr: 'a  b\nnote\n1 folder, 1 object\n',
    });
    expect(contentOf(folder)['out/shop.k8s.yaml']).toContain(join(folder, 'my settings.yaml'));
  });

  test('a project with a script `compile` is compiled first', () => {
    const scripts = { compile: 'node compile.js' };
    const folder = project({
      'cdk8s.yaml': config,
      'package.json': JSON.stringify({ scripts }),
      'source.js': appOf('"compiled"'),
      'compile.js': 'require("fs").copyFileSync("source.js", "app.js"); console.log("compiling");',
    });

    expect(run(folder, 'synth')).toEqual({
      code: 0,
      stdout: 'dist/shop.k8s.yaml   1 object   no hosts\n',
      stderr: 'compiling\n1 folder, 1 object\n',
    });
  });

  test("cdk8s-cli's record for validation plugins does not stay, and is not asked for without them", () => {
    const app = appOf('process.env.CDK8S_RECORD_CONSTRUCT_METADATA');
    const [direct, byCli] = ways.map(([, files]) => {
      const folder = project({ ...files, 'app.js': app });
      expect(run(folder, 'synth').code).toBe(0);
      return contentOf(join(folder, 'dist'));
    });

    expect(direct).toEqual({ 'shop.k8s.yaml': rendered('"false"') });
    expect(byCli).toEqual({ 'shop.k8s.yaml': rendered('"true"') });
  });

  test('without validation plugins there is no need of cdk8s-cli', () => {
    const folder = project({ 'cdk8s.yaml': config, 'app.js': WRITES_ITSELF });
    rmSync(join(folder, 'node_modules'));

    expect(run(folder, 'synth').code).toBe(0);
    expect(contentOf(join(folder, 'dist'))).toEqual({ 'shop.k8s.yaml': rendered('plain') });
  });
});

const WRITES_ITSELF = `
const { mkdirSync, writeFileSync } = require('node:fs');
mkdirSync(process.env.CDK8S_OUTDIR);
writeFileSync(process.env.CDK8S_OUTDIR + '/shop.k8s.yaml', ${JSON.stringify(rendered('plain'))});
`;

describe('the old output stays as it is', () => {
  const old = { 'dist/shop/shop.k8s.yaml': 'old: true\n', 'dist/old.k8s.yaml': 'old: "very"\n' };

  /** Runs synth on the app over an old output; `changes` is what became of the project. */
  function failing(
    app: string,
    files: Files = {},
  ): { code: number | null; stdout: string; stderr: string; changes: Files } {
    const before = { 'cdk8s.yaml': config, 'app.js': app, ...old, ...files };
    const folder = project(before);
    const result = run(folder, 'synth');
    const after = Object.entries(contentOf(folder));
    const changes = Object.fromEntries(
      after.filter(([path, content]) => new Map(Object.entries(before)).get(path) !== content),
    );
    return { ...result, changes };
  }

  const failed = { stdout: '', changes: {} };

  describe.each(ways)('when the app, %s,', (_, files) => {
    test('rejects its charts: 1, with the message once and no stack', () => {
      expect(
        failing(appOf('"new"', 'app.synth(); console.error("charts are wrong"); process.exit(1);'), files),
      ).toEqual({
        ...failed,
        code: 1,
        stderr: 'charts are wrong\ndist/ is unchanged: the app (node app.js) failed; its message is above.\n',
      });
    });

    test.each([
      ['process.exit(2);', 'ended with exit code 2'],
      ['process.exit(77);', 'ended with exit code 77'],
    ])('could not do its job: 2 (%s)', (end, how) => {
      expect(failing(appOf('"new"', end), files)).toEqual({
        ...failed,
        code: 2,
        stderr: `dist/ is unchanged: the app (node app.js) could not do its job and ${how}; its message is above.\n`,
      });
    });

    test.each(['', 'require("cdk8s").App && new (require("cdk8s").App)().synth();'])('rendered nothing (%s)', (app) => {
      expect(failing(app, files)).toMatchObject({
        ...failed,
        code: 2,
        stderr:
          'dist/ is unchanged: the app rendered nothing. It has to have a chart with objects, and to write to the folder ' +
          'that CDK8S_OUTDIR names, as a cdk8s App without `outdir` does.\n',
      });
    });
  });

  test('when the app wrote other files than *.k8s.yaml', () => {
    expect(
      failing(appOf('1', 'setImmediate(() => require("fs").writeFileSync(`${app.outdir}/notes.txt`, ""));')),
    ).toEqual({
      ...failed,
      code: 2,
      stderr:
        'dist/ is unchanged: the app wrote files that are no *.k8s.yaml (notes.txt), which the next run could not replace.\n',
    });
  });

  test('when the app wrote something else than YAML', () => {
    expect(
      failing(appOf('1', 'setImmediate(() => require("fs").writeFileSync(`${app.outdir}/a.k8s.yaml`, "a: b: c"));')),
    ).toEqual({
      ...failed,
      code: 2,
      stderr:
        'dist/ is unchanged: the app wrote a.k8s.yaml, which is no YAML: ' +
        'Nested mappings are not allowed in compact mappings at line 1, column 4.\n',
    });
  });

  test('when it cannot be compiled', () => {
    const scripts = { compile: 'echo wrong type && exit 1' };

    expect(failing(appOf('"new"'), { 'package.json': JSON.stringify({ scripts }) })).toEqual({
      ...failed,
      code: 2,
      stderr: 'wrong type\ndist/ is unchanged: "npm run compile" failed; its messages are above.\n',
    });
  });

  test('when a validation plugin of cdk8s.yaml finds something: 1, with its report', () => {
    const result = failing(appOf('"new"'), {
      'cdk8s.yaml': config + validations,
      'plugin.js':
        'exports.Check = class { validate({ report }) { report.submit("failure", { what: "no shops" }); } };',
    });

    expect(result).toMatchObject({ ...failed, code: 1 });
    expect(result.stderr).toContain('no shops');
    expect(result.stderr.split('\n').at(-2)).toBe(
      'dist/ is unchanged: "cdk8s synth" failed with exit code 2; its messages are above.',
    );
  });

  test.each(ways)('when the app, %s, ignores the first signal: the second ends it', async (_, files) => {
    const stubborn =
      'process.on("SIGINT", () => console.error("no")); console.error("started"); setInterval(() => {}, 1000);';
    const before = { ...old, ...files, 'app.js': stubborn };
    const folder = project(before);
    const launcher = spawn(process.execPath, [cli, 'synth'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = new Promise((resolve) => launcher.on('close', resolve));
    launcher.stderr.on('data', (chunk) => /^(started|no)$/m.test(String(chunk)) && launcher.kill('SIGINT'));

    expect(await text(launcher.stderr)).toBe('started\nno\ndist/ is unchanged: interrupted by SIGINT\n');
    expect(await ended).toBe(130);
    expect(contentOf(folder)).toEqual(before);
  });

  const interruptions = ways.flatMap(([way, files]) => [
    { signal: 'SIGINT', code: 130, way, files } as const,
    { signal: 'SIGTERM', code: 143, way, files } as const,
  ]);
  test.each(interruptions)('when $signal comes, which ends the app, $way, as well', async ({ signal, code, files }) => {
    const before = {
      ...old,
      ...files,
      'app.js': appOf('"new"', 'console.error("started"); setInterval(() => {}, 1000); return;'),
    };
    const folder = project(before);
    const launcher = spawn(process.execPath, [cli, 'synth'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = new Promise((resolve) => launcher.on('close', resolve));
    launcher.stderr.once('data', () => launcher.kill(signal));

    // The app holds this stream as well: it ends when both have ended.
    expect(await text(launcher.stderr)).toBe(`started\ndist/ is unchanged: interrupted by ${signal}\n`);
    expect(await ended).toBe(code);
    expect(contentOf(folder)).toEqual(before);
  });
});

describe('refused before anything runs', () => {
  const app = { 'app.js': 'require("fs").writeFileSync("ran", "");' };

  /** Runs the CLI in a project whose app would leave a trace. */
  function refused(
    files: Files,
    ...args: string[]
  ): { code: number | null; stdout: string; stderr: string; ran: boolean } {
    const folder = project({ ...app, ...files });
    const { stderr, ...result } = run(folder, ...args);
    return { ...result, stderr: stderr.replaceAll(folder, 'FOLDER'), ran: 'ran' in contentOf(folder) };
  }

  test('no cdk8s.yaml', () => {
    expect(refused({}, 'synth')).toEqual(
      refusal(
        'There is no cdk8s.yaml in FOLDER, which would name the app to run. Change to the folder of a cdk8s app, ' +
          'or write one with a line such as "app: node main.js".',
      ),
    );
  });

  test.each(['app: [', 'language: typescript\n', '', 'app: ""\n', 'app: node main.js\noutput: []\n'])(
    'cdk8s.yaml: %j',
    (yaml) => {
      const messages: Record<string, string> = {
        'app: [':
          'FOLDER/cdk8s.yaml cannot be read: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 7. Correct the file.',
        'app: node main.js\noutput: []\n':
          'cdk8s.yaml in FOLDER: `output` is no path. Give the folder to write to, such as "dist".',
      };
      const noApp =
        'cdk8s.yaml in FOLDER has no `app`, the command that runs the cdk8s app. Add it, such as "app: node main.js".';

      expect(refused({ 'cdk8s.yaml': yaml }, 'synth')).toEqual(refusal(messages[yaml] ?? noApp));
    },
  );

  test('settings that cannot be read', () => {
    expect(refused({ 'cdk8s.yaml': config }, 'synth', '--settings', 'none.yaml')).toEqual(
      refusal(
        "--settings none.yaml cannot be read: ENOENT: no such file or directory, access 'FOLDER/none.yaml'. " +
          'Give the path of a settings file.',
      ),
    );
    expect(refused({ 'cdk8s.yaml': config }, 'synth', '--settings', '.')).toEqual(
      refusal('--settings . is not a file. Give the path of a settings file.'),
    );
  });

  test.each([
    [['synth', 'extra'], "error: too many arguments for 'synth'. Expected 0 arguments but got 1."],
    [['synth', '--stdout'], "error: unknown option '--stdout'"],
    [['synth', '--output'], "error: option '--output <dir>' argument missing"],
    [['render'], "error: unknown command 'render'"],
  ])('arguments: %j', (args, message) => {
    expect(refused({ 'cdk8s.yaml': config }, ...args)).toEqual(refusal(`${message}\n(--help lists what there is)`));
  });

  test.each([
    ['.', '.', "is the project's folder or holds it"],
    ['..', '..', "is the project's folder or holds it"],
    ['/', '/', "is the project's folder or holds it"],
    ['source/', 'source', 'holds files that are no *.k8s.yaml (a.js, b/c.yaml, d.js and more)'],
    ['app.js', 'app.js', 'is a file'],
    ['node_modules', 'node_modules', 'is a symbolic link'],
    ['node_modules/none', 'node_modules/none', 'leads out of the project through a symbolic link'],
  ])('--output %s', (output, shown, reason) => {
    const files = {
      'cdk8s.yaml': config,
      'source/a.js': '',
      'source/b/c.yaml': '',
      'source/d.js': '',
      'source/e.js': '',
    };

    expect(refused(files, 'synth', '--output', output)).toEqual(
      refusal(
        `The output folder ${shown} ${reason}, and it is replaced as a whole. Give another one with --output, such as dist.`,
      ),
    );
  });

  test('cdk8s-cli is not installed, and there are validations', () => {
    const folder = project({ ...app, 'cdk8s.yaml': config + validations });
    rmSync(join(folder, 'node_modules'));

    expect(run(folder, 'synth')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        `cdk8s.yaml has validations or a synthConfig, and cdk8s-cli is not installed for ${folder}. ` +
        'Run "npm install --save-dev cdk8s-cli" there.\n',
    });
  });
});

test('--version and --help', () => {
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));

  expect(run(base, '--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  expect(run(base, '--help')).toMatchObject({ code: 0, stderr: '' });
  expect(run(base)).toMatchObject({ code: 2, stdout: '' });
});

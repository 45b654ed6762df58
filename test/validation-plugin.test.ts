import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManifestValidation, type ManifestValidationProps } from '../lib/validation-plugin';

// Each run starts cdk8s-cli, which takes a second on an idle machine.
jest.setTimeout(60_000);

const repository = join(__dirname, '..');
const base = realpathSync(mkdtempSync(join(tmpdir(), 'plugin\'s "test" ')));
const before = process.cwd();
beforeAll(() => process.chdir(base));
afterAll(() => {
  process.chdir(before);
  rmSync(base, { recursive: true });
});

const WRONG = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec: { hosts: [shop.example.com], http: [] }
`;
const WARNED = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, namespace: shop }\n';
const UNKNOWN = 'apiVersion: example.com/v1\nkind: Shop\nmetadata: { name: a }\n';
const HTTP = 'The VirtualService has neither http, tls nor tcp routes, so it leads nowhere.';

describe('with the context that cdk8s-cli hands over', () => {
  type Call = readonly unknown[];

  /** What the plugin says of these files, call by call. */
  async function validate(files: Readonly<Record<string, string>>, props?: ManifestValidationProps): Promise<Call[]> {
    for (const [file, text] of Object.entries(files)) writeFileSync(file, text);
    const calls: Call[] = [];
    const report = {
      addViolation: (...args: Call) => void calls.push(['violation', ...args]),
      submit: (...args: Call) => void calls.push(['submit', ...args]),
    };
    await new ManifestValidation(props).validate({ manifests: Object.keys(files), report });
    return calls;
  }

  test('violations first, then failure', async () => {
    expect(await validate({ 'a.yaml': WRONG })).toEqual([
      [
        'violation',
        {
          ruleName: 'virtual-service-routes (IST0106, error)',
          recommendation: HTTP,
          fix: 'Add a route.',
          violatingResources: [
            {
              resourceName: 'web',
              locations: ['VirtualService shop/web, spec.http (line 4, column 36)'],
              manifestPath: 'a.yaml',
            },
          ],
        },
      ],
      ['submit', 'failure', { Objects: '1' }],
    ]);
  });

  test('names cannot steer the terminal', async () => {
    const [violation] = await validate({ 'b\u202e.yaml': WRONG.replace('name: web', 'name: "\\e[2J"') });

    expect(violation?.[1]).toMatchObject({
      violatingResources: [
        {
          resourceName: '\\u001b[2J',
          locations: [expect.stringMatching(/^VirtualService shop\/\\u001b\[2J, metadata\.name /)],
          manifestPath: 'b\\u202e.yaml',
        },
      ],
    });
  });

  test.each([
    ['error', 'success'],
    ['warning', 'failure'],
    ['info', 'failure'],
  ] as const)('failOn %s: %s for a warning', async (failOn, status) => {
    const calls = await validate({ 'c.yaml': WARNED }, { failOn });

    expect(calls.at(-1)).toEqual(['submit', status, { Objects: '1' }]);
  });

  test('what could not be judged is in the summary', async () => {
    expect(await validate({ 'd.yaml': `${UNKNOWN}---\n${UNKNOWN.replace('name: a', 'name: b')}` })).toEqual([
      ['submit', 'success', { Objects: '2', 'Not judged, no schema': 'example.com/v1 Shop' }],
    ]);
  });

  test('the context is not judged', async () => {
    writeFileSync('context.yaml', WRONG);

    expect(await validate({ 'e.yaml': UNKNOWN }, { context: ['context.yaml'] })).toHaveLength(1);
  });

  test('the mesh config is read', async () => {
    writeFileSync('mesh.yaml', 'trustDomain: shop.example.com\n');

    expect(await validate({ 'e.yaml': UNKNOWN }, { meshConfig: 'mesh.yaml' })).toHaveLength(1);
  });

  test('a mesh config that cannot be read is thrown', async () => {
    writeFileSync('mesh.yaml', 'trustDomain: 7\n');

    await expect(validate({ 'e.yaml': UNKNOWN }, { meshConfig: 'mesh.yaml' })).rejects.toThrow(
      /^mesh\.yaml:1:1: trustDomain is 7, and istiod refuses that\. .*$/,
    );
  });

  test('without manifests', async () => {
    expect(await validate({})).toEqual([['submit', 'success', { Objects: '0' }]]);
  });

  test('what cannot be read is thrown, all of it', async () => {
    const validation = validate({ 'f.yaml': 'a: b: c\n' }, { context: ['none'] });

    await expect(validation).rejects.toThrow(/^f\.yaml:1:4: This is not YAML: .*\nnone: This cannot be read: .*$/);
  });

  test.each([
    [{ contexts: [] }, 'ManifestValidation has no property "contexts": write context, meshConfig or failOn.'],
    [{ context: 'a.yaml' }, '`context` of ManifestValidation is a list of paths: write ["PATH"].'],
    [{ meshConfig: {} }, '`meshConfig` of ManifestValidation is a path: write "PATH".'],
    [{ failOn: 'warn' }, '`failOn` "warn": expected one of error, warning, info.'],
  ])('properties of cdk8s.yaml: %j', async (props, message) => {
    await expect(async () => validate({}, props as ManifestValidationProps)).rejects.toThrow(message);
  });
});

/** As cdk8s-cli prints it. */
const printed = (construct: string, file: string, line: number) => `
virtual-service-routes (IST0106, error) (1 occurrences)

  Occurrences:

    - Construct Path: ${construct}
    - Manifest Path: ${file}
    - Resource Name: web
    - Locations:
      > VirtualService shop/web, spec.http (line ${line}, column 3)

  Recommendation: ${HTTP}
  How to fix: Add a route.
`;

describe('through cdk8s synth', () => {
  const cdk8s = join(repository, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
  const plain = `new (require('cdk8s').App)()`;
  const ours = `new (require(${JSON.stringify(join(repository, 'build', 'lib', 'app'))}).SecureIngressApp)()`;

  let projects = 0;

  function synth(
    app: string,
    object: string,
    properties: object,
  ): { code: number | null; output: string; file: string } {
    const cwd = join(base, `project ${projects++}`);
    mkdirSync(cwd);
    symlinkSync(join(repository, 'node_modules'), join(cwd, 'node_modules'));
    // As npm installs it.
    symlinkSync(repository, join(cwd, 'cdk8s-secure-ingress'));
    const validation = { package: './cdk8s-secure-ingress', class: 'ManifestValidation', version: '0.1.0', properties };
    writeFileSync(join(cwd, 'cdk8s.yaml'), JSON.stringify({ app: 'node app.js', validations: [validation] }));
    writeFileSync(join(cwd, 'context.yaml'), UNKNOWN);
    writeFileSync(
      join(cwd, 'app.js'),
      `const { ApiObject, Chart } = require('cdk8s');
const app = ${app};
new ApiObject(new Chart(app, 'shop'), 'routes', require('yaml').parse(${JSON.stringify(object)}));
app.synth();`,
    );
    const args = [cdk8s, 'synth', '--no-check-upgrade'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
    const file = app === ours ? 'dist/shop/shop.k8s.yaml' : 'dist/shop.k8s.yaml';
    // oxlint-disable-next-line no-control-regex
    const output = (stdout + stderr).replaceAll(/\u001b\[\d+m/g, '');
    return { code: status, output, file: readFileSync(join(cwd, file), 'utf8') };
  }

  test.each([
    ['a cdk8s App', plain, 'shop/routes', 'dist/shop.k8s.yaml'],
    // Its own metadata would lie among the manifests, so there is none.
    ['a SecureIngressApp', ours, 'N/A', 'dist/shop/shop.k8s.yaml'],
  ])('%s: exit code 2 and a report, after writing', (_name, app, construct, path) => {
    const { code, output, file } = synth(app, WRONG, { context: ['context.yaml'] });

    expect(code).toBe(2);
    expect(output).toContain(printed(construct, path, 9));
    expect(output).toMatch(/│ failure +║[^]*║ Objects │ 1 +║[^]*Validation failed\. See above reports for details\n$/);
    expect(file).toContain('http: []');
  });

  test.each([
    ['a cdk8s App', plain],
    ['a SecureIngressApp', ours],
  ])('%s: exit code 0 when nothing is wrong', (_name, app) => {
    const { code, output } = synth(app, UNKNOWN, { context: ['context.yaml'], failOn: 'info' });

    expect(code).toBe(0);
    expect(output).toMatch(/│ success +║[^]*║ Not judged, no schema │ example\.com\/v1 Shop +║/);
    expect(output).toMatch(/Validations ended succesfully\n$/);
  });

  test('a context that cannot be read: exit code 1', () => {
    const { code, output } = synth(plain, UNKNOWN, { context: ['none.yaml'] });

    expect(code).toBe(1);
    expect(output).toContain('none.yaml: This cannot be read: ENOENT');
  });

  test('a misspelled property: exit code 1', () => {
    const { code, output } = synth(plain, UNKNOWN, { contexts: ['context.yaml'] });

    expect(code).toBe(1);
    expect(output).toContain('ManifestValidation has no property "contexts"');
  });
});

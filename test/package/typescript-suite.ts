import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, succeed } from './processes';
import { example, renderedObjects, synthOutput } from './readme';
import { consumer, contentOf, locked, objectsOf, REPOSITORY, type Workspace, write } from './workspace';

const PACKAGES = ['cdk8s', 'cdk8s-cli', 'cdk8s-plus-27', 'cdk8s-plus-33', 'constructs', 'typescript', '@types/node'];

/** Everything that our types lean on is checked as well: a user who wants that must be able to. */
const OPTIONS = {
  module: 'nodenext',
  target: 'es2022',
  lib: ['es2022'],
  types: ['node'],
  strict: true,
  skipLibCheck: false,
};

export function typescriptProject(workspace: Workspace): Promise<string> {
  const files = {
    'index.ts': example,
    'backends.ts': consumer('backends.ts'),
    'charts.ts': consumer('charts.ts'),
    'imports.ts': consumer('imports.ts'),
    'tsconfig.json': JSON.stringify({ compilerOptions: OPTIONS, exclude: ['charts.ts'] }),
    'tsconfig.charts.json': JSON.stringify({ compilerOptions: OPTIONS, files: ['charts.ts'] }),
    'cdk8s.yaml': 'app: node index.js\n',
  };
  return workspace.project('typescript', files, locked(...PACKAGES));
}

/** An empty project with the compiler of today. */
export function typescriptSuite(workspace: Workspace): void {
  let folder = '';
  beforeAll(async () => {
    folder = await typescriptProject(workspace);
    await succeed(folder, 'npx', 'tsc');
  });

  exampleTests(() => folder);
  consumerTests(() => folder);

  test('the package is an app itself, which renders our settings to the files that are committed', async () => {
    write(folder, {
      'cdk8s.yaml': 'app: node node_modules/cdk8s-secure-ingress/build/main.js\noutput: scenarios\n',
      'settings.yaml': readFileSync(join(REPOSITORY, 'settings.yaml'), 'utf8'),
      'platform.yaml': readFileSync(join(REPOSITORY, 'platform.yaml'), 'utf8'),
    });
    await succeed(folder, 'npx', 'secure-ingress', 'synth');
    const rendered = contentOf(join(folder, 'scenarios'));
    expect(Object.keys(rendered)).toHaveLength(9);
    expect(rendered).toEqual(contentOf(join(REPOSITORY, 'dist')));
  });
}

function exampleTests(project: () => string): void {
  test('there is one copy of cdk8s and of constructs', async () => {
    const copies = await succeed(project(), 'npm', 'ls', '--all', '--parseable', 'cdk8s', 'constructs');
    expect(copies.trimEnd().split('\n').toSorted()).toEqual(
      ['cdk8s', 'constructs'].map((name) => join(project(), 'node_modules', name)),
    );
  });

  test("the README's example renders what the README says", async () => {
    expect(await succeed(project(), 'npx', 'secure-ingress', 'synth')).toBe(synthOutput);
    const rendered = contentOf(join(project(), 'dist'));
    expect(Object.keys(rendered)).toEqual(['shop/shop.k8s.yaml']);
    expect(objectsOf(rendered['shop/shop.k8s.yaml'] ?? '')).toEqual(renderedObjects);
  });

  test('the command line tells its version and what there is', async () => {
    const { version }: { version: string } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
    expect(await succeed(project(), 'npx', 'secure-ingress', '--version')).toBe(`${version}\n`);
    expect(await succeed(project(), 'npx', 'secure-ingress', '--help')).toContain('synth [options]');
  });
}

function consumerTests(project: () => string): void {
  // What valibot infers for the settings is too deep for it. To be made a plain test once their types are written out.
  test('charts compile', async () => {
    await succeed(project(), 'npx', 'tsc', '--project', 'tsconfig.charts.json');
  });

  test('charts render, from settings and from props', async () => {
    const { stdout, stderr } = await run(project(), 'node', 'charts.js');
    const expected = ['Gateway hipstershopv1v2/hipstershop', 'DestinationRule istio-system/default'];
    expect(objectsOf(stdout)).toEqual(expect.arrayContaining(expected));
    expect(stderr).toMatch(
      /^settings\.yaml:2:\d+: hipstershop-http\.ingressIp "203\.0\.113": expected an IP address\n$/,
    );
  });

  test('typed classes render', async () => {
    const { stdout, stderr } = await run(project(), 'node', 'imports.js');
    expect(objectsOf(stdout)).toEqual(['Gateway shop/passthrough']);
    expect(stderr.trimEnd().split('\n')).toEqual([
      'acme.cert-manager.io/v1 Challenge',
      'cert-manager.io/v1 Certificate',
      'extensions.istio.io/v1alpha1 WasmPlugin',
      'networking.istio.io/v1 Gateway',
      'security.istio.io/v1 PeerAuthentication',
      'telemetry.istio.io/v1 Telemetry',
    ]);
  });

  test('Services and ServiceAccounts of two versions of cdk8s-plus are backends and callers', async () => {
    const rendered = await succeed(project(), 'node', 'backends.js');
    const [cart, frontend] = ['cart.shop.svc.cluster.local', 'frontend.shop.svc.cluster.local'];
    expect(rendered.match(/(?<=host: ).*/g)).toEqual([cart, frontend, cart]);
    expect(rendered).toContain('serviceAccounts:\n              - shop/checkout\n              - shop/web\n');
  });
}

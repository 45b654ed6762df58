import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesIn } from '../../lib/output/files';
import { succeed } from './processes';
import { asTemplateMain, renderedObjects, synthOutput } from './readme';
import { consumer, type Files, lockedVersion, objectsOf, type Workspace, write } from './workspace';

/** What `cdk8s init` would fill in. */
const VALUES: Readonly<Record<string, string>> = {
  $base: 'shop',
  cdk8s_core_version: lockedVersion('cdk8s'),
  cdk8s_plus_version: lockedVersion('cdk8s-plus-33'),
  constructs_version: lockedVersion('constructs'),
  cdk8s_cli_spec: lockedVersion('cdk8s-cli'),
};

function filled(text: string): string {
  return text.replaceAll(/\{\{ *(.*?) *\}\}/g, (_, name: string) => VALUES[name] ?? '');
}

/** `cdk8s init` itself downloads Kubernetes' schemas from GitHub, so its files are filled in here. */
function templateFiles(): Files {
  const folder = join(dirname(require.resolve('cdk8s-cli/package.json')), 'templates', 'typescript-app');
  const files = [...filesIn(folder)].filter(({ path }) => path !== '.hooks.sscaff.js');
  return Object.fromEntries(files.map(({ path }) => [filled(path), filled(readFileSync(join(folder, path), 'utf8'))]));
}

export function templateProject(workspace: Workspace): Promise<string> {
  return workspace.project('template', {
    ...templateFiles(),
    'main.ts': asTemplateMain(),
    'imports.ts': consumer('imports.ts'),
  });
}

/** A project of `cdk8s init typescript-app`, whose compiler does not know `exports`. */
export function templateSuite(workspace: Workspace): void {
  let project = '';
  beforeAll(async () => {
    project = await templateProject(workspace);
  });

  test('compiles', async () => {
    await succeed(project, 'npm', 'run', 'compile');
  });

  test('its test sees the objects', async () => {
    await succeed(project, 'npm', 'test', '--', '--update-snapshot');
    const snapshot = readFileSync(join(project, '__snapshots__', 'main.test.ts.snap'), 'utf8');
    const kinds = [...snapshot.matchAll(/(?<=^ {4}"kind": ")\w+/gm)].map(([kind]) => kind);
    expect(kinds.toSorted()).toEqual(renderedObjects.map((object) => object.replace(/ .*/, '')).toSorted());
  });

  test('is compiled and rendered by secure-ingress synth', async () => {
    for (const name of ['main.js', 'tsconfig.tsbuildinfo']) rmSync(join(project, name));
    expect(await succeed(project, 'npx', 'secure-ingress', 'synth')).toBe(synthOutput);
    expect(existsSync(join(project, 'main.js'))).toBe(true);
    expect(objectsOf(readFileSync(join(project, 'dist', 'shop', 'shop.k8s.yaml'), 'utf8'))).toEqual(renderedObjects);
  });

  // Its libraries lack types that valibot's lean on. To be made a plain test once those of settings are written out.
  test('compiles with charts', async () => {
    write(project, { 'charts.ts': consumer('charts.ts') });
    await succeed(project, 'npm', 'run', 'compile');
  });
}

import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crd } from './crds';
import { Project } from './project';

const ROOT = join(__dirname, '../..');
const SCRIPT = join(ROOT, 'build/tools/scripts/import.js');
let project: Project;

beforeAll(() => {
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'scripts'], { cwd: ROOT });
  project = new Project();
  project.copy('widgets-1.2.0.yaml', crd('Widget', { v1: true }));
}, 60_000);

afterAll(() => project.remove());

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], {
    cwd: project.root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('wrong arguments are refused together, before anything is done', () => {
  expect(run('--chek', 'folder', '--check=yes', '--crds')).toEqual({
    status: 2,
    stdout: '',
    stderr: `import: unknown option "--chek"
import: unexpected argument "folder"
import: --check takes no value, but has "yes"
import: --crds needs a folder: --crds DIR
import: See \`npm run import -- --help\`.
`,
  });
});

test('an option is no folder', () => {
  expect(run('--crds', '--check')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--crds needs a folder'),
  });
});

test('--help names every option', () => {
  const { status, stdout } = run('--help');
  expect(status).toBe(0);
  expect(stdout).toMatch(/--crds DIR[^]*--check[^]*--help/);
});

test('a folder that cannot be read is refused', () => {
  expect(run('--crds', 'nowhere')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^import: --crds nowhere: /),
  });
});

test('--check without a lock could not do its job', () => {
  expect(run('--check')).toMatchObject({ status: 2, stderr: expect.stringContaining('Run `npm run import`.') });
});

test('what was imported passes both checks; what was edited after that fails both', () => {
  expect(run('--crds', 'crds')).toEqual({ status: 0, stdout: 'imports/: 4 files from widgets 1.2.0.\n', stderr: '' });
  expect(run('--check')).toMatchObject({ status: 0, stdout: 'imports/ is what imports/lock.json says.\n' });
  expect(run('--check', '--crds', 'crds')).toMatchObject({
    status: 0,
    stdout: 'imports/ is what crds gives, byte for byte.\n',
  });

  appendFileSync(join(project.root, 'imports/example.com.ts'), '// edited\n');
  const edited = {
    status: 1,
    stdout: '',
    stderr: 'imports/example.com.ts: differs from what was generated. Never edit it; run `npm run import`.\n',
  };
  expect(run('--check')).toEqual(edited);
  expect(run('--check', '--crds', 'crds')).toEqual(edited);
}, 60_000);

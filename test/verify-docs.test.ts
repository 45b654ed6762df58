import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';

jest.setTimeout(60_000);

const repository = join(__dirname, '..');
const text = readFileSync(join(repository, 'docs', 'verify.md'), 'utf8');
const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', content = '']) => ({
  language,
  content,
}));
const contentsOf = (wanted: string) => blocks.flatMap(({ language, content }) => (language === wanted ? content : []));

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'verify-docs-')));
afterAll(() => rmSync(folder, { recursive: true }));

const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n';

beforeAll(() => {
  const modules = join(folder, 'node_modules');
  for (const path of [modules, join(folder, 'dist'), join(folder, 'stages')]) mkdirSync(path);
  for (const name of ['cdk8s', 'constructs']) symlinkSync(join(repository, 'node_modules', name), join(modules, name));
  symlinkSync(repository, join(modules, 'cdk8s-secure-ingress'));
  writeFileSync(join(folder, 'platform.yaml'), NAMESPACE);
  writeFileSync(join(folder, 'dist', 'a.yaml'), NAMESPACE);
  // Every file that the text shows begins with its name.
  for (const content of contentsOf('yaml')) {
    const name = /^# (\S+)\n/.exec(content)?.[1] ?? '';
    writeFileSync(join(folder, name), content);
  }
});

function run(command: string, ...args: string[]): { code: number | null; stdout: string; stderr: string } {
  const { NO_COLOR: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

const sessions = contentsOf('console').map((content) => {
  const [prompt = '', ...output] = content.split('\n');
  return { line: prompt.replace(/^\$ /, ''), output: output.join('\n') };
});

test.each(sessions)('$line', ({ line, output }) => {
  const npx = `npx() { shift; '${process.execPath}' '${join(repository, 'build', 'bundle', 'cli.js')}' "$@"; }`;

  expect(run('bash', '-c', `${npx}\n${line}`)).toMatchObject({ stdout: output, stderr: '' });
});

test('the app is refused, with the report of the text', () => {
  const [source = ''] = contentsOf('ts');
  const options = {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  } as const;
  writeFileSync(join(folder, 'app.js'), transformSync(source, options).code);
  const { code, stderr } = run(process.execPath, 'app.js');

  expect([code, stderr]).toEqual([1, expect.stringContaining(contentsOf('text')[0] ?? '?')]);
});

test('cdk8s synth runs the plugin', () => {
  const app = `
const { ApiObject, App, Chart } = require('cdk8s');
const app = new App();
new ApiObject(new Chart(app, 'shop'), 'namespace', { apiVersion: 'v1', kind: 'Namespace', typo: 1 });
app.synth();
`;
  writeFileSync(join(folder, 'main.js'), app);
  const cdk8s = join(repository, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
  const { code, stdout } = run(process.execPath, cdk8s, 'synth', '--no-check-upgrade', '--output', 'plain');

  expect([code, stdout]).toEqual([2, expect.stringContaining('schema-unknown-field (SI0001, error)')]);
});

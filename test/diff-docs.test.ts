import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

jest.setTimeout(60_000);

const repository = join(__dirname, '..');
const cli = join(repository, 'build', 'bundle', 'cli.js');
const text = readFileSync(join(repository, 'docs', 'diff.md'), 'utf8');
const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', content = '']) => ({
  language,
  content,
}));
const contentsOf = (wanted: string) => blocks.flatMap(({ language, content }) => (language === wanted ? content : []));

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'diff-docs-')));
afterAll(() => rmSync(folder, { recursive: true }));

// Every file that the text shows begins with its name.
beforeAll(() => {
  for (const content of contentsOf('yaml')) {
    const path = join(folder, /^# (\S+)\n/.exec(content)?.[1] ?? '');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
});

const sessions = contentsOf('console').map((content) => {
  const [prompt = '', ...output] = content.split('\n');
  return { line: prompt.replace(/^\$ /, ''), output: output.join('\n') };
});

test.each(sessions)('$line', ({ line, output }) => {
  const npx = `npx() { shift; '${process.execPath}' '${cli}' "$@"; }`;
  const { NO_COLOR: _, ...env } = process.env;
  const { stdout, stderr } = spawnSync('bash', ['-c', `${npx}\n${line}`], { cwd: folder, env, encoding: 'utf8' });

  expect({ stdout, stderr }).toEqual({ stdout: output, stderr: '' });
});

const options = (table: string) => [...table.matchAll(/(?<![\w-])--[a-z-]+/g)].map(([option]) => option);

test('every option is told', () => {
  const { stdout } = spawnSync(process.execPath, [cli, 'diff', '--help'], { encoding: 'utf8' });
  const rows = text.split('\n').filter((line) => line.startsWith('| `--'));

  expect(new Set(options(rows.join('\n')))).toEqual(new Set(options(stdout).filter((option) => option !== '--help')));
});

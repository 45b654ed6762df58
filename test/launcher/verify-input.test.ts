import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { problemLines, readContext, readManifests } from '../../lib/launcher/verify-input';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'verify input ')));
const before = process.cwd();
beforeAll(() => process.chdir(base));
afterAll(() => {
  process.chdir(before);
  rmSync(base, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(base, file)), { recursive: true });
  writeFileSync(join(base, file), text);
}

const object = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;

test('everything that the paths hold, in the order of the files, each thing with its file', () => {
  write('all/b.yaml', `${object('two')}---\n${object('three')}data: { on: "" }\n---\nno: manifest\n`);
  write('all/a.yaml', object('one'));
  write('all/c.yaml', `${object('four')}---\na: b: c\n`);
  const { objects, notes, skipped, problems, sources } = readManifests(['all', 'none']);

  expect({
    objects: objects.map(({ name, origin }) => [name, origin.file]),
    notes: notes.map(({ written, manifest }) => [written, manifest.name, objects.includes(manifest)]),
    skipped,
    problems: problemLines(problems),
    sources: [...sources].map(([file, source]) => [file, source.lineText(1)]),
  }).toEqual({
    objects: [
      ['one', 'all/a.yaml'],
      ['two', 'all/b.yaml'],
      ['three', 'all/b.yaml'],
      ['four', 'all/c.yaml'],
    ],
    notes: [['on', 'three', true]],
    skipped: [{ file: 'all/b.yaml', line: 10, reason: 'no apiVersion and kind' }],
    problems: [
      'all/c.yaml:5:4: This is not YAML: Nested mappings are not allowed in compact mappings. ' +
        'Put the value in quotes when it contains ": ", or correct the indentation.',
      expect.stringMatching(/^none: This cannot be read: .*ENOENT.* Check the path and its permissions\.$/) as string,
    ],
    sources: [
      ['all/a.yaml', 'apiVersion: v1'],
      ['all/b.yaml', 'apiVersion: v1'],
      ['all/c.yaml', 'apiVersion: v1'],
    ],
  });
});

test('each file is told before it is read through', () => {
  write('told/a.yaml', object('one'));
  write('told/b.yaml', object('two'));
  const told: unknown[] = [];
  readManifests(['told', 'none'], (...file) => told.push(file));

  expect(told).toEqual([
    ['told/a.yaml', 55, 0],
    ['told/b.yaml', 55, 1],
  ]);
});

function contextOf(...paths: string[]): { objects: number; problems: string[] } {
  const { objects, problems } = readContext(paths);
  return { objects: objects.length, problems: problemLines(problems) };
}

test('a context is none, or has objects, or a problem', () => {
  write('context/a.yaml', object('one'));
  write('empty/README.md', '');
  write('empty/a.yaml', '# nothing\n');
  expect([contextOf(), contextOf('context'), contextOf('context', 'empty'), contextOf('empty')]).toEqual([
    { objects: 0, problems: [] },
    { objects: 1, problems: [] },
    { objects: 1, problems: [] },
    {
      objects: 0,
      problems: [
        'empty: No Kubernetes object is in this context. ' +
          'Name files or folders with what the cluster has already, or leave the context out.',
      ],
    },
  ]);
  expect(problemLines(readContext(['none']).problems)).toHaveLength(1);
});

test('names of files cannot steer the terminal', () => {
  expect(problemLines([{ file: 'a\u001b[31m\n', line: 1, column: 2, message: 'Bad \u202e', fix: 'Mend' }])).toEqual([
    'a\\u001b[31m\\u000a:1:2: Bad \\u202e. Mend.',
  ]);
});

import { execFileSync } from 'node:child_process';
import fs, { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readInput } from '../../lib/launcher/read-input';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'input test ')));
const before = process.cwd();
beforeAll(() => process.chdir(base));
afterAll(() => {
  process.chdir(before);
  rmSync(base, { recursive: true });
});

function write(...files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(base, file)), { recursive: true });
    writeFileSync(join(base, file), `# ${file}`);
  }
}

const read = (...paths: readonly string[]) =>
  [...readInput(paths)].map((input) => ('bytes' in input ? [input.file, String(input.bytes)] : input));
const names = (...paths: readonly string[]) => [...readInput(paths)].map(({ file }) => file);

test('a folder: what is YAML or JSON by its name, in order, hidden folders and node_modules left out', () => {
  write('one/b.yaml', 'one/a/c.yml', 'one/a.json', 'one/README.md', 'one/.git/x.yaml', 'one/node_modules/x.yaml');
  write('one/B.yaml', 'one/a.yaml', 'one/.hidden.yaml', 'one/x.yaml/y.yaml');

  expect(read('one')).toEqual(
    ['.hidden.yaml', 'B.yaml', 'a.json', 'a.yaml', 'a/c.yml', 'b.yaml', 'x.yaml/y.yaml'].map((file) => [
      `one/${file}`,
      `# one/${file}`,
    ]),
  );
});

test('a file is read whatever its name, and a hidden folder that is named', () => {
  write('two/.x/a.yaml', 'two/notes.txt');

  expect(names('two/notes.txt', 'two/.x', 'two/')).toEqual(['two/.x/a.yaml', 'two/notes.txt']);
});

test('the order of the arguments does not matter, and nothing is read twice', () => {
  write('three/a.yaml', 'three/b/c.yaml', 'three/d.yaml');
  const expected = ['three/a.yaml', 'three/b/c.yaml', 'three/d.yaml'];

  expect([
    names('three/d.yaml', 'three', 'three/b', 'three/a.yaml'),
    names('three', 'three'),
    names('three/b', 'three/a.yaml', './three/d.yaml').toSorted(),
  ]).toEqual([expected, expected, ['./three/d.yaml', 'three/a.yaml', 'three/b/c.yaml']]);
});

test('links are followed, but not in circles, and a file with two names is read once', () => {
  write('four/a/x.yaml', 'other/y.yaml');
  symlinkSync(join(base, 'four'), join(base, 'four/a/loop'));
  symlinkSync(join(base, 'other'), join(base, 'four/out'));
  symlinkSync(join(base, 'four/a/x.yaml'), join(base, 'four/z.yaml'));

  expect(names('four')).toEqual(['four/a/x.yaml', 'four/out/y.yaml']);
});

test('what cannot be read is told in its place, and the rest is read', () => {
  write('five/b.yaml');
  symlinkSync('nowhere', join(base, 'five/a.yaml'));
  symlinkSync('nowhere', join(base, 'five/c.txt'));

  expect(read('missing', 'five')).toEqual([
    {
      file: 'five/a.yaml',
      message: expect.stringMatching(/^This cannot be read: .*ENOENT.*five\/a\.yaml/) as string,
      fix: 'Check the path and its permissions',
    },
    ['five/b.yaml', '# five/b.yaml'],
    {
      file: 'missing',
      message: expect.stringMatching(/^This cannot be read: .*ENOENT.*missing/) as string,
      fix: 'Check the path and its permissions',
    },
  ]);
});

test('a pipe is read when it is named, and not when it is found', () => {
  write('six/a.yaml');
  execFileSync('mkfifo', [join(base, 'six/pipe.yaml')]);

  expect(names('six')).toEqual(['six/a.yaml']);
});

test('files are read one at a time', () => {
  write('seven/a.yaml', 'seven/b.yaml');
  const input = readInput(['seven']);
  input.next();
  rmSync(join(base, 'seven/b.yaml'));

  expect(input.next().value).toMatchObject({ file: 'seven/b.yaml', fix: 'Check the path and its permissions' });
});

test('standard input, once', () => {
  write('eight/a.yaml');
  const readFile = jest.spyOn(fs, 'readFileSync').mockReturnValueOnce(Buffer.from('# piped'));

  expect([read('eight', '-', '-'), readFile.mock.calls[0]]).toEqual([
    [
      ['-', '# piped'],
      ['eight/a.yaml', '# eight/a.yaml'],
    ],
    [0],
  ]);
  readFile.mockRestore();
});

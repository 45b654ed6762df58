import fs, { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OutputFolder } from '../../lib/launcher/output-folder';

const base = mkdtempSync(join(tmpdir(), 'output test '));
afterAll(() => rmSync(base, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

/** A project whose dist holds "old", and a staging that holds "new". */
function staged(name: string) {
  const project = join(base, name);
  mkdirSync(join(project, 'dist'), { recursive: true });
  writeFileSync(join(project, 'dist', 'a.k8s.yaml'), 'old');
  const staging = new OutputFolder(project, 'dist').stage();
  mkdirSync(staging.folder);
  writeFileSync(join(staging.folder, 'a.k8s.yaml'), 'new');
  return { project, staging, content: () => readFileSync(join(project, 'dist', 'a.k8s.yaml'), 'utf8') };
}

/** The n-th renames from now on fail. */
function failRenames(...failing: number[]): void {
  const rename = fs.renameSync;
  let count = 0;
  jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    if (failing.includes(++count)) throw new Error(`rename ${count} failed`);
    rename(from, to);
  });
}

describe('swap', () => {
  test('replaces, and nothing temporary is left', () => {
    const { project, staging, content } = staged('good');
    staging.swap();
    staging.remove();

    expect([content(), readdirSync(project)]).toEqual(['new', ['dist']]);
  });

  test.each([1, 2])('puts the old content back when rename %i fails', (failing) => {
    const { project, staging, content } = staged(`rename ${failing}`);
    failRenames(failing);

    expect(() => staging.swap()).toThrow(
      new Error(`dist/ is unchanged: it cannot be replaced: rename ${failing} failed.`),
    );
    staging.remove();
    expect([content(), readdirSync(project)]).toEqual(['old', ['dist']]);
  });

  test('keeps the old content and says where it is when it cannot be put back', () => {
    const { staging } = staged('lost');
    failRenames(2, 3);
    const old = staging.note('old');

    expect(() => staging.swap()).toThrow(
      new Error(
        'dist/ could not be replaced (rename 2 failed) nor put back (rename 3 failed). ' +
          `What it held is in ${old}: move it back by hand.`,
      ),
    );
    staging.remove();
    expect(readFileSync(join(old, 'a.k8s.yaml'), 'utf8')).toBe('old');
  });
});

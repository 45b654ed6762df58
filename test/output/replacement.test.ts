import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { SecureIngressApp } from '../../lib/app';
import { Replacement } from '../../lib/output/replacement';

const base = realpathSync(mkdtempSync(join(tmpdir(), 'replacement ')));
const before = process.cwd();
afterEach(() => process.chdir(before));
afterAll(() => rmSync(base, { recursive: true }));

let folders = 0;
/** A folder of its own with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = join(base, String(folders++));
  mkdirSync(folder);
  fill(folder, files);
  return folder;
}

function fill(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function contentOf(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).toSorted();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}

/** Writes these names through an app, one ConfigMap in a chart each, whose data is `value`. */
function synth(outdir: string, value: string, ...charts: readonly string[]): void {
  const app = new SecureIngressApp({ outdir });
  for (const id of charts) {
    const props = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, data: { value } };
    new ApiObject(new Chart(app, id), 'map', props);
  }
  app.synth();
}

describe('the output of an app', () => {
  test('what is no longer rendered goes', () => {
    const project = folderWith({ 'dist/old/old.k8s.yaml': 'old: true\n', 'dist/construct.k8s.yaml': '' });
    synth(join(project, 'dist'), 'x', 'web');

    expect(readdirSync(project)).toEqual(['dist']);
    expect(Object.keys(contentOf(project))).toEqual(['dist/web/web.k8s.yaml']);
  });

  test('files of others stay, and so does everything beside them', () => {
    const files = { 'dist/kustomization.yaml': 'resources: []\n', 'dist/old/old.k8s.yaml': 'old: true\n' };
    const project = folderWith(files);
    synth(join(project, 'dist'), 'x', 'web');

    expect(readdirSync(project)).toEqual(['dist']);
    expect(contentOf(project)).toEqual({ ...files, 'dist/web/web.k8s.yaml': expect.stringContaining('value: x') });
  });

  test('a second app of the process adds to what the first has written, and replaces what it wrote itself', () => {
    const outdir = join(base, 'shared');
    const [one, two] = [new SecureIngressApp({ outdir }), new SecureIngressApp({ outdir: `${outdir}/../shared` })];
    for (const [id, app] of Object.entries({ one, two })) {
      new ApiObject(new Chart(app, id), 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } });
      app.synth();
    }

    expect(Object.keys(contentOf(outdir))).toEqual(['one/one.k8s.yaml', 'two/two.k8s.yaml']);
  });

  test('the old output stays when the app is refused', () => {
    const project = folderWith({ 'dist/old/old.k8s.yaml': 'old: true\n' });
    const app = new SecureIngressApp({ outdir: join(project, 'dist') });
    new ApiObject(new Chart(app, 'a'), 'one', { apiVersion: 'v1', kind: 'ConfigMap' });
    app.node.addValidation({ validate: () => ['wrong'] });

    expect(() => app.synth()).toThrow('Nothing was synthesized because of 1 problem:\n  wrong');
    expect(contentOf(project)).toEqual({ 'dist/old/old.k8s.yaml': 'old: true\n' });
    expect(readdirSync(project)).toEqual(['dist']);
  });

  test('files that do not change are not written again', () => {
    const outdir = join(base, 'unchanged');
    synth(outdir, 'x'.repeat(200_000), 'large', 'small');
    const long = join(outdir, 'large', 'large.k8s.yaml');
    const early = new Date(2020, 1, 1);
    for (const path of [long, join(outdir, 'small', 'small.k8s.yaml')]) utimesSync(path, early, early);
    const { ino } = statSync(long);
    synth(outdir, 'x'.repeat(200_000), 'large', 'new');

    expect([statSync(long).ino, statSync(long).mtime, statSync(long).nlink]).toEqual([ino, early, 1]);
    synth(outdir, `${'x'.repeat(199_999)}y`, 'large');
    expect(readFileSync(long, 'utf8')).toContain('xy');
    expect(statSync(long).mtime).not.toEqual(early);
  });

  test('the current folder and a link are not replaced', () => {
    const project = folderWith({ 'real/old.k8s.yaml': 'old: true\n' });
    symlinkSync('real', join(project, 'link'));
    synth(join(project, 'link'), 'x', 'web');
    process.chdir(join(project, 'real'));
    synth('.', 'x', 'more');

    expect(statSync('.').ino).toBe(statSync(join(project, 'real')).ino);
    expect(Object.keys(contentOf(join(project, 'real')))).toEqual([
      'more/more.k8s.yaml',
      'old.k8s.yaml',
      'web/web.k8s.yaml',
    ]);
    expect(readdirSync(project).toSorted()).toEqual(['link', 'real']);
  });

  test('many large objects go through in pieces', () => {
    const outdir = join(base, 'pieces');
    const app = new SecureIngressApp({ outdir });
    const chart = new Chart(app, 'a');
    for (let i = 0; i < 50; i++) {
      const data = { text: String(i).repeat(20_000) };
      new ApiObject(chart, `o${i}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${1000 + i}` }, data });
    }
    app.synth();

    expect(contentOf(outdir)).toEqual({ 'a/a.k8s.yaml': app.synthYaml() });
  });
});

describe('Replacement', () => {
  test('an output folder that cannot be renamed, such as a mounted one, is filled file by file', () => {
    const project = folderWith({ 'dist/old.k8s.yaml': 'old: true\n' });
    const replacement = new Replacement(join(project, 'dist'));
    fill(replacement.folder, { 'new.k8s.yaml': 'new: true\n', 'folder/other.k8s.yaml': '' });
    jest.spyOn(replacement, 'swap').mockImplementation(() => {
      throw new Error('EBUSY');
    });
    replacement.commit();
    replacement.remove();

    expect(readdirSync(project)).toEqual(['dist']);
    expect(contentOf(join(project, 'dist'))).toEqual({
      'folder/other.k8s.yaml': '',
      'new.k8s.yaml': 'new: true\n',
      'old.k8s.yaml': 'old: true\n',
    });
  });

  test('where nothing can be made beside the output folder, it is filled file by file', () => {
    const project = folderWith({ 'dist/old.k8s.yaml': 'old: true\n' });
    jest.spyOn(fs, 'mkdtempSync').mockImplementationOnce(() => {
      throw new Error('EACCES');
    });
    synth(join(project, 'dist'), 'x', 'web');

    expect(readdirSync(join(project, 'dist')).toSorted()).toEqual(['old.k8s.yaml', 'web']);
  });

  test('nothing can be made beside the output folder', () => {
    const project = folderWith({ file: '' });

    expect(() => new Replacement(join(project, 'file', 'dist'), 'dist')).toThrow(
      /^dist\/ is unchanged: no folder can be made beside it: .*ENOTDIR/,
    );
    expect(existsSync(join(project, 'file'))).toBe(true);
  });

  test('notes do not end up in the output', () => {
    const project = folderWith({});
    const replacement = new Replacement(join(project, 'dist'));
    fill(replacement.folder, { 'a.k8s.yaml': '' });
    writeFileSync(replacement.note('verdicts'), '{}');
    replacement.commit();
    replacement.remove();

    expect(contentOf(project)).toEqual({ 'dist/a.k8s.yaml': '' });
  });
});

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareImports, replaceImports } from '../../scripts/generate';
import { crd } from './crds';
import { Project } from './project';

const ROOT = join(__dirname, '../..');
const { CRDS } = process.env;
// The upstream files are several megabytes and not part of this repository: CRDS names a folder of copies.
const describeWithCopies = CRDS === undefined ? describe.skip : describe;

describeWithCopies('local copies of the sources', () => {
  test('give the committed files, byte for byte', async () => {
    expect(await compareImports(ROOT, CRDS ?? '')).toEqual([]);
  }, 60_000);
});

const widget = crd('Widget', { v1: true, v1beta1: true });
const gadget = crd('Gadget', { v1: true });
let project: Project;

beforeEach(() => {
  project = new Project();
  project.copy('widgets-1.2.0.yaml', widget, gadget);
});

afterEach(() => project.remove());

function read(file: string): string {
  return readFileSync(join(project.root, 'imports', file), 'utf8');
}

function writeImports(file: string, content: unknown): void {
  mkdirSync(join(project.root, 'imports'));
  writeFileSync(join(project.root, 'imports', file), JSON.stringify(content));
}

function schemaSource(name: string) {
  const version = name === 'widgets' ? '1.2.0' : '1.0.0';
  return { name, version, addresses: [`https://example.com/${name}.yaml`] };
}

function leftovers(): string[] {
  return readdirSync(project.root).filter((file) => file.startsWith('.imports-'));
}

test('a source gives classes, schemas and a lock: the same bytes however it is cut into files', async () => {
  const imported = await replaceImports(project.root, project.crds);
  expect(imported).toEqual({ sources: ['widgets 1.2.0'], files: 4, warnings: [] });
  expect(read('example.com.ts')).toContain('export class Widget extends ApiObject');
  expect(read('example.com.ts')).not.toContain('v1beta1');
  expect(Object.keys(JSON.parse(read('schemas/widgets.json')).kinds)).toEqual([
    'example.com/v1/Gadget',
    'example.com/v1/Widget',
    'example.com/v1beta1/Widget',
  ]);
  expect(JSON.parse(read('schemas/index.json'))).toEqual({
    'example.com/v1/Gadget': 'widgets',
    'example.com/v1/Widget': 'widgets',
    'example.com/v1beta1/Widget': 'widgets',
  });

  project.copy('widgets-1.2.0.yaml', gadget);
  project.copy('widgets-1.2.0-more.yaml', { ...widget, metadata: { name: widget.metadata.name } });
  expect(await compareImports(project.root, project.crds)).toEqual([]);
}, 60_000);

test('an edited version and one import upgrade a source; what is gone upstream goes', async () => {
  await replaceImports(project.root, project.crds);
  project.name('1.3.0');
  project.copy('widgets-1.3.0.yaml', crd('Widget', { v2: true }));
  await replaceImports(project.root, project.crds);
  expect(read('example.com.ts')).toContain("apiVersion: 'example.com/v2'");
  expect(read('example.com.ts')).not.toContain('Gadget');
  expect(JSON.parse(read('lock.json')).sources).toMatchObject([{ name: 'widgets', version: '1.3.0' }]);
  expect(leftovers()).toEqual([]);
}, 60_000);

test('a version whose content is not what it was is pointed out', async () => {
  const addresses = ['https://raw.githubusercontent.com/example/widgets/v1.2.0/crds.yaml'];
  const before = { name: 'widgets', version: '1.2.0', addresses, sha256: 'other' };
  writeImports('lock.json', { generator: '', sources: [before], files: {} });
  const { warnings } = await replaceImports(project.root, project.crds);
  expect(warnings).toEqual([expect.stringMatching(/^widgets 1\.2\.0: the content is not what imports\/lock\.json/)]);
}, 60_000);

test.each([
  ['no copy', () => project.name('9.9.9'), 'widgets 9.9.9: no copy in'],
  ['a copy without CRDs', () => project.copy('widgets-1.2.0.yaml', {}), 'widgets 1.2.0: no CustomResourceDefinition'],
  ['a copy that is not YAML', () => project.write('widgets-1.2.0.yaml', '{'), 'widgets 1.2.0: widgets-1.2.0.yaml: '],
  ['a CRD twice', () => project.copy('widgets-1.2.0-x.yaml', widget), 'widgets.example.com: there twice'],
  [
    'a kind that is not served',
    () => project.copy('widgets-1.2.0.yaml', crd('Widget', { v1: false })),
    'widgets.example.com: no version is served',
  ],
])('%s leaves the old files as they are', async (_, spoil, message) => {
  writeImports('kept.ts', 'old');
  spoil();
  await expect(replaceImports(project.root, project.crds)).rejects.toThrow(message);
  expect(read('kept.ts')).toBe('"old"');
  expect(leftovers()).toEqual([]);
});

test.each([
  [
    'a kind that two sources carry',
    'gizmos',
    'example.com/v1/Gadget: in gizmos and in widgets; keep a kind in one source.',
  ],
  ['a source whose file would be the index', 'index', 'index: this name is taken by the list of kinds; use another.'],
])('%s is refused', async (_, name, message) => {
  project.write('../cdk8s.yaml', JSON.stringify({ imports: [], schemas: ['widgets', name].map(schemaSource) }));
  project.copy(`${name}-1.0.0.yaml`, gadget);
  await expect(replaceImports(project.root, project.crds)).rejects.toThrow(message);
});

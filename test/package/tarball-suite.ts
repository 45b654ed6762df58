import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { filesIn } from '../../lib/output/files';
import { succeed } from './processes';
import { REPOSITORY, type Workspace } from './workspace';

interface Manifest {
  readonly main: string;
  readonly types: string;
  readonly bin: { readonly 'secure-ingress': string };
  readonly imports: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly typesVersions: unknown;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** The package as it is unpacked. */
class Content {
  readonly files: readonly string[];
  readonly manifest: Manifest;

  constructor(readonly folder: string) {
    this.files = [...filesIn(folder)].map(({ path }) => path);
    this.manifest = JSON.parse(this.text('package.json'));
  }

  text(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** The files that a target of the manifest stands for; `*` is any name. */
  matching(target: string): string[] {
    const [start = '', end] = target.replace('./', '').split('*');
    return this.files.filter((path) =>
      end === undefined ? path === start : path.startsWith(start) && path.endsWith(end),
    );
  }
}

/** What a user downloads, before anything is installed. */
export function tarballSuite(workspace: Workspace): void {
  let content: Content;
  beforeAll(async () => {
    await succeed(workspace.folder, 'tar', '-xzf', await workspace.tarball());
    content = new Content(join(workspace.folder, 'package'));
  });

  test('holds what is published and nothing else', () => {
    const plain = content.files.filter((path) => !path.startsWith(BUNDLE));
    expect(plain.toSorted()).toEqual([...DOCUMENTS, ...schemas(), ...compiledSources()].toSorted());
  });

  test('names the licence of every package whose code it holds', () => {
    const bundle = content.files.filter((path) => path.startsWith(BUNDLE)).map((path) => content.text(path));
    const names = bundle.flatMap((text) => [...text.matchAll(BUNDLED)].map(([, name = '']) => name));
    const notice = content.text('NOTICE');
    expect(new Set(names)).toContain('yaml');
    expect([...new Set(names)].filter((name) => !notice.includes(`\n  ${name} `))).toEqual([]);
  });

  test('is about as large as what it is made of', () => {
    const sizes = content.files.map((path) => statSync(join(content.folder, path)).size);
    const megabytes = sizes.reduce((sum, size) => sum + size, 0) / 1e6;
    // 2.1 of them are generated classes with their documentation, 0.3 schemas, 2.5 the bundle (of it 0.9 other packages
    // and 0.3 explanations of rules), the rest the code and its types.
    expect(megabytes).toBeLessThan(6);
  });

  test('tells nothing about the machine it was built on', () => {
    const places = [workspace.folder, join(REPOSITORY, 'node_modules'), 'sourceMappingURL='];
    expect(content.files.filter((path) => places.some((place) => content.text(path).includes(place)))).toEqual([]);
  });

  describe('its manifest', () => {
    manifestTests(() => content);
  });
}

function manifestTests(content: () => Content): void {
  test('runs nothing when it is installed', () => {
    const scripts = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare', 'dependencies'];
    expect(Object.keys(content().manifest.scripts).filter((name) => scripts.includes(name))).toEqual([]);
  });

  test('points to files that are there', () => {
    const { main, types, bin, imports, exports } = content().manifest;
    const exported = Object.values(exports).flatMap((target) =>
      Object.values(typeof target === 'string' ? [target] : target),
    );
    const targets = [main, types, ...Object.values(bin), ...Object.values(imports), ...exported];
    expect(targets.filter((target) => content().matching(target).length === 0)).toEqual([]);
    expect(content().text(bin['secure-ingress'])).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  test('shows the same types to resolvers that know no exports', () => {
    const subpaths = Object.entries(content().manifest.exports).flatMap(([path, target]) =>
      typeof target === 'string' || path === '.' ? [] : [[path.replace('./', ''), [target.types.replace('./', '')]]],
    );
    expect(content().manifest.typesVersions).toEqual({ '*': Object.fromEntries(subpaths) });
  });

  test('names every package that the files import, and these import no file that is missing', () => {
    const { dependencies, peerDependencies, imports } = content().manifest;
    const packages = ['cdk8s-secure-ingress', ...Object.keys({ ...dependencies, ...peerDependencies, ...imports })];
    const wrong = content().files.flatMap((file) =>
      importsOf(file, content().text(file))
        .filter((target) => !(target.startsWith('.') ? resolves(content(), file, target) : isKnown(packages, target)))
        .map((target) => `${file}: ${target}`),
    );
    expect(wrong).toEqual([]);
  });
}

const DOCUMENTS = ['CHANGELOG.md', 'LICENSE', 'NOTICE', 'README.md', 'package.json'];

/** What the verifier reads when it meets a kind. */
function schemas(): string[] {
  return readdirSync(join(REPOSITORY, 'imports', 'schemas')).map((name) => `imports/schemas/${name}`);
}

/** All else in `lib` is in the bundle. */
const PLAIN_LIB =
  /^((constructs|output|rendering)\/.*|alternatives|app|failure|finding|groups|index|validation-plugin|verified-app)\.ts$/;
const BUNDLE = 'build/bundle/';
/** The bundler says which file a part is from. */
const BUNDLED = /^\/\/ \S*node_modules\/((?:@[^/]+\/)?[^/]+)/gm;

/** What the compiler makes of the sources of today. */
function compiledSources(): string[] {
  const sources = ['lib', 'charts', 'imports'].flatMap((folder) =>
    [...filesIn(join(REPOSITORY, folder))]
      .filter(({ path }) => folder !== 'lib' || PLAIN_LIB.test(path))
      .map(({ path }) => `${folder}/${path}`),
  );
  const modules = ['main.ts', ...sources].filter((path) => path.endsWith('.ts')).map((path) => path.slice(0, -3));
  return modules.flatMap((path) => [`build/${path}.js`, `build/${path}.d.ts`]);
}

const COMMENT_LINE = /^\s*(\/\*\*|\*|\/\/).*$/gm;
const IMPORTS = {
  '.js': /\brequire\(["']([^"']+)["']\)/g,
  '.d.ts': /(?:\bfrom |\bimport |\bimport\()["']([^"']+)["']/g,
};

function importsOf(file: string, text: string): string[] {
  const code = text.replaceAll(COMMENT_LINE, '');
  return Object.entries(IMPORTS)
    .filter(([ending]) => file.endsWith(ending))
    .flatMap(([, pattern]) => [...code.matchAll(pattern)].map(([, target = '']) => target));
}

function resolves({ files }: Content, file: string, target: string): boolean {
  const ending = file.endsWith('.d.ts') ? '.d.ts' : '.js';
  const path = join(file, '..', target);
  return [path, `${path}${ending}`, `${path}/index${ending}`].some((candidate) => files.includes(candidate));
}

function isKnown(packages: readonly string[], target: string): boolean {
  return isBuiltin(target) || packages.some((name) => target === name || target.startsWith(`${name}/`));
}

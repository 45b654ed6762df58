import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const ROOT = join(__dirname, '..');

/** What each part of the code may import beside itself and packages; the longest matching prefix counts. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'main.ts': ['charts', 'lib/index'],
  charts: ['lib/index'],
  'lib/index': [
    'lib/alternatives',
    'lib/app',
    'lib/constructs',
    'lib/finding',
    'lib/validation-plugin',
    'lib/verified-app',
  ],
  // Three doors to one engine.
  'lib/cli': [
    'lib/failure',
    'lib/synth',
    'lib/verify-files',
    'lib/trace-files',
    'lib/diff-files',
    'lib/show-rules',
    'lib/launcher',
    'lib/finding',
  ],
  'lib/verified-app': ['lib/app', 'lib/verifier', 'lib/verify', 'lib/finding', 'lib/rendering', 'lib/trace'],
  'lib/validation-plugin': ['lib/verifier', 'lib/finding'],
  'lib/verifier': [
    'lib/verify',
    'lib/part-summaries',
    'lib/manifest',
    'lib/report',
    'lib/launcher/verify-input',
    'lib/launcher/mesh-config-input',
    'lib/trace',
  ],
  'lib/verify-files': [
    'lib/verify',
    'lib/rule-book',
    'lib/finding',
    'lib/launcher',
    'lib/report',
    'lib/trace',
    'lib/unprotected-requests',
  ],
  'lib/part-summaries': ['lib/trace', 'lib/report', 'lib/groups'],
  'lib/unprotected-requests': ['lib/trace', 'lib/report'],
  'lib/trace-files': ['lib/failure', 'lib/trace', 'lib/traffic/mesh', 'lib/launcher', 'lib/report'],
  'lib/diff-files': ['lib/failure', 'lib/trace', 'lib/launcher', 'lib/report'],
  'lib/verify': ['lib/manifest', 'lib/traffic', 'lib/rules', 'lib/schema', 'lib/finding', 'lib/groups'],
  'lib/explanations': [],
  'lib/show-rules': [
    'lib/failure',
    'lib/rule-book',
    'lib/report',
    'lib/launcher',
    'lib/explanations',
    'lib/suggestion',
  ],
  'lib/rule-book': ['lib/rules', 'lib/verify', 'lib/explanations', 'lib/finding'],
  'lib/rules': ['lib/traffic', 'lib/manifest', 'lib/finding', 'lib/groups', 'lib/suggestion'],
  'lib/trace': ['lib/traffic', 'lib/manifest', 'lib/finding', 'lib/groups'],
  'lib/traffic': ['lib/manifest', 'lib/finding', 'lib/groups'],
  'lib/schema': ['lib/manifest', 'lib/finding', 'lib/suggestion'],
  'lib/suggestion': [],
  'lib/manifest': ['lib/finding', 'lib/groups'],
  'lib/report': ['lib/finding', 'lib/groups', 'lib/rule-book', 'lib/explanations', 'lib/trace', 'lib/manifest'],
  'lib/finding': [],
  'lib/app': ['lib/rendering', 'lib/output'],
  'lib/output': ['lib/failure'],
  'lib/failure': [],
  'lib/rendering': ['lib/alternatives', 'lib/groups'],
  'lib/alternatives': [],
  'lib/constructs': ['imports', 'lib/alternatives', 'lib/groups'],
  'lib/groups': [],
  'lib/synth': ['lib/failure', 'lib/launcher', 'lib/report'],
  'lib/launcher': ['lib/failure', 'lib/output', 'lib/manifest', 'lib/traffic/mesh-config', 'lib/trace', 'lib/report'],
};

/** Parts that touch nothing outside: no files, no processes. */
const PURE = [
  'lib/constructs',
  'lib/manifest',
  'lib/traffic',
  'lib/trace',
  'lib/rules',
  'lib/report',
  'lib/rendering',
  'charts',
];
const OUTSIDE = /^node:(fs|child_process|net|http|https|os|process|stream|tty)\b/;
/** Address arithmetic of node:net is pure; `lib/manifest/ip-version` loads it when it is needed. */
const ALLOWED = /^(import \{ isIP \} from |import\(|require\()'node:net'/;

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(join(ROOT, path)).isDirectory()) return sources(path);
    return path.endsWith('.ts') ? [path] : [];
  });
}

const files = ['main.ts', ...sources('lib'), ...sources('charts')];

function importsOf(file: string): { statement: string; target: string }[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const found = text.matchAll(/(?:^(?:import|export)\b[^;]*?from |^import |\bimport\(|\brequire\()'([^']+)'/gms);
  return [...found].map(([statement, target = '']) => ({ statement, target }));
}

function resolveImport(file: string, target: string): string {
  const path = normalize(join(dirname(file), target));
  if (files.includes(`${path}.ts`)) return path;
  return files.includes(`${path}/index.ts`) ? `${path}/index` : path;
}

const parts = Object.keys(MAY_IMPORT);

function partOf(path: string): string | undefined {
  return parts
    .filter((part) => path === part || path === part.replace(/\.ts$/, '') || path.startsWith(`${part}/`))
    .toSorted((one, other) => other.length - one.length)[0];
}

const edges = files.flatMap((file) =>
  importsOf(file)
    .filter(({ target }) => target.startsWith('.'))
    .map(({ target }) => ({ from: file.replace(/\.ts$/, ''), to: resolveImport(file, target) })),
);

test('every file belongs to a part, and every part has files', () => {
  const found = files.map((file) => [file, partOf(file.replace(/\.ts$/, ''))] as const);
  expect(found.filter(([, part]) => part === undefined)).toEqual([]);
  expect(parts.filter((part) => !found.some(([, of]) => of === part))).toEqual([]);
});

test('imports go in the directions of the layout', () => {
  const wrong = edges.filter(({ from, to }) => {
    const part = partOf(from) ?? '';
    if (partOf(to) === part) return false;
    return !(MAY_IMPORT[part] ?? []).some((allowed) => to === allowed || to.startsWith(`${allowed}/`));
  });
  expect(wrong).toEqual([]);
});

test('there are no import cycles', () => {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
    if (path.includes(file) || done.has(file)) return;
    for (const to of next.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});

test('constructs, charts, rendering and reports touch nothing outside', () => {
  const wrong = files
    .filter((file) => PURE.some((part) => file.startsWith(`${part}/`)))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ statement, target }) => OUTSIDE.test(target) && !ALLOWED.test(statement))
        .map(({ target }) => `${file}: ${target}`),
    );
  expect(wrong).toEqual([]);
});

test('no folder or file is called utils, common or helpers', () => {
  expect(files.filter((file) => /(^|\/)(utils?|common|helpers?)(\/|\.ts$)/.test(file))).toEqual([]);
});

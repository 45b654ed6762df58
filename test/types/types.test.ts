import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const DIRECTIVE = /^ *\/\/ @ts-expect-error '(?<complaint>.+?)': .+$/;

interface Complaint {
  /** Of the directive, from 1. */
  readonly line: number;
  readonly text: string;
}

/** The files as they are but for their directives, type-checked where packages are found as from here. */
function complaintsAbout(names: readonly string[]): Map<string, Complaint[]> {
  const cache = join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'types-'));
  try {
    for (const name of names) writeFileSync(join(folder, name), withoutDirectives(sourceOf(name)));
    const project = {
      extends: join(ROOT, 'tsconfig.json'),
      compilerOptions: { noEmit: true },
      include: [],
      files: names,
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
    const args = ['--project', folder, '--pretty', 'false'];
    const { stdout } = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), args, { cwd: folder, encoding: 'utf8' });
    return parse(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sourceOf(name: string): string {
  return readFileSync(join(__dirname, name), 'utf8');
}

function withoutDirectives(source: string): string {
  return source.replaceAll('@ts-expect-error', 'expected').replaceAll("'../../lib", `'${ROOT}/lib`);
}

/** Complaints by file; lines that are indented go on with the one before. */
function parse(output: string): Map<string, Complaint[]> {
  const complaints = new Map<string, Complaint[]>();
  for (const text of output.split(/\n(?! )/).filter((line) => line !== '')) {
    const [, file = '', line = ''] = /^([^(\n]+)\((\d+),\d+\): /.exec(text) ?? [];
    complaints.set(file, [...(complaints.get(file) ?? []), { line: Number(line) - 1, text }]);
  }
  return complaints;
}

const complaints = complaintsAbout(['given.ts', 'accepted.ts', 'refused.ts']);
const directives = sourceOf('refused.ts')
  .split('\n')
  .flatMap((text, index) => (text.includes('@ts-expect-error') ? [{ line: index + 1, text }] : []));

test('what must compile does', () => {
  expect([...complaints.keys()]).toEqual(['refused.ts']);
});

test('what must not compile does not, for the reason given', () => {
  const refused = complaints.get('refused.ts') ?? [];
  const wrong = directives.flatMap(({ line, text }) => {
    const complaint = DIRECTIVE.exec(text)?.groups?.complaint;
    const found = refused.filter((other) => other.line === line).map((other) => other.text);
    if (complaint !== undefined && found.some((other) => other.includes(`'${complaint}'`))) return [];
    return [{ directive: text, found }];
  });

  expect(wrong).toEqual([]);
  expect(refused.map(({ line }) => line)).toEqual(directives.map(({ line }) => line));
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';

const ROOT = join(__dirname, '../..');
const DIRECTIVE = /^ *\/\/ @ts-expect-error '(?<complaint>.+?)': .+$/;

interface Complaint {
  /** Of the directive, from 1. */
  readonly line: number;
  readonly text: string;
}

/** The files as they are but for their directives, type-checked with the packages of this project. */
function complaintsAbout(names: readonly string[]): Map<string, Complaint[]> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'types-')));
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const name of names) writeFileSync(join(folder, name), withoutDirectives(sourceOf(name)));
    const compilerOptions = { noEmit: true, rootDir: parse(folder).root };
    const project = { extends: join(ROOT, 'tsconfig.json'), compilerOptions, include: [], files: names };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project));
    const args = ['--project', folder, '--pretty', 'false'];
    const { stdout } = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), args, { cwd: folder, encoding: 'utf8' });
    return byFile(stdout);
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
function byFile(output: string): Map<string, Complaint[]> {
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

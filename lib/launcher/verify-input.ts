import type { Manifest } from '../manifest/manifest';
import { type ParsedFile, parse, type SkippedDocument } from '../manifest/parse';
import type { FileProblem } from '../manifest/problem';
import type { Source } from '../manifest/source';
import { visible } from '../report/text';
import { readInput } from './read-input';

/** What the paths of a command line hold. */
export interface Input {
  readonly objects: readonly Manifest[];
  readonly notes: ParsedFile['notes'];
  readonly skipped: readonly SkippedDocument[];
  /** What could not be read. */
  readonly problems: readonly FileProblem[];
  /** By file, to show lines of. */
  readonly sources: ReadonlyMap<string, Source>;
}

/** Told of each file before it is read through, with its size and the number of objects so far. */
export type OnFile = (file: string, bytes: number, objects: number) => void;

/** Reads all files that the paths name; see `readInput`. Never throws: problems are collected. */
export function readManifests(paths: readonly string[], onFile?: OnFile): Input {
  const objects: Manifest[] = [];
  const notes: ParsedFile['notes'][number][] = [];
  const skipped: SkippedDocument[] = [];
  const problems: FileProblem[] = [];
  const sources = new Map<string, Source>();
  for (const entry of readInput(paths)) {
    const { file } = entry;
    if ('message' in entry) {
      problems.push(entry);
      continue;
    }
    onFile?.(file, entry.bytes.length, objects.length);
    const parsed = parse(file, entry.bytes);
    for (const manifest of parsed.objects) objects.push(manifest);
    for (const note of parsed.notes) notes.push(note);
    for (const problem of parsed.problems) problems.push(problem);
    for (const { line, reason } of parsed.skipped) skipped.push({ file, line, reason });
    sources.set(file, parsed.source);
  }
  return { objects, notes, skipped, problems, sources };
}

/** As above, for what the cluster has already. Paths that lead to no object at all are a mistake, and a problem. */
export function readContext(paths: readonly string[]): Input {
  const input = readManifests(paths);
  if (paths.length === 0 || input.objects.length > 0 || input.problems.length > 0) return input;
  const message = 'No Kubernetes object is in this context';
  const fix = 'Name files or folders with what the cluster has already, or leave the context out';
  return { ...input, problems: [{ file: paths.join(', '), message, fix }] };
}

/** One line for each problem, with its place. */
export function problemLines(problems: Input['problems']): string[] {
  return problems.map((problem) => {
    const { file, line, column, message, fix } = problem;
    const place = line === undefined ? file : `${file}:${line}:${column}`;
    return visible(`${place}: ${message}. ${fix}.`);
  });
}

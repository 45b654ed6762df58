import type { Manifest } from '../manifest/manifest';
import { type ParsedFile, parse, type SkippedDocument } from '../manifest/parse';
import type { Problem } from '../manifest/problem';
import type { Source } from '../manifest/source';
import { readInput } from './read-input';

/** What the paths of a command line hold. */
export interface Input {
  readonly objects: readonly Manifest[];
  readonly notes: ParsedFile['notes'];
  readonly skipped: readonly SkippedDocument[];
  /** What could not be read. */
  readonly problems: readonly (Problem | UnreadableFile)[];
  /** By file, to show lines of. */
  readonly sources: ReadonlyMap<string, Source>;
}

export interface UnreadableFile {
  readonly file: string;
  readonly message: string;
  readonly fix: string;
}

/** Reads all files that the paths name; see `readInput`. Never throws: problems are collected. */
export function readManifests(paths: readonly string[], onProgress?: (objects: number) => void): Input {
  const objects: Manifest[] = [];
  const notes: ParsedFile['notes'][number][] = [];
  const skipped: SkippedDocument[] = [];
  const problems: (Problem | UnreadableFile)[] = [];
  const sources = new Map<string, Source>();
  for (const entry of readInput(paths)) {
    const { file } = entry;
    if ('message' in entry) {
      problems.push(entry);
      continue;
    }
    const parsed = parse(file, entry.bytes);
    for (const manifest of parsed.objects) objects.push(manifest);
    for (const note of parsed.notes) notes.push(note);
    for (const problem of parsed.problems) problems.push(problem);
    for (const { line, reason } of parsed.skipped) skipped.push({ file, line, reason });
    sources.set(file, parsed.source);
    onProgress?.(objects.length);
  }
  return { objects, notes, skipped, problems, sources };
}

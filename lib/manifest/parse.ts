import { isMap, isSeq, type ParsedNode } from 'yaml';
import { type Chunk, chunks } from './chunks';
import { decode } from './decode';
import { JsonReader } from './json';
import type { Manifest } from './manifest';
import { FileOrigin } from './place';
import { type Fault, type Note, type Problem, Unreadable } from './problem';
import { Source } from './source';
import { type Content, type SkipReason, unpack } from './unpack';
import { yamlNodes } from './yaml-nodes';
import { keyName } from './yaml-scalar';
import { YamlValue } from './yaml-value';

/** A document that holds nothing to judge. */
export interface Skipped {
  /** Where it begins. */
  readonly line: number;
  readonly reason: SkipReason;
}

/** As above, with its file. */
export interface SkippedDocument extends Skipped {
  /** As given by the user. */
  readonly file: string;
}

/** What one file holds. */
export interface ParsedFile {
  /** In the order of the file; items of lists stand for themselves. */
  readonly objects: readonly Manifest[];
  /** Values that others read differently, or that JavaScript cannot hold. Paths begin at the object. */
  readonly notes: readonly (Note & { readonly manifest: Manifest })[];
  /** In the order of the file. Objects of the other documents are there all the same. */
  readonly problems: readonly Problem[];
  readonly skipped: readonly Skipped[];
  /** For display of lines. */
  readonly source: Source;
}

/** Reads one file of YAML or JSON as `kubectl apply -f` does. Never throws. */
export function parse(file: string, input: Uint8Array | string): ParsedFile {
  const { text, fault } = decode(input);
  const reader = new FileReader(new Source(file, text));
  if (fault === undefined) for (const chunk of chunks(text)) reader.readChunk(chunk);
  else reader.fail(fault);
  reader.problems.sort((one, other) => one.line - other.line || one.column - other.column);
  return reader;
}

class FileReader implements ParsedFile {
  readonly objects: Manifest[] = [];
  readonly notes: (Note & { manifest: Manifest })[] = [];
  readonly problems: Problem[] = [];
  readonly skipped: Skipped[] = [];

  constructor(readonly source: Source) {}

  readChunk(chunk: Chunk): void {
    if (chunk.fault !== undefined) this.fail(chunk.fault);
    const text = this.source.text.slice(chunk.start, chunk.end);
    const start = chunk.start + text.search(/[^\s\ufeff]|$/);
    if (start === chunk.end) return;
    if (this.source.text[start] === '{' && this.readJson(start, chunk.end)) return;
    this.readYaml(chunk, start);
  }

  fail({ offset, message, fix }: Fault): void {
    this.problems.push({ file: this.source.file, ...this.source.position(offset), message, fix });
  }

  /** False when not even the first value is JSON: what looked like it is YAML then, to kubectl, too. */
  private readJson(start: number, end: number): boolean {
    let reader = new JsonReader(this.source.text, start, end);
    for (let first = true; reader.more(); first = false) {
      const at = reader.offset;
      try {
        const value = reader.read();
        const region = { source: this.source, start: at, end: reader.offset, json: true };
        this.add({ value, region, items: reader.items }, reader.duplicates, reader.notes);
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        if (first) return false;
        this.fail(error.fault);
        return true;
      }
      reader = new JsonReader(this.source.text, reader.offset, end);
    }
    return true;
  }

  private readYaml({ start: before, end }: Chunk, start: number): void {
    const begin = this.source.text[before] === '\ufeff' ? before + 1 : before;
    const text = this.source.text.slice(begin, end);
    let nodes: ParsedNode | null = null;
    try {
      nodes = yamlNodes(text);
      if (nodes === null) return;
      const reader = new YamlValue();
      const value = reader.read(nodes);
      if (value === null) return;
      const region = { source: this.source, start, end, json: false };
      this.add({ value, region, items: itemPlaces(nodes, begin) }, moved(reader.duplicates, begin), reader.notes);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      if (text.includes('{{')) this.skip(start, 'template');
      else if (nodes !== null && !hasType(nodes)) this.skip(start, 'no apiVersion and kind');
      else this.fail(movedBy(error.fault, begin));
    }
  }

  private add(content: Content, duplicates: readonly Fault[], notes: readonly Note[]): void {
    const { objects, faults, skipped } = unpack(content);
    if (skipped !== undefined) {
      this.skip(content.region.start, skipped);
      return;
    }
    for (const duplicate of duplicates) this.fail(duplicate);
    const origin = new FileOrigin(content.region);
    for (const { path, message, fix } of faults) {
      this.problems.push({ file: this.source.file, ...origin.locate(path), message, fix });
    }
    for (const { manifest } of objects) this.objects.push(manifest);
    this.addNotes(objects, notes);
  }

  private addNotes(objects: ReturnType<typeof unpack>['objects'], notes: readonly Note[]): void {
    if (notes.length === 0) return;
    const byPath = new Map(objects.map(({ manifest, path }) => [JSON.stringify(path), manifest]));
    for (const note of notes) {
      let length = 0;
      while (byPath.get(JSON.stringify(note.path.slice(0, length))) === undefined && length <= note.path.length)
        length += 2;
      const manifest = byPath.get(JSON.stringify(note.path.slice(0, length)));
      if (manifest !== undefined) this.notes.push({ ...note, path: note.path.slice(length), manifest });
    }
  }

  private skip(offset: number, reason: SkipReason): void {
    this.skipped.push({ line: this.source.position(offset).line, reason });
  }
}

function movedBy(fault: Fault, by: number): Fault {
  return { ...fault, offset: fault.offset + by };
}

function moved(faults: readonly Fault[], by: number): Fault[] {
  return faults.map((fault) => movedBy(fault, by));
}

function hasType(nodes: ParsedNode): boolean {
  return isMap(nodes) && nodes.items.some(({ key }) => ['apiVersion', 'kind'].includes(keyName(key) ?? ''));
}

/** Where the items of a list of objects stand, so that each can be read again alone. */
function itemPlaces(nodes: ParsedNode, shift: number): { start: number; end: number }[] {
  if (!isMap(nodes)) return [];
  const list = nodes.items.findLast(({ key }) => keyName(key) === 'items')?.value;
  if (!isSeq(list)) return [];
  return list.items.map((item) => {
    const [start, end] = item.range;
    return { start: start + shift, end: end + shift };
  });
}

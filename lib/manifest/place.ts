import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import type { Position } from '../finding';
import { JsonReader } from './json';
import type { Origin, Path } from './manifest';
import { Unreadable } from './problem';
import type { Source } from './source';
import { yamlNodes } from './yaml-nodes';
import { keyName } from './yaml-scalar';

/** The part of a file that holds one object. */
export interface Region {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly json: boolean;
}

/** The origin of an object from a file: it keeps offsets only, and reads its part of the text again when asked. */
export class FileOrigin implements Origin {
  constructor(
    private readonly region: Region,
    /** Where the object stands in the region: empty, but for an item of a list within a list. */
    private readonly inside: Path = [],
  ) {}

  get file(): string {
    return this.region.source.file;
  }

  locate(path: Path): Position {
    const { source, start, end, json } = this.region;
    const whole = [...this.inside, ...path];
    const offset = json ? new JsonReader(source.text, start, end).locate(whole) : yamlOffset(this.region, whole);
    return source.position(offset);
  }
}

/** The nodes of the region that was asked about last: a rule's findings mostly come one object at a time. */
let last: { readonly region: Region; readonly nodes: ParsedNode | null; readonly shift: number } | undefined;

function yamlOffset(region: Region, path: Path): number {
  if (last?.region !== region) last = { region, ...nodesOf(region) };
  const { nodes, shift } = last;
  let node: ParsedNode | null | undefined = nodes;
  let found = node?.range[0] ?? 0;
  for (const step of path) {
    const place: Place | undefined = typeof step === 'number' ? item(node, step) : field(node, step);
    if (place === undefined) break;
    found = place.shown?.range[0] ?? found;
    node = place.value;
  }
  return found + shift;
}

/** An item of a list begins in the middle of a line; blanks in place of what is before it keep the indentation. */
function nodesOf({ source, start, end }: Region): { nodes: ParsedNode | null; shift: number } {
  const indent = source.position(start).column - 1;
  try {
    return { nodes: yamlNodes(' '.repeat(indent) + source.text.slice(start, end)), shift: start - indent };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { nodes: null, shift: start };
  }
}

interface Place {
  readonly shown: ParsedNode | null | undefined;
  readonly value: ParsedNode | null | undefined;
}

function field(node: ParsedNode | null | undefined, name: string): Place | undefined {
  if (!isMap(node)) return undefined;
  // The last one, as it is the one that counts when a key stands twice.
  const pair = node.items.findLast(({ key }) => isScalar(key) && keyName(key) === name);
  return pair && { shown: pair.key, value: pair.value };
}

function item(node: ParsedNode | null | undefined, index: number): Place | undefined {
  if (!isSeq(node) || index >= node.items.length) return undefined;
  const value = node.items[index];
  return { shown: value, value };
}

import type { Position } from '../finding';

/** The text of a file, by lines. A line ends with a line feed, as it does for kubectl. */
export class Source {
  private starts: Uint32Array | undefined;

  constructor(
    /** As given by the user. */
    readonly file: string,
    /** Without a byte order mark. */
    readonly text: string,
  ) {}

  /** The place of an offset into the text. Columns count UTF-16 code units from 1, as editors and SARIF do. */
  position(offset: number): Position {
    const starts = this.lineStarts();
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  /** The line without its end, for display; empty for a line that is not there. */
  lineText(line: number): string {
    const starts = this.lineStarts();
    const start = starts[line - 1];
    return start === undefined ? '' : this.text.slice(start, starts[line]).replace(/\r?\n$/, '');
  }

  private lineStarts(): Uint32Array {
    this.starts ??= lineStarts(this.text);
    return this.starts;
  }
}

function lineStarts(text: string): Uint32Array {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return Uint32Array.from(starts);
}

import { Fields, MAX_DEPTH } from './fields';
import type { Json, Path } from './manifest';
import { type Fault, type Note, Unreadable } from './problem';
import { tooDeep } from './yaml-nodes';

const BLANK = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y; // oxlint-disable-line no-control-regex
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORD = /true|false|null/y;

/** Reads JSON values one after the other, from an offset on. Offsets are those of the whole text. */
export class JsonReader {
  readonly notes: Note[] = [];
  /** Keys that stand twice in one object. kubectl takes the last without a word. */
  readonly duplicates: Fault[] = [];
  /** Where the items of the value's own field `items` begin and end, when it is a list. */
  readonly items: { start: number; end: number }[] = [];
  private readonly path: (string | number)[] = [];

  constructor(
    private readonly text: string,
    public offset: number,
    private readonly end = text.length,
  ) {}

  /** True when there is another value. */
  more(): boolean {
    this.blank();
    return this.offset < this.end;
  }

  /** @throws Unreadable at the first character that is not JSON */
  read(): Json {
    this.blank();
    if (this.path.length > MAX_DEPTH) throw new Unreadable(tooDeep(this.offset));
    const first = this.text[this.offset];
    if (first === '{') return this.readObject();
    if (first === '[') return this.readArray();
    if (first === '"') return this.readString();
    if (first === 't' || first === 'f' || first === 'n') return JSON.parse(this.match(WORD)) as boolean | null;
    return this.readNumber();
  }

  /** Where the key (of an item, the value) at the path stands, or the nearest parent's that is there. */
  locate(path: Path): number {
    this.blank();
    let found = this.offset;
    for (const step of path) {
      const place = typeof step === 'number' ? this.findItem(step) : this.findKey(step);
      if (place === undefined) return found;
      found = place.shown;
      this.offset = place.value;
    }
    return found;
  }

  private readObject(): Json {
    const fields = new Fields();
    this.each('}', () => {
      const at = this.offset;
      const name = this.readString();
      if (name in fields) this.duplicates.push(duplicate(at, name));
      this.expect(':');
      this.path.push(name);
      fields[name] = this.read();
      this.path.pop();
    });
    return fields;
  }

  private readArray(): Json {
    const values: Json[] = [];
    const places = this.path.length === 1 && this.path[0] === 'items' ? this.items : undefined;
    if (places !== undefined) places.length = 0;
    this.each(']', () => {
      const start = this.offset;
      this.path.push(values.length);
      values.push(this.read());
      this.path.pop();
      places?.push({ start, end: this.offset });
    });
    return values;
  }

  /** Runs for each entry, with the offset at its first character. */
  private each(close: string, entry: () => void): void {
    this.offset++;
    this.blank();
    if (this.text[this.offset] === close) {
      this.offset++;
      return;
    }
    for (;;) {
      this.blank();
      entry();
      this.blank();
      const next = this.text[this.offset];
      if (next !== ',' && next !== close) throw this.unexpected();
      this.offset++;
      if (next === close) return;
    }
  }

  private readString(): string {
    return JSON.parse(this.match(STRING)) as string;
  }

  private readNumber(): number {
    const at = this.offset;
    const written = this.match(NUMBER);
    const value = Number(written);
    if (!Number.isFinite(value)) {
      throw new Unreadable({ offset: at, message: `The number ${written} is too large`, fix: 'Correct the number' });
    }
    if (/^-?\d+$/.test(written) && !Number.isSafeInteger(value)) {
      this.notes.push({
        kind: 'wide-integer',
        path: [...this.path],
        key: false,
        written,
        sent: value,
        elsewhere: value,
      });
    }
    return value;
  }

  private findKey(wanted: string): Place | undefined {
    this.blank();
    if (this.text[this.offset] !== '{') return undefined;
    let found: Place | undefined;
    this.each('}', () => {
      const shown = this.offset;
      const name = this.readString();
      this.expect(':');
      this.blank();
      if (name === wanted) found = { shown, value: this.offset };
      this.read();
    });
    return found;
  }

  private findItem(wanted: number): Place | undefined {
    this.blank();
    if (this.text[this.offset] !== '[') return undefined;
    let found: Place | undefined;
    let index = 0;
    this.each(']', () => {
      if (index++ === wanted) found = { shown: this.offset, value: this.offset };
      this.read();
    });
    return found;
  }

  private expect(character: string): void {
    this.blank();
    if (this.text[this.offset] !== character) throw this.unexpected();
    this.offset++;
  }

  private blank(): void {
    BLANK.lastIndex = this.offset;
    BLANK.test(this.text);
    this.offset = BLANK.lastIndex;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw this.unexpected();
    this.offset += found.length;
    return found;
  }

  private unexpected(): Unreadable {
    const there =
      this.offset < this.end ? `${JSON.stringify(this.text[this.offset])} is not expected` : 'The end comes too early';
    return new Unreadable({
      offset: this.offset,
      message: `This is not JSON: ${there} here`,
      fix: 'Correct the JSON here',
    });
  }
}

interface Place {
  /** The key, or the item. */
  readonly shown: number;
  readonly value: number;
}

function duplicate(offset: number, name: string): Fault {
  const message = `The key "${name}" stands twice in this map, and kubectl drops all but the last`;
  return { offset, message, fix: 'Keep one of them' };
}

import type { Fault } from './problem';

/** A part of the text that kubectl reads on its own: from one line of `---` to the next. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
  /** What is wrong with the separator before it. */
  readonly fault?: Fault;
}

/** Splits at lines that begin with `---`, whatever stands around them, as kubectl does. */
export function* chunks(text: string): Generator<Chunk> {
  let start = 0;
  let fault: Fault | undefined;
  for (let at = separatorFrom(text, 0); at >= 0; at = separatorFrom(text, start)) {
    yield chunk(start, at, fault);
    const newline = text.indexOf('\n', at);
    start = newline < 0 ? text.length : newline + 1;
    fault = badSeparator(text, at, start);
  }
  yield chunk(start, text.length, fault);
}

function chunk(start: number, end: number, fault: Fault | undefined): Chunk {
  return fault === undefined ? { start, end } : { start, end, fault };
}

function separatorFrom(text: string, from: number): number {
  if (text.startsWith('---', from)) return from;
  const at = text.indexOf('\n---', from);
  return at < 0 ? -1 : at + 1;
}

function badSeparator(text: string, at: number, end: number): Fault | undefined {
  const rest = text.slice(at + 3, end).trim();
  if (rest === '' || rest.startsWith('#')) return undefined;
  const shown = rest.length > 40 ? `${rest.slice(0, 40)}...` : rest;
  return {
    offset: at,
    message: `"${shown}" follows "---" on the same line, where kubectl takes only a comment`,
    fix: 'Move it to the next line',
  };
}

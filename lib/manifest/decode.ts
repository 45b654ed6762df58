import { isUtf8 } from 'node:buffer';
import type { Fault } from './problem';

/** Files above this size are refused: their text and objects would not fit in memory together. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024;

export interface Decoded {
  /** Without the byte order mark; what comes before the fault, where there is one. */
  readonly text: string;
  readonly fault?: Fault;
}

/**
 * The bytes as text, as kubectl decodes them: UTF-8, or UTF-16 when the file begins with its byte order mark. Where
 * kubectl would put U+FFFD in place of a bad byte without a word, this is a fault.
 */
export function decode(input: Uint8Array | string): Decoded {
  if (input.length > MAX_FILE_BYTES) return { text: '', fault: tooLarge(input.length) };
  if (typeof input === 'string') return { text: input.replace(/^\ufeff/, '') };
  const encoding = encodingOf(input);
  if (encoding === 'utf-8' && isUtf8(input)) return { text: asText(input).replace(/^\ufeff/, '') };
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(input) };
  } catch {
    return undecodable(input, encoding);
  }
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function asText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** Finds the bad byte by halving: a start of the file decodes exactly as long as the bad byte is not in it. */
function undecodable(bytes: Uint8Array, encoding: string): Decoded {
  let [good, bad] = [0, bytes.length + 1];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (startOf(bytes, middle, encoding) === undefined) bad = middle;
    else good = middle;
  }
  const text = startOf(bytes, good, encoding) ?? '';
  const message =
    bad > bytes.length
      ? `The file ends in the middle of a character of ${encoding.toUpperCase()}`
      : `The byte 0x${(bytes[good] ?? 0).toString(16).padStart(2, '0')} at offset ${good} is not ${encoding.toUpperCase()}`;
  return { text, fault: { offset: text.length, message, fix: 'Save the file as UTF-8' } };
}

function startOf(bytes: Uint8Array, length: number, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
  } catch {
    return undefined;
  }
}

function tooLarge(size: number): Fault {
  const message = `The file has ${size} bytes, more than the ${MAX_FILE_BYTES} that are read`;
  return { offset: 0, message, fix: 'Split it into several files' };
}

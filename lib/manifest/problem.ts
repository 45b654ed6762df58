import type { Position } from '../finding';
import type { Json, Path } from './manifest';

/** Why a file, or a document of it, cannot be read as kubectl would read it. */
export interface FileProblem extends Partial<Position> {
  /** As given by the user. */
  readonly file: string;
  /** What is wrong, without a full stop at the end. */
  readonly message: string;
  /** What to do, in the imperative, without a full stop at the end. */
  readonly fix: string;
}

/** One at a place of the file. */
export type Problem = FileProblem & Position;

/** A problem at an offset of a text, not yet at a line of a file. */
export interface Fault {
  readonly offset: number;
  readonly message: string;
  readonly fix: string;
}

/** Thrown inside a document that cannot be read; never leaves the folder. */
export class Unreadable extends Error {
  constructor(readonly fault: Fault) {
    super(fault.message);
  }
}

/**
 * A scalar that kubectl sends as it is in `Manifest.value`, and that others see differently.
 * `yaml-1.2`: readers of YAML 1.2 take `written` for `elsewhere`, such as `on` for a string and `0777` for 777.
 * `merge-order`: a key that stands before `<<` and is overridden by it, which no other reader does.
 * `wide-integer`: beyond 2^53; `value` holds the nearest double, and `written` all the digits.
 */
export interface Note {
  readonly kind: 'yaml-1.2' | 'merge-order' | 'wide-integer';
  readonly path: Path;
  /** True when it is the field's key that is read differently; `path` ends in the key that is sent. */
  readonly key: boolean;
  readonly written: string;
  readonly sent: Json;
  readonly elsewhere: Json;
}

import type { RE2JS } from '@bufbuild/re2';

/**
 * A regular expression of a schema, as Go's `regexp` reads it.
 *
 * Not JavaScript's: the same text means other things there (`\z`, `(?i)`, `$` before a line break), and a backtracking
 * engine takes seconds on short strings for patterns that the Gateway API ships. The engine here is the one that CEL's
 * `matches` uses, so both agree, and it is loaded when the first pattern is met.
 */
export class Pattern {
  private engine: RE2JS | undefined;

  constructor(readonly source: string) {}

  /** True when the pattern matches somewhere in the text. */
  test(text: string): boolean {
    this.engine ??= compile(this.source);
    return this.engine.test(text);
  }
}

function compile(source: string): RE2JS {
  const { RE2JS: Engine } = require('@bufbuild/re2') as typeof import('@bufbuild/re2');
  return Engine.compile(source);
}

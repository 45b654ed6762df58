import type { RE2JS } from '@bufbuild/re2';
import type { Answer } from './answer';

/** Envoy compiles no longer ones, and istiod refuses them. */
const MOST = 1024;
const compiled = new Map<string, RE2JS | undefined>();

/** Whether the regular expression of RE2 is for all of the text; undefined for one that RE2 does not read. */
export function matchesWhole(pattern: string, text: string): Answer {
  if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern));
  return compiled.get(pattern)?.matches(text);
}

function compile(pattern: string): RE2JS | undefined {
  if (Buffer.byteLength(pattern) > MOST) return undefined;
  const { RE2JS: Engine, RE2JSSyntaxException } = require('@bufbuild/re2') as typeof import('@bufbuild/re2');
  try {
    return Engine.compile(pattern);
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) return undefined;
    throw error;
  }
}

import { Composer, type Document, Lexer, type ParsedNode, Parser, type YAMLError } from 'yaml';
import { MAX_DEPTH } from './fields';
import { type Fault, Unreadable } from './problem';

/** Documents above this size are refused: their nodes take about 120 times the text while they are read. */
export const MAX_DOCUMENT_LENGTH = 8 * 1024 * 1024;

/** Scalars stay strings here, since their meaning is kubectl's affair and not that of the package. */
const OPTIONS = { version: '1.1', schema: 'failsafe', uniqueKeys: false, prettyErrors: false } as const;

// kubectl's reader refuses them.
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/**
 * The nodes of one document, offsets counted from the text's start; null for a document with nothing but comments.
 * @throws Unreadable when the text is not YAML that kubectl reads
 */
export function yamlNodes(text: string): ParsedNode | null {
  refuseUnfit(text);
  const [document, second] = documentsOf(withLineFeeds(text));
  const error = document?.errors[0];
  if (error !== undefined) throw new Unreadable(faultOf(error, text));
  if (second !== undefined && second.range !== null && second.range !== undefined) {
    throw new Unreadable({
      offset: second.range[0],
      message: 'A document follows "..." without "---", and kubectl leaves it out without a word',
      fix: 'Separate documents with a line of "---"',
    });
  }
  if (!document?.contents && /^%/m.test(text)) throw new Unreadable(lonelyDirective(text));
  return document?.contents ?? null;
}

function lonelyDirective(text: string): Fault {
  const message = 'kubectl takes a directive for a document of its own, and fails';
  return { offset: text.search(/^%/m), message, fix: 'Remove the line that begins with "%"' };
}

function refuseUnfit(text: string): void {
  if (text.length > MAX_DOCUMENT_LENGTH) {
    const message = `The document has ${text.length} characters, more than the ${MAX_DOCUMENT_LENGTH} that are read as YAML`;
    throw new Unreadable({ offset: 0, message, fix: 'Split it with "---", or give it as JSON' });
  }
  const offset = text.search(FORBIDDEN);
  if (offset < 0) return;
  const code = (text.codePointAt(offset) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const fix = 'Remove it, or write it as an escape in double quotes';
  throw new Unreadable({ offset, message: `The control character U+${code} is not allowed in YAML`, fix });
}

/** YAML 1.1 ends a line at a lone carriage return and at U+0085, too; offsets stay. */
function withLineFeeds(text: string): string {
  return /\r(?!\n)|\x85/.test(text) ? text.replace(/\r(?!\n)|\x85/g, '\n') : text;
}

function documentsOf(text: string): Document.Parsed[] {
  const parser = new Parser();
  const composer = new Composer(OPTIONS);
  const documents: Document.Parsed[] = [];
  for (const lexeme of /:[,\]}]/.test(text) ? flowLexemes(text) : new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) documents.push(...(composer.next(token) as Iterable<Document.Parsed>));
    // Checked as it grows: building the nodes recurses, and would overflow the stack.
    if (parser.stack.length > MAX_DEPTH + 10) throw new Unreadable(tooDeep(parser.offset));
  }
  for (const token of parser.end()) documents.push(...(composer.next(token) as Iterable<Document.Parsed>));
  documents.push(...(composer.end() as Iterable<Document.Parsed>));
  return documents;
}

export function tooDeep(offset: number): Fault {
  const message = `The nesting is deeper than the ${MAX_DEPTH} levels that are followed`;
  return { offset, message, fix: 'Check for brackets that are not closed' };
}

/** Announces that the next lexeme is a scalar without quotes, and ends all flow collections at once. */
const [SCALAR, FLOW_END] = ['\x1f', '\x18'];
/** What comes from the lexer after a scalar in a flow collection, before the colon's meaning is known. */
const AFTER_SCALAR = [':', SCALAR, ''];

/**
 * The lexemes, but with a colon right before `,`, `]` or `}` as part of the plain scalar that it ends: go-yaml reads
 * the IPv6 prefix in `[2001:db8::]` as the string that it is, YAML 1.2 as a map.
 */
function* flowLexemes(text: string): Generator<string> {
  let depth = 0;
  let announced = false;
  let held: string[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    if (held.length > 0) {
      if (lexeme === AFTER_SCALAR[held.length - 1]) {
        held.push(lexeme);
        continue;
      }
      announced = held.length === 3;
      yield* held.length % 2 === 0 && /^[,\]}]$/.test(lexeme) ? [`${held[0]}:`] : held;
      held = [];
    }
    if (announced && depth > 0) held = [lexeme];
    else yield lexeme;
    if (!announced) depth = lexeme === FLOW_END ? 0 : depth + nesting(lexeme);
    announced = lexeme === SCALAR;
  }
  yield* held;
}

function nesting(lexeme: string): number {
  if (lexeme === '[' || lexeme === '{') return 1;
  return lexeme === ']' || lexeme === '}' ? -1 : 0;
}

const FIXES: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'Define the anchor before the alias',
  BAD_INDENT: 'Correct the indentation',
  BLOCK_AS_IMPLICIT_KEY: 'Put the value in quotes when it contains ": ", or correct the indentation',
  BAD_SCALAR_START: 'Put the value in quotes',
  BAD_DQ_ESCAPE: 'Use single quotes, or write the backslash twice',
  BAD_DIRECTIVE: 'Remove the directive',
  TAB_AS_INDENT: 'Indent with spaces',
  MISSING_CHAR: 'Add it',
};

function faultOf({ code, message, pos }: YAMLError, text: string): Fault {
  // What is missing at the end is missed on the last line, not on the one after it.
  return {
    offset: Math.min(pos[0], text.trimEnd().length),
    message: `This is not YAML: ${message}`,
    fix: FIXES[code] ?? 'Correct the YAML here',
  };
}
